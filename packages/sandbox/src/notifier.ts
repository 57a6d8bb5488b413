import { notifyRowOf, redact, type NotifyType } from '@asinx-pay/core'
import type { Codec } from '@asinx-pay/core/wire'
import type { Clock } from './clock.ts'
import type { Ids } from './ids.ts'
import type { DeliveryRow } from './schema.ts'
import type { Store } from './store.ts'
import { writeValues } from './values.ts'

/** Pauses before the second and later tries, in milliseconds of the sandbox's clock. */
const retryPauses = [1_000, 10_000, 60_000] as const
/** Longest wait for an address to answer, in milliseconds. */
const answerTimeoutMs = 5_000

export interface Notifier {
  /** Writes a notify and one delivery per address, in the transaction that is open. */
  queue(type: NotifyType, data: Record<string, unknown>): void
  /** Tries every delivery that is due, oldest first. */
  deliverDue(): Promise<void>
  /** When the next delivery is due, in the sandbox's time. */
  nextDueAt(): number | undefined
  /** Makes a delivery due again. Returns whether there is one of that number. */
  resend(id: number): boolean
}

export interface NotifierParts {
  store: Store
  clock: Clock
  ids: Ids
  codec: Codec
}

async function post(url: string, body: string): Promise<{ delivered: boolean; answer: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json;charset=UTF-8' },
      body,
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    await response.body?.cancel()
    return { delivered: response.status === 200, answer: `HTTP ${response.status}` }
  } catch (error) {
    return { delivered: false, answer: (error as Error).name === 'TimeoutError' ? 'no answer in time' : 'not reached' }
  }
}

export function createNotifier({ store, clock, ids, codec }: NotifierParts): Notifier {
  async function deliver(delivery: DeliveryRow): Promise<void> {
    const notify = store.one<{ body: string }>('SELECT body FROM notifies WHERE uniqueNo = ?', delivery.uniqueNo)
    const { delivered, answer } = await post(delivery.url, notify?.body ?? '')
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

  return {
    queue(type, data) {
      const uniqueNo = ids.order('webhook', 9)
      const createdAt = clock.now()
      const { fields } = notifyRowOf(type)
      const body = codec.sealNotify({ type, uniqueNo, data: writeValues(fields, data) })
      store.insert('notifies', { uniqueNo, type, body, summary: JSON.stringify(redact(fields, data)), createdAt })
      for (const { url } of store.all<{ url: string }>('SELECT url FROM addresses ORDER BY url'))
        store.insert('deliveries', {
          uniqueNo,
          url,
          status: 'waiting',
          attempts: 0,
          nextTryAt: createdAt,
          answer: null,
        })
    },
    async deliverDue() {
      const sql = `SELECT * FROM deliveries WHERE status = 'waiting' AND nextTryAt <= ? ORDER BY nextTryAt, id LIMIT 1`
      for (;;) {
        const due = store.one<DeliveryRow>(sql, clock.now())
        if (!due) return
        await deliver(due)
      }
    },
    nextDueAt: () =>
      store.one<{ at: number | null }>(`SELECT min(nextTryAt) AS at FROM deliveries WHERE status = 'waiting'`)?.at ??
      undefined,
    resend(id) {
      if (!store.one('SELECT id FROM deliveries WHERE id = ?', id)) return false
      store.run(`UPDATE deliveries SET status = 'waiting', attempts = 0, nextTryAt = ? WHERE id = ?`, clock.now(), id)
      return true
    },
  }
}
