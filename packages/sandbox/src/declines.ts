import { addMoney, compareMoney, subtractMoney, type transactionResponseCodes } from '@asinx-pay/core'
import type { Bank } from './bank.ts'
import { cardAccount } from './ledger.ts'
import type { CardRow, TransactionRow } from './schema.ts'
import { isDone, kindOf, type OrderableKind } from './transaction-kinds.ts'

export type RespCode = keyof typeof transactionResponseCodes
export const approved = '000000' satisfies RespCode

/** Something that is to happen on a card. */
export interface Authorisation {
  kind: OrderableKind
  /** Decimal text without sign, in USD. */
  amount: string
  merchant: string
  /** Currency the merchant charges in. */
  charged: string
  /** The transaction it gives back. */
  original?: TransactionRow | undefined
  /** What the merchant says the card has, where it says so. */
  cvv?: string | undefined
  /** YYYYMM. */
  expiry?: string | undefined
  /** Declines it with this code, whatever else would be. */
  respCode?: RespCode | undefined
}

/** What decides an authorisation beside itself. */
export interface Circumstances {
  bank: Bank
  card: CardRow
  /** What it costs beyond its amount. */
  fee: string
}

/** What one USD is worth where a purchase is charged in another currency; standing rates, so that runs repeat. */
export const rates: Readonly<Record<string, string>> = {
  USD: '1',
  EUR: '0.92',
  GBP: '0.79',
  HKD: '7.79',
  CNY: '7.21',
  JPY: '151',
}

/** Most that is spent at once, in USD. Assumed. */
const largestPurchase = '50000'

/** Last month in which the card works, as the present month is written: YYYYMM. */
const month = (time: number): string => {
  const date = new Date(time)
  return `${date.getUTCFullYear()}${String(date.getUTCMonth() + 1).padStart(2, '0')}`
}

/** What of a transaction has been given back already. */
function givenBack(bank: Bank, original: TransactionRow): string {
  const rows = bank.store.all<TransactionRow>(
    'SELECT * FROM transactions WHERE originalNo = ? ORDER BY id',
    original.recordNo,
  )
  const back = rows.filter((row) => isDone(row) && row.localCurrencyAmt.startsWith('+'))
  return addMoney('0', ...back.map(({ localCurrencyAmt }) => localCurrencyAmt))
}

const left = (bank: Bank, original: TransactionRow): string =>
  subtractMoney(original.localCurrencyAmt.slice(1), givenBack(bank, original))

type Rule = readonly [code: RespCode, applies: (order: Authorisation, around: Circumstances) => boolean]

const needsOriginal = ({ kind }: Authorisation): boolean => kindOf(kind).of !== undefined

/** Why an authorisation is declined; the first rule that applies decides. */
const rules: readonly Rule[] = [
  ['200001', (_, { card }) => card.status !== 'ACTIVE'],
  ['200008', (_, { card }) => card.enabled !== 1],
  [
    '200004',
    ({ expiry }, { card, bank }) => (expiry ?? card.expiry) !== card.expiry || month(bank.clock.now()) > card.expiry,
  ],
  ['200003', ({ cvv }, { card }) => cvv !== undefined && cvv !== card.cvv],
  ['200005', ({ charged }) => !Object.hasOwn(rates, charged)],
  ['400004', (order) => needsOriginal(order) && !order.original],
  [
    '400005',
    ({ original }) => original !== undefined && (!isDone(original) || original.localCurrencyAmt.startsWith('+')),
  ],
  [
    '400006',
    ({ kind, original }) => original !== undefined && (original.authType === '') === (kindOf(kind).of === 'purchase'),
  ],
  [
    '400010',
    ({ original, amount }, { bank }) => original !== undefined && compareMoney(amount, left(bank, original)) > 0,
  ],
  ['200007', ({ kind, amount }) => kindOf(kind).sign === '-' && compareMoney(amount, largestPurchase) > 0],
  [
    '200002',
    ({ kind, amount }, { bank, card, fee }) =>
      kindOf(kind).sign === '-' && compareMoney(bank.ledger.balance(cardAccount(card.id)), addMoney(amount, fee)) < 0,
  ],
]

/** Decides an authorisation. What the order asks for can decline it, never approve what the rules decline. */
export const decideAuthorisation = (order: Authorisation, around: Circumstances): RespCode =>
  order.respCode !== undefined && order.respCode !== approved
    ? order.respCode
    : (rules.find(([, applies]) => applies(order, around))?.[0] ?? approved)
