import { ipcMain, type WebContents } from 'electron'
import { answerChannel, newsChannel } from '../../shared/ipc.ts'
import type { Console } from '../keeper.ts'
import { ConsoleError, failed } from '../errors.ts'
import { isOurWindow } from './security/sender.ts'

/** Answers the bridge's questions when our own window asks; nobody else is told anything. */
export function answerWindow(running: Console): void {
  ipcMain.handle(answerChannel, (event, ...question: unknown[]) => {
    if (!isOurWindow(event)) return failed(new ConsoleError('unknown_name', 'There is nothing of that name.'))
    const [verb, name, payload] = question
    return running.bridge({ verb, name, payload })
  })
}

/** Brings news to a window until it is gone. */
export function sendNews(running: Console, contents: WebContents): void {
  const stop = running.events.subscribe((event, news) => {
    if (!contents.isDestroyed()) contents.send(newsChannel, event, news)
  })
  contents.once('destroyed', stop)
}
