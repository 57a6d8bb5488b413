import { multiplyMoney, roundMoney, transactionResponseCodes } from '@asinx-pay/core'
import { currency, type Bank } from './bank.ts'
import { shownNumber } from './card-life.ts'
import { approved, rates, type RespCode } from './declines.ts'
import { requireProduct } from './products.ts'
import type { CardRow, TransactionRow } from './schema.ts'
import { kindOf, statusWords, type KindName } from './transaction-kinds.ts'
import { refused } from './refusal.ts'

export interface Movement {
  kind: KindName
  /** Decimal text without sign. */
  amount: string
  merchant: string
  /** Currency the merchant charged in; absent means the card's. */
  charged?: string
  /** Absent means approved. */
  respCode?: RespCode
  /** The transaction it belongs to. */
  original?: Pick<TransactionRow, 'recordNo'> | undefined
  /** Stands as pending until it is posted or voided; only physical cards have that. */
  held?: boolean
}

/** What the API tells of a transaction. */
export function transactionDetails({ cardId, receiptNo, originalNo, ...rest }: TransactionRow) {
  void originalNo
  return { ...rest, userBankcardId: cardId, ...(receiptNo !== null && { receiptNo }) }
}

/** Tells of a transaction in a notify. */
export function announce(bank: Bank, card: CardRow, transaction: TransactionRow): void {
  const { userBankcardId, ...details } = transactionDetails(transaction)
  bank.notify('TRANSACTION_CREATED', {
    userBankcardId,
    transaction: details,
    currency,
    cardNo: shownNumber(card),
    createAt: bank.clock.now(),
  })
}

const signed = (sign: '+' | '-' | '0', amount: string): string => (sign === '0' ? '' : sign) + roundMoney(amount, 2)

/** The word for a kind of transaction on a card. @throws Refusal where such a card has none */
export function typeOn(card: CardRow, kind: KindName): string {
  const nature = requireProduct(card.productId).bankCardNature
  const type = kindOf(kind).type[nature]
  if (type === undefined) throw refused(`A ${nature.toLowerCase()} card has no ${kind}.`)
  return type
}

function statusOf(card: CardRow, { respCode = approved, held }: Movement): string {
  const words = statusWords[requireProduct(card.productId).bankCardNature]
  if (respCode !== approved) return words.declined
  return held ? words.held : words.done
}

/** Records a transaction of a card and sends its notify. */
export function addTransaction(bank: Bank, card: CardRow, movement: Movement): TransactionRow {
  const { kind, amount, merchant, charged = currency, respCode = approved, original } = movement
  const { sign, authType = '' } = kindOf(kind)
  const isFee = kind.endsWith('Fee')
  const row = {
    cardId: card.id,
    recordNo: bank.ids.recordNo(),
    occurTime: bank.clock.now(),
    localCurrency: currency,
    localCurrencyAmt: signed(sign, amount),
    transCurrency: charged,
    transCurrencyAmt: signed(sign, multiplyMoney(amount, rates[charged] ?? '1')),
    transStatus: statusOf(card, movement),
    transType: typeOn(card, kind),
    authType,
    merchantName: merchant,
    respCode,
    respCodeDesc: transactionResponseCodes[respCode].text,
    receiptNo: isFee && original ? original.recordNo : null,
    originalNo: original?.recordNo ?? null,
  }
  const transaction = { ...row, id: bank.store.insert('transactions', row) }
  announce(bank, card, transaction)
  return transaction
}
