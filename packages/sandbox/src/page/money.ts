import { stateKinds } from '../state.ts'
import { amountInput, deed, panel } from './forms.ts'
import { code, listing, mark, amountText, section, time, type Html } from './parts.ts'
import { orderColumns } from './tables.ts'
import type { Visit } from './visit.ts'

const deposits = (visit: Visit): Html =>
  listing(visit, {
    title: 'deposits',
    by: 'deposits',
    read: (page) => stateKinds.deposits(visit.world.bank, page),
    empty: 'No deposits yet.',
    columns: [
      { title: 'Order', cell: ({ orderNo }) => code(orderNo) },
      { title: 'Made', cell: ({ createdAt }) => time(createdAt) },
      { title: 'From', cell: ({ uid }) => (uid === null ? 'merchant' : code(uid)) },
      { title: 'Coin', cell: ({ symbol }) => symbol },
      { title: 'Amount', cell: (row) => amountText(row.amount), kind: 'n' },
      { title: 'Fee', cell: (row) => amountText(row.fee), kind: 'n' },
      { title: 'Received', cell: (row) => amountText(row.receiveAmount), kind: 'n' },
      { title: 'Status', cell: ({ status }) => mark(status) },
    ],
  })

const ledger = (visit: Visit): Html =>
  listing(visit, {
    title: 'ledger',
    by: 'ledger',
    read: (page) => stateKinds.ledger(visit.world.bank, page),
    empty: 'No money has moved.',
    columns: [
      { title: 'When', cell: ({ at }) => time(at) },
      { title: 'Kind', cell: ({ kind }) => kind },
      { title: 'From', cell: ({ source }) => source },
      { title: 'To', cell: ({ target }) => target },
      { title: 'Amount', cell: (row) => amountText(row.amount), kind: 'n' },
      { title: 'Reference', cell: ({ reference }) => code(reference) },
    ],
  })

export const money = (visit: Visit): Html[] => [
  panel(deed(visit, { to: '/merchant/top-up', label: 'Top up the merchant', fields: amountInput('1000') })),
  section(
    'Orders',
    listing(visit, {
      title: 'orders',
      by: 'orders',
      read: (page) => stateKinds.orders(visit.world.bank, page),
      empty: 'No recharge or close yet.',
      columns: orderColumns(visit),
    }),
  ),
  section('Deposits', deposits(visit)),
  section('Ledger', ledger(visit)),
]
