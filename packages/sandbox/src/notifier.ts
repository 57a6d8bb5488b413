import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { DeliveryRow } from './schema.ts'
import type { Store } from './store.ts'

/** Pauses before the second and later tries, in milliseconds of the sandbox's clock. */
const defaultRetryPauses = [1_000, 10_000, 60_000] as const
/** Longest wait for an address to answer, in milliseconds. */
const answerTimeoutMs = 5_000

/** Brings notifies to their addresses. */
export interface Notifier {
  /** Starts on every delivery that is due: in order for each address, no address waiting for another. */
  start(): Promise<void>[]
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  /** When the next delivery that is not under way is due, in the sandbox's time. */
  nextDueAt(): number | undefined
  /** Makes a delivery due again. Returns whether there is one of that number. */
  resend(id: number): boolean
  /** Forgets what is under way: its answers belong to a state that is gone. */
  forget(): void
  /** Breaks off what is under way and delivers nothing more. */
  stop(): void
}

export interface NotifierParts {
  store: Store
  clock: Clock
  events: Events
  /** Pauses before the second and later tries; as many tries more as there are pauses. */
  retryPausesMs?: readonly number[] | undefined
}

interface Post {
  url: string
  body: string
  signal: AbortSignal
}

interface Answer {
  delivered: boolean
  answer: string
}

type Due = DeliveryRow & { url: string; body: string }

async function post({ url, body, signal }: Post): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json;charset=UTF-8' },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    })
    await response.body?.cancel()
    return { delivered: response.ok, answer: `HTTP ${response.status}` }
  } catch (error) {
    return { delivered: false, answer: (error as Error).name === 'TimeoutError' ? 'no answer in time' : 'not reached' }
  }
}

/** Writes down what came of a try. */
function record({ store, clock, events, ...parts }: NotifierParts, due: Due, { delivered, answer }: Answer): void {
  const { id, uniqueNo, addressId: address } = due
  const attempts = due.attempts + 1
  const pause = (parts.retryPausesMs ?? defaultRetryPauses)[due.attempts]
  const status = delivered ? 'delivered' : pause === undefined ? 'failed' : 'waiting'
  // Where time stands still, a retry follows the time its try was due, so that moving on brings them all in turn.
  const nextTryAt = (clock.isFrozen() ? due.nextTryAt : clock.now()) + (pause ?? 0)
  store.transaction(() => {
    store.run(
      'UPDATE deliveries SET status = ?, attempts = ?, nextTryAt = ?, answer = ? WHERE id = ?',
      status,
      attempts,
      nextTryAt,
      answer,
      id,
    )
    events.add('delivery', { delivery: id, uniqueNo, address, attempt: attempts, answer, status })
  }, 'system')
}

/** The next delivery to an address that waits for one, by the time it is due. */
const nextSql = `SELECT deliveries.*, url, body FROM deliveries JOIN addresses ON addresses.id = addressId
  JOIN notifies USING (uniqueNo) WHERE status = 'waiting' AND addressId = ? ORDER BY nextTryAt, deliveries.id LIMIT 1`

export function createNotifier(parts: NotifierParts): Notifier {
  const { store, clock } = parts
  let running = new AbortController()
  /** Addresses that are being delivered to. */
  const busy = new Map<number, Promise<void>>()

  async function deliverTo(address: number): Promise<void> {
    const { signal } = running
    while (!signal.aborted) {
      const due = store.one<Due>(nextSql, address)
      if (!due || due.nextTryAt > clock.now()) return
      const answer = await post({ ...due, signal })
      if (!signal.aborted) record(parts, due, answer)
    }
  }

  /** Addresses that something waits for and nothing is under way to, with the time it is due: one step per address. */
  function* waiting(): Generator<{ address: number; at: number }> {
    for (let address = 0; ;) {
      const [next] = store.recall<{ id: number }>(
        `SELECT addressId AS id FROM deliveries WHERE status = 'waiting' AND addressId > ? ORDER BY addressId LIMIT 1`,
        address,
      )
      if (!next) return
      address = next.id
      const [first] = store.recall<{ at: number }>(
        `SELECT nextTryAt AS at FROM deliveries WHERE status = 'waiting' AND addressId = ? ORDER BY nextTryAt LIMIT 1`,
        address,
      )
      if (first && !busy.has(address)) yield { address, at: first.at }
    }
  }

  return {
    stop: () => running.abort(),
    forget() {
      running.abort()
      running = new AbortController()
    },
    start: () =>
      [...waiting()]
        .filter(({ at }) => at <= clock.now())
        .map(({ address }) => {
          const delivery = deliverTo(address).finally(() => busy.delete(address))
          busy.set(address, delivery)
          return delivery
        }),
    idle: async () => void (await Promise.all(busy.values())),
    nextDueAt() {
      const dues = Array.from(waiting(), ({ at }) => at)
      return dues.length === 0 ? undefined : Math.min(...dues)
    },
    resend(id) {
      if (!store.one('SELECT id FROM deliveries WHERE id = ?', id)) return false
      store.run(
        `UPDATE deliveries SET status = 'waiting', attempts = 0, nextTryAt = ?, behind = 0 WHERE id = ?`,
        clock.now(),
        id,
      )
      return true
    },
  }
}
