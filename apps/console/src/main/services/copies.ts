import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ClipboardMark, Copied } from '../../shared/bridge.ts'
import type { Clipboard, Report } from '../ports.ts'
import type { EventHub } from './events.ts'

/** Copies what must not stay on the clipboard, and sees to it that it goes. Only a salted digest of it is remembered. */
export interface Copies {
  copy(text: string): Promise<Copied>
  /** What a page is to take off its clipboard. */
  due(): ClipboardMark | null
  /** A page saw to it. */
  settle(salt: string): void
  /** Takes it off now, if it is still there. Without a clipboard of our own a page is told to. */
  clear(): void
  /** Clears, and gives a page a moment to do so. */
  close(): Promise<void>
}

/** How long something stays on the clipboard, in milliseconds. */
export const clipboardLifeMs = 30_000
/** How long the end of the console waits for a page to clear its clipboard, in milliseconds. */
export const closePatienceMs = 1000

const saltBytes = 16
const digestOf = (salt: string, text: string): Buffer => createHash('sha256').update(salt).update(text).digest()

interface Debt extends ClipboardMark {
  timer: NodeJS.Timeout
  isDue: boolean
  settled: PromiseWithResolvers<void>
}

const stillThere =
  ({ salt, digest }: Debt) =>
  (text: string): boolean =>
    timingSafeEqual(digestOf(salt, text), Buffer.from(digest, 'hex'))

export interface CopiesPorts {
  events: EventHub
  /** The clipboard of this computer; without one a page uses its own. */
  clipboard?: Clipboard | undefined
  report: Report
}

export function createCopies({ events, clipboard, report }: CopiesPorts): Copies {
  let debt: Debt | undefined

  function settle(salt: string): void {
    if (debt?.salt !== salt) return
    clearTimeout(debt.timer)
    debt.settled.resolve()
    debt = undefined
  }

  async function takeOff(): Promise<void> {
    const owed = debt
    if (!owed) return
    clearTimeout(owed.timer)
    owed.isDue = true
    if (!clipboard) return events.emit('clipboard.due', null)
    await clipboard.clearIf(stillThere(owed))
    settle(owed.salt)
  }

  const clear = (): void => void takeOff().catch(report)

  return {
    async copy(text) {
      if (debt) settle(debt.salt)
      await clipboard?.write(text)
      const salt = randomBytes(saltBytes).toString('hex')
      const timer = setTimeout(clear, clipboardLifeMs)
      timer.unref()
      debt = {
        salt,
        digest: digestOf(salt, text).toString('hex'),
        timer,
        isDue: false,
        settled: Promise.withResolvers<void>(),
      }
      return clipboard
        ? { state: 'copied', clearAfterMs: clipboardLifeMs }
        : { state: 'handed', text, clearAfterMs: clipboardLifeMs }
    },
    due: () => (debt?.isDue ? { salt: debt.salt, digest: debt.digest } : null),
    settle,
    clear,
    async close() {
      const owed = debt
      await takeOff()
      if (!owed || debt !== owed) return
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, closePatienceMs)
      })
      await Promise.race([owed.settled.promise, late]).finally(() => clearTimeout(timer))
    },
  }
}
