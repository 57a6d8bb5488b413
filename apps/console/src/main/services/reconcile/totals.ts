import { addMoney } from '@asinx-pay/core'
import type { ReconcileRow, ReconcileState, ReconcileTotal } from '../../../shared/bridge.ts'
import { merchantCurrency } from '../../../shared/costs.ts'

/** In the order in which they want a person. */
export const reconcileStates = [
  'differs',
  'open',
  'only_journal',
  'only_vendor',
  'matched',
  'no_effect',
] as const satisfies readonly ReconcileState[]

export const countsOf = (rows: readonly ReconcileRow[]): Record<ReconcileState, number> =>
  Object.fromEntries(
    reconcileStates.map((state) => [state, rows.filter((row) => row.state === state).length]),
  ) as Record<ReconcileState, number>

/** Exact sums by state and currency: what was sent is in the merchant's, what was received in the card's. */
export function totalsOf(rows: readonly ReconcileRow[]): ReconcileTotal[] {
  const totals = new Map<string, ReconcileTotal>()
  const totalOf = (state: ReconcileState, currency: string): ReconcileTotal => {
    const key = `${state} ${currency}`
    const total = totals.get(key) ?? { state, currency, count: 0, sent: '0', received: '0' }
    totals.set(key, total)
    return total
  }
  for (const { state, sent, received, currency } of rows) {
    const card = currency ?? merchantCurrency
    if (sent !== null) {
      const total = totalOf(state, merchantCurrency)
      total.sent = addMoney(total.sent, sent)
    }
    if (received !== null) {
      const total = totalOf(state, card)
      total.received = addMoney(total.received, received)
    }
    totalOf(state, sent === null ? card : merchantCurrency).count++
  }
  const place = ({ state }: ReconcileTotal): number => reconcileStates.indexOf(state)
  return [...totals.values()].sort(
    (one, other) => place(one) - place(other) || (one.currency < other.currency ? -1 : 1),
  )
}
