import type { Bridge, BridgeError, Crossing, EventName } from '../shared/bridge.ts'
import { consoleErrorAdvice } from '../shared/console-errors.ts'
import { socketPath, type SocketAnswer, type SocketNews, type SocketQuestion } from '../shared/socket.ts'

/** The page's own address; declared here because tests run this file without a page. */
declare const location: { readonly host: string }

const lost: BridgeError = {
  code: 'connection_lost',
  message: 'The connection to the console is gone.',
  advice: consoleErrorAdvice.connection_lost,
  problems: [],
}

type Waiting = Map<number, (crossing: Crossing<unknown>) => void>
type Listeners = Map<EventName, Set<(news: unknown) => void>>

function take(text: string, waiting: Waiting, listeners: Listeners): void {
  const message = JSON.parse(text) as SocketAnswer | SocketNews
  if ('event' in message) {
    for (const listener of listeners.get(message.event) ?? []) listener(message.news)
    return
  }
  const { id, ...crossing } = message
  waiting.get(id)?.(crossing)
  waiting.delete(id)
}

const opened = (socket: WebSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error(lost.message)), { once: true })
  })

/**
 * The bridge of a window in a browser, over one socket to the host that served the page. A question whose answer can
 * no longer come is answered `connection_lost`; nothing is asked twice, as a call may have been made.
 */
export async function connectBrowserBridge(address = `ws://${location.host}${socketPath}`): Promise<Bridge> {
  const socket = new WebSocket(address)
  const waiting: Waiting = new Map()
  const listeners: Listeners = new Map()
  let count = 0
  socket.addEventListener('message', ({ data }) => take(String(data), waiting, listeners))
  socket.addEventListener('close', () => {
    for (const answer of waiting.values()) answer({ ok: false, error: lost })
    waiting.clear()
  })
  await opened(socket)

  const ask = (verb: SocketQuestion['verb'], name: string, payload: unknown): Promise<Crossing<never>> =>
    new Promise((resolve) => {
      if (socket.readyState !== WebSocket.OPEN) return resolve({ ok: false, error: lost })
      const question: SocketQuestion = { id: ++count, verb, name, payload }
      waiting.set(question.id, resolve as (crossing: Crossing<unknown>) => void)
      return socket.send(JSON.stringify(question))
    })

  return {
    call: (endpoint, input) => ask('call', endpoint, input),
    command: (name, input) => ask('command', name, input),
    query: (view, params) => ask('query', view, params),
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set)
      set.add(listener as (news: unknown) => void)
      return () => void set.delete(listener as (news: unknown) => void)
    },
  }
}
