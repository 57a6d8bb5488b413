import { readSetting, writeSetting, type Store } from './store.ts'

/** The sandbox's time: the real clock moved by an offset, or standing still; kept with the state. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** How far ahead of the real clock it is, in milliseconds. */
  offset(): number
  isFrozen(): boolean
  /** Goes to a time and stays frozen, or goes on, as before. */
  set(time: number): void
  /** Stands still from now on. */
  freeze(): void
  /** Goes on from where it stands. */
  resume(): void
  /** Runs `work` with the clock standing at a time, so that a late job sees the time it was due. */
  at<T>(time: number, work: () => T): T
  /** Reads its state again, after another state was put in place. */
  reload(): void
}

const setting = 'clock'

/** Either how far ahead of the real clock, or where it stands. */
type Position = { offset: number } | { frozenAt: number }

export function createClock(store: Store, realNow: () => number): Clock {
  const read = (): Position => JSON.parse(readSetting(store, setting) ?? '{"offset":0}') as Position
  let position = read()
  let standing: number | undefined
  const now = (): number => standing ?? ('frozenAt' in position ? position.frozenAt : realNow() + position.offset)
  const isFrozen = (): boolean => 'frozenAt' in position
  const put = (next: Position): void => {
    writeSetting(store, setting, JSON.stringify(next))
    position = next
  }
  const set = (time: number): void => put(isFrozen() ? { frozenAt: time } : { offset: time - realNow() })
  return {
    now,
    offset: () => now() - realNow(),
    isFrozen,
    set,
    freeze: () => put({ frozenAt: now() }),
    resume: () => put({ offset: now() - realNow() }),
    at(time, work) {
      const before = standing
      standing = time
      try {
        return work()
      } finally {
        standing = before
      }
    },
    reload: () => void (position = read()),
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `yyMMddHHmmss` in UTC, as it stands inside the vendor's order numbers. */
export function stamp(time: number): string {
  const date = new Date(time)
  const parts = [date.getUTCFullYear() % 100, date.getUTCMonth() + 1, date.getUTCDate()]
  return [...parts, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join('')
}
