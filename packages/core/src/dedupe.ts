import { AsinxError } from './errors.ts'
import type { OpenedNotify } from './envelope.ts'

/**
 * What a delivery is.
 *
 * - `new`: act on it.
 * - `repeat`: the same content came before, under this number or another; do nothing.
 * - `conflict`: this number came before with other content, which only a forger or a mixed-up sender does; raise an alarm.
 */
export type Delivery = 'new' | 'repeat' | 'conflict'

/** Where seen notifies are kept. Entries may be dropped when they are old. */
export interface DedupeStore {
  /**
   * Keeps a value under a key unless one is there. Resolves to the value that was there, undefined when there was none.
   * Where several processes share a store this must be one step (`INSERT … ON CONFLICT DO NOTHING`, `SET … NX GET`).
   */
  add(key: string, value: string): Promise<string | undefined>
  remove(key: string): Promise<void>
}

/** Where and how many seen notifies are remembered. */
export interface DedupeOptions {
  /** Default: this process's memory. */
  store?: DedupeStore
  /** Most notifies the memory remembers, the least recently seen dropped first; a `store` bounds itself. Default 10,000. */
  max?: number
}

type Seen = Pick<OpenedNotify, 'digest' | 'uniqueNo'>

/** Tells a notify that comes again from one that is new. */
export interface Dedupe {
  /** Of simultaneous deliveries of one content exactly one is `new`. Rejects when the store does: then nothing is known, and the notify should be refused so that it comes again. */
  see(notify: Seen): Promise<Delivery>
  /** Takes a `new` back when acting on it failed, so that its next delivery is `new` again. */
  forget(notify: Seen): Promise<void>
}

/** Notifies that `createDedupe` remembers unless told otherwise. */
export const defaultDedupeMax = 10_000

/** Drops the least recently seen. */
function createMemoryStore(max: number): DedupeStore {
  const values = new Map<string, string>()
  return {
    async add(key, value) {
      const there = values.get(key)
      values.delete(key)
      values.set(key, there ?? value)
      const [oldest] = values.keys()
      if (values.size > max && oldest !== undefined) values.delete(oldest)
      return there
    },
    async remove(key) {
      values.delete(key)
    },
  }
}

/** Runs work that shares a key one after the other. */
function createTurns(): <T>(keys: readonly string[], work: () => Promise<T>) => Promise<T> {
  const busy = new Map<string, Promise<unknown>>()
  return async (keys, work) => {
    for (let others; (others = keys.flatMap((key) => busy.get(key) ?? [])).length > 0;) await Promise.allSettled(others)
    const mine = work()
    for (const key of keys) busy.set(key, mine)
    try {
      return await mine
    } finally {
      for (const key of keys) busy.delete(key)
    }
  }
}

const numberKey = ({ uniqueNo }: Seen): string => `number:${uniqueNo}`
const contentKey = ({ digest }: Seen): string => `content:${digest}`

/**
 * Recognises notifies that come again, by their content and by their number: the vendor's repetition is not documented,
 * and a replay under a new number opens like any other (PROTOCOL section 8). One for each merchant.
 * @throws AsinxError `invalid_input` for a `max` that is not a whole number above 0.
 */
export function createDedupe({ store, max = defaultDedupeMax }: DedupeOptions = {}): Dedupe {
  if (!Number.isSafeInteger(max) || max < 1)
    throw new AsinxError('invalid_input', 'max must be a whole number above 0.', {
      problems: [{ path: 'max', message: 'must be a whole number above 0' }],
    })
  // A notify is remembered under two keys.
  const kept = store ?? createMemoryStore(2 * max)
  const inTurn = createTurns()
  const keysOf = (notify: Seen): [string, string] => [numberKey(notify), contentKey(notify)]

  return {
    see: (notify) =>
      inTurn(keysOf(notify), async () => {
        const [number, content] = keysOf(notify)
        const numbered = await kept.add(number, notify.digest)
        // Not remembered as seen: the true content may still come, under its own number.
        if (numbered !== undefined && numbered !== notify.digest) return 'conflict'
        return (await kept.add(content, notify.uniqueNo)) === undefined ? 'new' : 'repeat'
      }),
    forget: (notify) =>
      inTurn(keysOf(notify), async () => {
        for (const key of keysOf(notify).toReversed()) await kept.remove(key)
      }),
  }
}
