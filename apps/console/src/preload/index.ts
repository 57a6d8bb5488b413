import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '../shared/bridge.ts'
import { answerChannel, newsChannel } from '../shared/ipc.ts'

type News = (event: unknown, name: string, news: unknown) => void

/** Exactly the four verbs; the window gets no channel, no event object and nothing else of Electron. */
const bridge: Bridge = {
  call: (endpoint, input) => ipcRenderer.invoke(answerChannel, 'call', endpoint, input),
  command: (name, input) => ipcRenderer.invoke(answerChannel, 'command', name, input),
  query: (view, params) => ipcRenderer.invoke(answerChannel, 'query', view, params),
  on(event, listener) {
    const hear: News = (_event, name, news) => {
      if (name === event) listener(news as never)
    }
    ipcRenderer.on(newsChannel, hear)
    return () => void ipcRenderer.removeListener(newsChannel, hear)
  },
}

contextBridge.exposeInMainWorld('bridge', bridge)
