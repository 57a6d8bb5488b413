import { canonicalJson, notifyRowOf, redact, type NotifyType } from '@asinx-pay/core'
import type { Clock } from './clock.ts'
import type { FaultBook, Subject } from './faults/book.ts'
import { planNotify, type NotifyPlan } from './faults/notify.ts'
import type { Shapers } from './faults/reply.ts'
import type { Ids } from './ids.ts'
import type { DeliveryRow } from './schema.ts'
import type { Store } from './store.ts'
import { writeValues } from './values.ts'

/** Pauses before the second and later tries, in milliseconds of the sandbox's clock. */
const retryPauses = [1_000, 10_000, 60_000] as const
/** Longest a delivery waits for the next one it is to arrive after, in milliseconds of the sandbox's clock. */
const longestBehindMs = 60_000
/** Longest wait for an address to answer, in milliseconds. */
const answerTimeoutMs = 5_000

export interface Notifier {
  /** Writes a notify and one delivery per address, in the transaction that is open. */
  queue(type: NotifyType, data: Record<string, unknown>): void
  /** Starts on every delivery that is due: in order for each address, no address waiting for another. */
  start(): Promise<void>[]
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  /** When the next delivery that is not under way is due, in the sandbox's time. */
  nextDueAt(): number | undefined
  /** Makes a delivery due again. Returns whether there is one of that number. */
  resend(id: number): boolean
  /** Breaks off what is under way and delivers nothing more. */
  stop(): void
}

export interface NotifierParts {
  store: Store
  clock: Clock
  ids: Ids
  faults: FaultBook
  shapers: Shapers
}

interface Post {
  url: string
  body: string
  signal: AbortSignal
}

async function post({ url, body, signal }: Post): Promise<{ delivered: boolean; answer: string }> {
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

/** Puts the deliveries that wait for a next one behind this one. */
function release(store: Store, delivery: Pick<DeliveryRow, 'uniqueNo' | 'url' | 'nextTryAt'>): void {
  const { uniqueNo, url, nextTryAt } = delivery
  const sql = 'SELECT * FROM deliveries WHERE behind = 1 AND url = ? AND uniqueNo <> ? ORDER BY id'
  for (const { id, ...held } of store.all<DeliveryRow>(sql, url, uniqueNo)) {
    store.run('DELETE FROM deliveries WHERE id = ?', id)
    store.insert('deliveries', { ...held, nextTryAt, behind: 0 })
  }
}

function address({ store, clock }: NotifierParts, uniqueNo: string, plan: NotifyPlan): void {
  const nextTryAt = clock.now() + plan.delayMs + (plan.behind ? longestBehindMs : 0)
  const status = plan.dropped ? 'dropped' : 'waiting'
  const fresh = { uniqueNo, status, attempts: 0, nextTryAt, answer: null, behind: plan.behind ? 1 : 0 }
  for (const { url } of store.all<{ url: string }>('SELECT url FROM addresses ORDER BY url')) {
    for (let copy = 0; copy <= (plan.newNumbers ? 0 : plan.copies); copy++)
      store.insert('deliveries', { ...fresh, url })
    if (!plan.behind && !plan.dropped) release(store, { uniqueNo, url, nextTryAt })
  }
}

function subjectOf(store: Store, { uid, userBankcardId: card }: Record<string, unknown>): Subject {
  if (typeof card !== 'number') return { uid: String(uid) }
  return { card, uid: store.one<{ uid: string }>('SELECT uid FROM cards WHERE id = ?', card)?.uid }
}

function queue(parts: NotifierParts, type: NotifyType, data: Record<string, unknown>): void {
  const { store, clock, ids, faults, shapers } = parts
  const { fields } = notifyRowOf(type)
  const hits = faults.onNotify(type, subjectOf(store, data))
  const plan = planNotify(shapers, hits, { type, content: writeValues(fields, data) })
  const summary = JSON.stringify(redact(fields, data))
  for (let copy = 0; copy <= (plan.newNumbers ? plan.copies : 0); copy++) {
    const uniqueNo = ids.order('webhook', 9)
    const body = canonicalJson({ ...plan.envelope, uniqueNo })
    store.insert('notifies', { uniqueNo, type, body, summary, createdAt: clock.now() })
    address(parts, uniqueNo, plan)
  }
}

export function createNotifier(parts: NotifierParts): Notifier {
  const { store, clock } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  /** Addresses that are being delivered to. */
  const busy = new Map<string, Promise<void>>()

  async function deliver(delivery: DeliveryRow): Promise<void> {
    const notify = store.one<{ body: string }>('SELECT body FROM notifies WHERE uniqueNo = ?', delivery.uniqueNo)
    const { delivered, answer } = await post({ url: delivery.url, body: notify?.body ?? '', signal })
    if (signal.aborted) return
    const attempts = delivery.attempts + 1
    const pause = retryPauses[delivery.attempts]
    const status = delivered ? 'delivered' : pause === undefined ? 'failed' : 'waiting'
    store.run(
      'UPDATE deliveries SET status = ?, attempts = ?, nextTryAt = ?, answer = ? WHERE id = ?',
      status,
      attempts,
      clock.now() + (pause ?? 0),
      answer,
      delivery.id,
    )
  }

  async function deliverTo(url: string): Promise<void> {
    const sql = `SELECT * FROM deliveries WHERE url = ? AND status = 'waiting' AND nextTryAt <= ? ORDER BY nextTryAt, id LIMIT 1`
    while (!signal.aborted) {
      const due = store.one<DeliveryRow>(sql, url, clock.now())
      if (!due) return
      await deliver(due)
    }
  }

  const waiting = (): { url: string; at: number }[] =>
    store
      .all<{ url: string; at: number }>(
        `SELECT url, min(nextTryAt) AS at FROM deliveries WHERE status = 'waiting' GROUP BY url`,
      )
      .filter(({ url }) => !busy.has(url))

  return {
    stop: () => stopping.abort(),
    queue: (type, data) => queue(parts, type, data),
    start: () =>
      waiting()
        .filter(({ at }) => at <= clock.now())
        .map(({ url }) => {
          const delivery = deliverTo(url).finally(() => busy.delete(url))
          busy.set(url, delivery)
          return delivery
        }),
    idle: async () => void (await Promise.all(busy.values())),
    nextDueAt: () => {
      const dues = waiting().map(({ at }) => at)
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
