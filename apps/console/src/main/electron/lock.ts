import { powerMonitor, type WebContents } from 'electron'
import type { Console } from '../keeper.ts'
import { wipe } from './failures.ts'

/** Locks the console when the person locks the screen, switches the user or sends the computer to sleep. */
export function lockWithSystem(running: Console): void {
  const lock = (): void => running.lock('system')
  for (const event of ['lock-screen', 'suspend', 'user-did-resign-active', 'shutdown'] as const)
    powerMonitor.on(event as 'suspend', lock)
}

/** What a page held goes with its process: once locked, that is ended and a new one shows the locked page. */
export function wipeWhenLocked(running: Console, contents: WebContents): void {
  const stop = running.events.subscribe((event, news) => {
    if (event !== 'lock.changed' || !(news as { isLocked: boolean }).isLocked || contents.isDestroyed()) return
    wipe(contents)
  })
  contents.once('destroyed', stop)
}
