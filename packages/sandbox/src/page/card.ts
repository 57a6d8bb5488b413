import { showMoney } from '@asinx-pay/core'
import { html } from 'hono/html'
import { currency, findCard, type Bank } from '../bank.ts'
import type { NotifyRow, OrderRow, TransactionRow } from '../schema.ts'
import { stateKinds } from '../state.ts'
import { cardActions } from './card-actions.ts'
import { code, content, facts, link, listing, mark, section, time, type Html } from './parts.ts'
import { cardTransactions } from './card-transactions.ts'
import { deliveryStates, orderColumns } from './tables.ts'
import type { Visit } from './visit.ts'

interface Page {
  before: number
  limit: number
}

const listOf =
  <Row>({ store }: Bank, table: 'transactions' | 'orders', card: number) =>
  ({ before, limit }: Page) =>
    store.all<Row & { row: number }>(
      `SELECT rowid AS row, * FROM ${table} WHERE cardId = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
      card,
      before,
      limit,
    )

const notifiesOf =
  ({ store }: Bank, card: number) =>
  ({ before, limit }: Page) =>
    store.all<NotifyRow & { row: number }>(
      `SELECT rowid AS row, * FROM notifies
       WHERE json_extract(summary, '$.userBankcardId') = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
      card,
      before,
      limit,
    )

function factsOf({ world: { bank } }: Visit, id: number): Html | '' {
  const [row] = stateKinds.cards(bank, { before: id + 1, limit: 1 })
  if (!row) return ''
  return facts([
    ['Status', [mark(row.status), ' ', row.enabled ? '' : mark('frozen')]],
    [`Balance, ${currency}`, showMoney(row.balance)],
    ['Number', row.maskedPan],
    ['Product', row.product],
    ['User', code(row.uid)],
    ['Tag', row.tag ?? 'none'],
    ['Applied for', time(row.createdAt)],
    [`Fee held or taken, ${currency}`, showMoney(row.heldFee)],
    [`Month fees owed, ${currency}`, showMoney(row.owed)],
    ['PIN', row.hasPin ? 'set' : 'not set'],
  ])
}

const notifies = (visit: Visit, id: number): Html =>
  listing(visit, {
    title: 'notifies',
    by: 'notifies',
    read: notifiesOf(visit.world.bank, id),
    empty: 'Nothing has been told of this card.',
    columns: [
      { title: 'Notify', cell: ({ type }) => type },
      { title: 'Made', cell: ({ createdAt }) => time(createdAt) },
      { title: 'Sent', cell: ({ uniqueNo }) => deliveryStates(visit.world.bank, uniqueNo) },
      { title: 'Says', cell: ({ summary }) => content(JSON.parse(summary) as object), kind: 'wide' },
    ],
  })

/** One card: what it is, what can be done to it, and what it has been through. */
export function card(visit: Visit, id: number): (Html | '')[] {
  const { bank } = visit.world
  const found = findCard(bank, id)
  if (!found) return [html`<p class="lead">There is no such card. ${link('All cards', { view: 'cards' })}</p>`]
  return [
    html`<p class="lead">${link('All cards', { view: 'cards' })}</p>`,
    factsOf(visit, id),
    section('Actions', cardActions(visit, found)),
    section('Transactions', cardTransactions(visit, { id, read: listOf<TransactionRow>(bank, 'transactions', id) })),
    section(
      'Orders',
      listing(visit, {
        title: 'orders',
        by: 'orders',
        read: listOf<OrderRow>(bank, 'orders', id),
        empty: 'No recharge or close yet.',
        columns: orderColumns(visit).filter(({ title }) => title !== 'Card'),
      }),
    ),
    section('Notifies', notifies(visit, id)),
  ]
}
