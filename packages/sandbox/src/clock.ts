import { readSetting, writeSetting, type Store } from './store.ts'

/** The sandbox's time: the real clock moved forward by an offset that is kept with the state. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** How far ahead of the real clock it is, in milliseconds. */
  offset(): number
  move(ms: number): void
  /** Runs `work` with the clock standing at a time, so that a late job sees the time it was due. */
  at<T>(time: number, work: () => T): T
}

const offsetSetting = 'clockOffset'

export function createClock(store: Store, realNow: () => number): Clock {
  let offset = Number(readSetting(store, offsetSetting) ?? 0)
  let standing: number | undefined
  return {
    now: () => standing ?? realNow() + offset,
    offset: () => offset,
    move(ms) {
      offset += ms
      writeSetting(store, offsetSetting, String(offset))
    },
    at(time, work) {
      const before = standing
      standing = time
      try {
        return work()
      } finally {
        standing = before
      }
    },
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `yyMMddHHmmss` in UTC, as it stands inside the vendor's order numbers. */
export function stamp(time: number): string {
  const date = new Date(time)
  const parts = [date.getUTCFullYear() % 100, date.getUTCMonth() + 1, date.getUTCDate()]
  return [...parts, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join('')
}
