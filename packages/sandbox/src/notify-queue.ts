import { canonicalJson, notifyRowOf, redact, type NotifyType } from '@asinx-pay/core'
import type { Addresses } from './addresses.ts'
import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { FaultBook, Subject } from './faults/book.ts'
import { planNotify, type NotifyPlan } from './faults/notify.ts'
import type { Shapers } from './faults/reply.ts'
import type { Ids } from './ids.ts'
import type { DeliveryRow } from './schema.ts'
import type { Store } from './store.ts'
import { writeValues } from './values.ts'

/** Longest a delivery waits for the next one it is to arrive after, in milliseconds of the sandbox's clock. */
const longestBehindMs = 60_000

export interface QueueParts {
  store: Store
  clock: Clock
  ids: Ids
  events: Events
  faults: FaultBook
  shapers: Shapers
  addresses: Addresses
}

/** A notify to be made. */
export interface Outgoing {
  type: NotifyType
  data: Record<string, unknown>
  /** Numbers of the addresses it goes to; absent means every one that receives notifies. */
  to?: readonly number[] | undefined
}

/** Puts the deliveries that wait for a next one behind this one. */
function release(store: Store, { uniqueNo, addressId, nextTryAt }: Omit<DeliveryRow, 'id'>): void {
  const sql = 'SELECT * FROM deliveries WHERE behind = 1 AND addressId = ? AND uniqueNo <> ? ORDER BY id'
  for (const { id, ...held } of store.all<DeliveryRow>(sql, addressId, uniqueNo)) {
    store.run('DELETE FROM deliveries WHERE id = ?', id)
    store.insert('deliveries', { ...held, nextTryAt, behind: 0 })
  }
}

/** Writes the deliveries of one notify: one per address, and its copies. */
function address({ store, clock, addresses }: QueueParts, uniqueNo: string, plan: NotifyPlan & Outgoing): void {
  const { dropped, behind, delayMs, newNumbers, copies } = plan
  for (const addressId of plan.to ?? addresses.list().map(({ id }) => id)) {
    const delivery = {
      uniqueNo,
      addressId,
      status: dropped ? 'dropped' : 'waiting',
      attempts: 0,
      nextTryAt: clock.now() + delayMs + (behind ? longestBehindMs : 0),
      answer: null,
      behind: behind ? 1 : 0,
    }
    for (let copy = 0; copy <= (newNumbers ? 0 : copies); copy++) store.insert('deliveries', delivery)
    if (!behind && !dropped) release(store, delivery)
  }
}

function subjectOf(store: Store, { uid, userBankcardId: card }: Record<string, unknown>): Subject {
  if (typeof card !== 'number') return { uid: String(uid) }
  return { card, uid: store.recall<{ uid: string }>('SELECT uid FROM cards WHERE id = ?', card)[0]?.uid }
}

/** Seals a notify, does to it what the fault plan says, and writes its deliveries, in the transaction that is open. */
export function queueNotify(parts: QueueParts, outgoing: Outgoing): string[] {
  const { store, clock, ids, events, faults, shapers } = parts
  const { type, data } = outgoing
  const { fields } = notifyRowOf(type)
  const subject = subjectOf(store, data)
  const hits = faults.onNotify(type, subject)
  const plan = { ...planNotify(shapers, hits, { type, content: writeValues(fields, data) }), ...outgoing }
  const summary = JSON.stringify(redact(fields, data))
  return Array.from({ length: plan.newNumbers ? plan.copies + 1 : 1 }, () => {
    const uniqueNo = ids.order('webhook', 9)
    const body = canonicalJson({ ...plan.envelope, uniqueNo })
    store.insert('notifies', { uniqueNo, type, body, summary, createdAt: clock.now() })
    events.add('notify', {
      type,
      uniqueNo,
      ...subject,
      ...(hits.length > 0 && { faults: hits.map(({ kind }) => kind) }),
    })
    address(parts, uniqueNo, plan)
    return uniqueNo
  })
}
