import type { Bank } from './bank.ts'
import { requireProduct } from './products.ts'
import type { CardRow } from './schema.ts'

/** How a decision ends that is answered with 99997: `NEVER` waits for somebody to decide it. */
export type PendingOutcome = 'SUCCESS' | 'FAILED' | 'NEVER'

/** A decision that is made later. */
export interface Pending {
  outcome: PendingOutcome
  /** Whether a notify tells the result. */
  notify: boolean
  /** Time until it is made, in milliseconds of the sandbox's clock; absent means the usual. */
  delayMs?: number | undefined
}

/** Whether a card's recharges and closes are decided later: because of a fault, or because its product answers so. */
export function pendingOf(card: CardRow, wish: Pending | undefined): Pending | undefined {
  if (wish) return wish
  return requireProduct(card.productId).traits.answersLater ? { outcome: 'SUCCESS', notify: true } : undefined
}

/** Members of an order that say how it is decided. */
export const pendingMembers = (pending: Pending | undefined) => ({
  later: pending ? 1 : 0,
  outcome: pending?.outcome ?? 'SUCCESS',
  silent: pending?.notify === false ? 1 : 0,
})

/** Has the order decided by itself when its time comes. */
export function schedulePending(bank: Bank, requestOrderId: string, { outcome, delayMs }: Pending): void {
  if (outcome === 'NEVER') return
  const dueAt = bank.clock.now() + (delayMs ?? bank.settleDelayMs)
  bank.schedule('settleOrder', { reference: requestOrderId, dueAt })
}
