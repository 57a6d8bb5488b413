import { maskPan } from '@asinx-pay/core'
import { audit } from './audit.ts'
import { currency, type Bank } from './bank.ts'
import { cardAccount } from './ledger.ts'
import { requireProduct } from './products.ts'
import type {
  CardRow,
  DeliveryRow,
  DepositRow,
  EntryRow,
  NotifyRow,
  OrderRow,
  TransactionRow,
  UserRow,
} from './schema.ts'
import { transactionDetails } from './transactions.ts'
import type { World } from './world.ts'

/** How many rows of each kind `state` shows, newest first. */
const shownRows = 200
/** Most rows of a kind that are read at once. */
export const maxStatePage = 500
/** Up to so many entries the books are audited whenever the state is shown; beyond, when somebody asks. */
const auditedEntries = 20_000

interface Page {
  before: number
  limit: number
}

/** A row of any kind with the number by which its list goes on. */
type Listed<Row> = Row & { row: number }

const list = <Row>({ store }: Bank, table: string, { before, limit }: Page): Listed<Row>[] =>
  store.all<Listed<Row>>(
    `SELECT rowid AS row, * FROM ${table} WHERE rowid < ? ORDER BY rowid DESC LIMIT ?`,
    before,
    limit,
  )

type DeliveryShown = Omit<DeliveryRow, 'addressId' | 'behind'> & { url: string } & Pick<NotifyRow, 'type' | 'createdAt'>

/** Every kind of thing there is, newest first; card numbers masked, no CVV, no code, no sealed body. */
export const stateKinds = {
  users: (bank: Bank, page: Page) =>
    list<UserRow>(bank, 'users', page).map(({ row, uid, email, kyc, createdAt }) => ({
      row,
      uid,
      email,
      kyc,
      createdAt,
    })),
  cards: (bank: Bank, page: Page) =>
    list<CardRow>(bank, 'cards', page).map((card) => ({
      row: card.row,
      userBankcardId: card.id,
      uid: card.uid,
      productId: card.productId,
      product: requireProduct(card.productId).title,
      status: card.status,
      enabled: card.enabled === 1,
      hasPin: card.hasPin === 1,
      maskedPan: maskPan(card.pan),
      balance: bank.ledger.balance(cardAccount(card.id)),
      heldFee: card.heldFee,
      owed: card.owed,
      tag: card.tag,
      createdAt: card.createdAt,
    })),
  orders: (bank: Bank, page: Page) => list<OrderRow>(bank, 'orders', page),
  transactions: (bank: Bank, page: Page) =>
    list<TransactionRow>(bank, 'transactions', page).map(({ row, ...transaction }) => ({
      row,
      ...transactionDetails(transaction),
    })),
  deposits: (bank: Bank, page: Page) => list<DepositRow>(bank, 'deposits', page),
  ledger: (bank: Bank, page: Page) => list<EntryRow>(bank, 'entries', page),
  notifies: (bank: Bank, page: Page) =>
    list<NotifyRow>(bank, 'notifies', page).map(({ row, uniqueNo, type, summary, createdAt }) => ({
      row,
      uniqueNo,
      type,
      createdAt,
      data: JSON.parse(summary) as Record<string, unknown>,
    })),
  deliveries: ({ store }: Bank, { before, limit }: Page) =>
    store.all<Listed<DeliveryShown>>(
      `SELECT deliveries.id AS row, deliveries.id, deliveries.uniqueNo, url, status, attempts, nextTryAt, answer, type, createdAt
       FROM deliveries JOIN notifies USING (uniqueNo) JOIN addresses ON addresses.id = addressId
       WHERE deliveries.id < ? ORDER BY deliveries.id DESC LIMIT ?`,
      before,
      limit,
    ),
} as const

export type StateKind = keyof typeof stateKinds
export const isStateKind = (kind: string): kind is StateKind => Object.hasOwn(stateKinds, kind)

/** A page of one kind; `next` is where it goes on, absent at the end. */
export function readStatePage(bank: Bank, kind: StateKind, page: Page): { rows: object[]; next?: number } {
  const rows = stateKinds[kind](bank, page)
  const last = rows.at(-1)
  return { rows, ...(rows.length === page.limit && last && { next: last.row }) }
}

/** The books are slow to audit when they are thick; then this says nothing. */
export function problemsOf(bank: Bank): string[] | undefined {
  const { last } = bank.store.one<{ last: number | null }>('SELECT max(id) AS last FROM entries') ?? { last: null }
  return (last ?? 0) > auditedEntries ? undefined : audit(bank)
}

export type State = ReturnType<typeof readState>

/** What there is, for programs: the newest of each kind. */
export function readState({ bank, addresses, faults, snapshots }: World) {
  const { ledger, clock } = bank
  const newest = { before: Number.MAX_SAFE_INTEGER, limit: shownRows }
  return {
    clock: { now: clock.now(), offset: clock.offset(), frozen: clock.isFrozen() },
    merchant: {
      available: ledger.balance('available'),
      frozen: ledger.balance('frozen'),
      fees: ledger.balance('fees'),
      currency,
    },
    users: stateKinds.users(bank, newest),
    cards: stateKinds.cards(bank, newest),
    orders: stateKinds.orders(bank, newest),
    transactions: stateKinds.transactions(bank, newest),
    deposits: stateKinds.deposits(bank, newest),
    ledger: stateKinds.ledger(bank, newest),
    notifies: stateKinds.notifies(bank, newest),
    deliveries: stateKinds.deliveries(bank, newest),
    addresses: addresses.list().map(({ url }) => url),
    faults: faults.list(),
    snapshots: snapshots.list(),
    problems: problemsOf(bank),
  }
}
