import type { DataWork } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { EventHub } from '../services/events.ts'

export type Tell = (done: number, total: number) => void

/** Long work on the data: one piece at a time, told about, and ended on demand. */
export interface Workbench {
  work(): DataWork | null
  cancel(): void
  /** @throws ConsoleError `busy` */
  run<T>(kind: DataWork['kind'], job: (signal: AbortSignal, tell: Tell) => Promise<T>): Promise<T>
}

/** How many steps of work are done between two words about it. */
const tellEvery = 64

export function createWorkbench(events: EventHub): Workbench {
  let work: DataWork | null = null
  let ending = new AbortController()
  const say = (next: DataWork | null): void => {
    work = next
    events.emit('data.changed', null)
  }
  return {
    work: () => work,
    cancel: () => ending.abort(),
    async run(kind, job) {
      if (work) throw new ConsoleError('busy', 'Other work on the data is under way.')
      ending = new AbortController()
      let count = 0
      say({ kind, done: 0, total: 0 })
      try {
        return await job(ending.signal, (done, total) => {
          if (count++ % tellEvery === 0) say({ kind, done, total })
        })
      } finally {
        say(null)
      }
    },
  }
}

export function requireGoingOn(signal: AbortSignal): void {
  if (signal.aborted) throw new ConsoleError('cancelled', 'It was cancelled.')
}
