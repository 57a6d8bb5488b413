import { compareMoney, multiplyMoney, roundMoney, transactionResponseCodes } from '@asinx-pay/core'
import { currency, type Bank } from './bank.ts'
import { shownNumber } from './card-life.ts'
import { cardAccount } from './ledger.ts'
import { requireProduct } from './products.ts'
import { badFields, refused } from './refusal.ts'
import type { CardRow, TransactionRow } from './schema.ts'

type Kind = 'topup' | 'purchase' | 'monthFee'
type Nature = 'VIRTUAL' | 'PHYSICAL'

/** Words for a transaction by kind of card. Assumed: virtual cards have no word for a recharge but the shared one. */
const words: Record<Nature, { type: Record<Kind, string>; done: string; declined: string }> = {
  VIRTUAL: { type: { topup: 'topup', purchase: 'AUTH', monthFee: 'FEE' }, done: 'APPROVED', declined: 'DECLINED' },
  PHYSICAL: { type: { topup: 'topup', purchase: 'charge', monthFee: 'fee' }, done: 'posted', declined: 'declined' },
}

/** Whether a transaction moved money. */
export const isDone = ({ transStatus }: TransactionRow): boolean =>
  Object.values(words).some(({ done }) => done === transStatus)

export interface Movement {
  kind: Kind
  /** Decimal text without sign. */
  amount: string
  merchant: string
  /** Currency the merchant charged in; absent means the card's. */
  charged?: string
  /** Absent means approved. */
  respCode?: keyof typeof transactionResponseCodes
}

const approved = '000000'

/** What one USD is worth where a purchase is charged in another currency; standing rates, so that runs repeat. */
const rates: Readonly<Record<string, string>> = {
  USD: '1',
  EUR: '0.92',
  GBP: '0.79',
  HKD: '7.79',
  CNY: '7.21',
  JPY: '151',
}
export const purchaseCurrencies = Object.keys(rates)

/** What the API tells of a transaction. */
export function transactionDetails(row: TransactionRow) {
  const { cardId, receiptNo, ...rest } = row
  return { ...rest, userBankcardId: cardId, ...(receiptNo !== null && { receiptNo }) }
}

/** Records a transaction of a card and sends its notify. */
export function addTransaction(bank: Bank, card: CardRow, movement: Movement): TransactionRow {
  const { kind, amount, merchant, charged = currency, respCode = approved } = movement
  const word = words[requireProduct(card.productId).bankCardNature]
  const sign = kind === 'topup' ? '+' : '-'
  const row = {
    cardId: card.id,
    recordNo: bank.ids.recordNo(),
    occurTime: bank.clock.now(),
    localCurrency: currency,
    localCurrencyAmt: sign + roundMoney(amount, 2),
    transCurrency: charged,
    transCurrencyAmt: sign + roundMoney(multiplyMoney(amount, rates[charged] ?? '1'), 2),
    transStatus: respCode === approved ? word.done : word.declined,
    transType: word.type[kind],
    authType: kind === 'purchase' ? 'PURCHASE' : '',
    merchantName: merchant,
    respCode,
    respCodeDesc: transactionResponseCodes[respCode].text,
    receiptNo: null,
  }
  const transaction = { ...row, id: bank.store.insert('transactions', row) }
  const { userBankcardId, ...details } = transactionDetails(transaction)
  bank.notify('TRANSACTION_CREATED', {
    userBankcardId,
    transaction: details,
    currency,
    cardNo: shownNumber(card),
    createAt: bank.clock.now(),
  })
  return transaction
}

/** Spends with the card at a merchant; too little money or a frozen card declines it. */
export function purchase(bank: Bank, card: CardRow, order: Omit<Movement, 'kind' | 'respCode'>): TransactionRow {
  if (card.status !== 'ACTIVE') throw refused(`The card is ${card.status}; only an active card can spend.`)
  if (compareMoney(order.amount, roundMoney(order.amount, 2)) !== 0)
    throw badFields('amount has more than 2 decimal places')
  const movement = { kind: 'purchase', ...order } as const
  if (!card.enabled) return addTransaction(bank, card, { ...movement, respCode: '200008' })
  const account = cardAccount(card.id)
  if (compareMoney(bank.ledger.balance(account), order.amount) < 0)
    return addTransaction(bank, card, { ...movement, respCode: '200002' })
  bank.ledger.move({ kind: 'purchase', reference: String(card.id), from: account, to: 'world', amount: order.amount })
  return addTransaction(bank, card, movement)
}
