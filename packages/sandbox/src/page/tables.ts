import type { Bank } from '../bank.ts'
import type { OrderRow } from '../schema.ts'
import { stateKinds } from '../state.ts'
import { deed, deeds } from './forms.ts'
import { cardLink, code, mark, amountText, time, type Column, type Html } from './parts.ts'
import type { Visit } from './visit.ts'

type RowOf<Kind extends keyof typeof stateKinds> = ReturnType<(typeof stateKinds)[Kind]>[number]

export const cardDecision = (visit: Visit, { userBankcardId: id }: { userBankcardId: number }): Html =>
  deeds(
    deed(visit, { to: `/cards/${id}/approve`, label: 'Approve', about: `card ${id}` }),
    deed(visit, { to: `/cards/${id}/reject`, label: 'Reject', about: `card ${id}`, danger: true }),
  )

export const orderDecision = (visit: Visit, { requestOrderId: order }: OrderRow): Html => {
  const to = `/orders/${encodeURIComponent(order)}/settle`
  return deeds(
    deed(visit, { to, label: 'Succeed', about: order, values: { status: 'SUCCESS' } }),
    deed(visit, { to, label: 'Fail', about: order, values: { status: 'FAILED' }, danger: true }),
  )
}

export const cardColumns: readonly Column<RowOf<'cards'>>[] = [
  { title: 'Card', cell: ({ userBankcardId }) => cardLink(userBankcardId) },
  { title: 'Number', cell: ({ maskedPan }) => maskedPan },
  { title: 'Product', cell: ({ product }) => product },
  { title: 'User', cell: ({ uid }) => code(uid) },
  { title: 'Tag', cell: ({ tag }) => tag ?? '' },
  { title: 'Status', cell: ({ status, enabled }) => [mark(status), enabled ? '' : mark('frozen')] },
  { title: 'Balance', cell: ({ balance }) => amountText(balance), kind: 'n' },
]

export const orderColumns = (visit: Visit): readonly Column<RowOf<'orders'>>[] => [
  { title: 'Order', cell: ({ requestOrderId }) => code(requestOrderId) },
  { title: 'Made', cell: ({ createdAt }) => time(createdAt) },
  { title: 'Card', cell: ({ cardId }) => cardLink(cardId) },
  { title: 'Kind', cell: ({ kind }) => kind },
  { title: 'Amount', cell: ({ amount }) => amountText(amount), kind: 'n' },
  { title: 'Received', cell: ({ receiveAmount }) => amountText(receiveAmount), kind: 'n' },
  { title: 'Status', cell: ({ status }) => mark(status) },
  { title: 'Do', cell: (order) => (order.status === 'PROCESSING' ? orderDecision(visit, order) : '') },
]

/** Deliveries by their state, such as `delivered 2, waiting 1`. */
export function deliveryStates({ store }: Bank, uniqueNo: string): string {
  const rows = store.all<{ status: string; count: number }>(
    'SELECT status, count(*) AS count FROM deliveries WHERE uniqueNo = ? GROUP BY status ORDER BY status',
    uniqueNo,
  )
  return rows.length === 0 ? 'to nobody' : rows.map(({ status, count }) => `${status} ${count}`).join(', ')
}
