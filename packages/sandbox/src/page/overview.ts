import { showMoney } from '@asinx-pay/core'
import { currency, type Bank } from '../bank.ts'
import { requireProduct } from '../products.ts'
import type { CardRow, OrderRow } from '../schema.ts'
import { problemsOf } from '../state.ts'
import { latestEvents } from './events.ts'
import { cardLink, code, facts, link, mark, section, table, time, type Html } from './parts.ts'
import { cardDecision, orderDecision } from './tables.ts'
import type { Visit } from './visit.ts'

/** How many of each kind that waits are shown; the rest is a number. */
const shownWaiting = 8
const shownEvents = 12

const count = ({ store }: Bank, from: string): number =>
  store.one<{ count: number }>(`SELECT count(*) AS count FROM ${from}`)?.count ?? 0

const booksOf = (bank: Bank): string => {
  const problems = problemsOf(bank)
  if (problems === undefined) return 'thick; ask /__sandbox/audit'
  return problems.length === 0 ? 'add up' : problems.join('; ')
}

interface Waiting {
  what: string
  about: Html
  since: number
  status: string
  decision: Html
}

function waiting(visit: Visit): Waiting[] {
  const { store } = visit.world.bank
  const cards = store.all<CardRow>(
    `SELECT * FROM cards WHERE status = 'AUDITING' ORDER BY id DESC LIMIT ?`,
    shownWaiting,
  )
  const orders = store.all<OrderRow>(
    `SELECT * FROM orders WHERE status = 'PROCESSING' ORDER BY rowid DESC LIMIT ?`,
    shownWaiting,
  )
  return [
    ...cards.map((card) => ({
      what: `Application, ${requireProduct(card.productId).title}`,
      about: cardLink(card.id),
      since: card.createdAt,
      status: card.status,
      decision: cardDecision(visit, { userBankcardId: card.id }),
    })),
    ...orders.map((order) => ({
      what: order.kind === 'CLOSE' ? 'Close' : `Recharge of ${showMoney(order.amount)} ${currency}`,
      about: cardLink(order.cardId),
      since: order.createdAt,
      status: order.status,
      decision: orderDecision(visit, order),
    })),
  ]
}

const figures = ({ world: { bank } }: Visit): Html => {
  const { ledger } = bank
  return facts(
    [
      [`Available, ${currency}`, showMoney(ledger.balance('available'))],
      [`Frozen, ${currency}`, showMoney(ledger.balance('frozen'))],
      [`Fees paid, ${currency}`, showMoney(ledger.balance('fees'))],
      ['The books', booksOf(bank)],
    ],
    'figures',
  )
}

const inNumbers = ({ world: { bank, faults } }: Visit): Html => {
  const due = bank.store.one<{ dueAt: number; kind: string }>('SELECT dueAt, kind FROM jobs ORDER BY dueAt, id LIMIT 1')
  return facts([
    ['Users', link(count(bank, 'users'), { view: 'users' })],
    ['Cards', link(count(bank, 'cards'), { view: 'cards' })],
    ['Cards in audit', count(bank, `cards WHERE status = 'AUDITING'`)],
    ['Open orders', link(count(bank, `orders WHERE status = 'PROCESSING'`), { view: 'money' })],
    ['Notifies on their way', link(count(bank, `deliveries WHERE status = 'waiting'`), { view: 'notifies' })],
    ['Faults planned', link(faults.list().length, { view: 'faults' })],
    ['Due next', due ? [code(due.kind), ` ${time(due.dueAt)}`] : 'nothing'],
  ])
}

export const overview = (visit: Visit): Html[] => [
  figures(visit),
  section('In numbers', inNumbers(visit)),
  section(
    'What waits for a decision',
    table({
      title: 'What waits',
      rows: waiting(visit),
      empty: 'Nothing waits.',
      columns: [
        { title: 'What', cell: ({ what }) => what },
        { title: 'Card', cell: ({ about }) => about },
        { title: 'Since', cell: ({ since }) => time(since) },
        { title: 'Status', cell: ({ status }) => mark(status) },
        { title: 'Do', cell: ({ decision }) => decision },
      ],
    }),
  ),
  section('Latest events', latestEvents(visit, shownEvents)),
]
