import { compareMoney, multiplyMoney, roundMoney, subtractMoney } from '@asinx-pay/core'
import { currency, findCard, type Bank } from './bank.ts'
import { nextStatus } from './card-life.ts'
import { approved, decideAuthorisation, type Authorisation } from './declines.ts'
import { cardAccount } from './ledger.ts'
import { requireProduct } from './products.ts'
import { badFields, refused } from './refusal.ts'
import type { CardRow, TransactionRow } from './schema.ts'
import { kindOf, statusWords, type KindName } from './transaction-kinds.ts'
import { addTransaction, announce, typeOn } from './transactions.ts'

export interface SpendOrder extends Authorisation {
  /** Has a physical card's purchase stand as pending until it is posted or voided. */
  held?: boolean | undefined
}

/** What a fee is called, and how much it is. */
interface Fee {
  kind: Extract<KindName, `${string}Fee`>
  amount: string
}

/** What an authorisation costs beside its amount when it goes through; nothing for most products. */
function feeOf(card: CardRow, { kind, amount, charged }: Authorisation): Fee | undefined {
  const { crossBorderRate, refundFee } = requireProduct(card.productId).traits
  if (kind === 'refund' && refundFee) return { kind: 'refundFee', amount: refundFee }
  if (kindOf(kind).sign !== '-' || charged === currency || !crossBorderRate) return undefined
  return { kind: 'crossBorderFee', amount: roundMoney(multiplyMoney(amount, crossBorderRate), 2) }
}

/** Takes a fee as far as the card has it; it carries the number of the transaction it belongs to. */
function takeFee(bank: Bank, card: CardRow, { kind, amount, original }: Fee & { original: TransactionRow }): void {
  const from = cardAccount(card.id)
  const balance = bank.ledger.balance(from)
  const taken = compareMoney(balance, amount) < 0 ? balance : amount
  if (compareMoney(taken, '0') === 0) return
  bank.ledger.move({ kind: 'trade fee', reference: original.recordNo, from, to: 'fees', amount: taken })
  addTransaction(bank, card, { kind, amount: taken, merchant: original.merchantName, original })
}

function decline(bank: Bank, card: CardRow, order: SpendOrder & { respCode: string }): TransactionRow {
  const transaction = addTransaction(bank, card, order as Parameters<typeof addTransaction>[2])
  const { declineFee } = requireProduct(card.productId).traits
  if (declineFee && order.kind === 'purchase' && card.status === 'ACTIVE')
    takeFee(bank, card, { kind: 'processFee', amount: declineFee, original: transaction })
  return transaction
}

function book(bank: Bank, card: CardRow, { kind, amount }: SpendOrder): void {
  const { sign } = kindOf(kind)
  const account = cardAccount(card.id)
  if (sign === '0') return
  const [from, to] =
    sign === '-' ? ([account, 'world'] as const) : ([kind === 'feeReversal' ? 'fees' : 'world', account] as const)
  bank.ledger.move({ kind, reference: String(card.id), from, to, amount })
}

/**
 * Has something happen on a card: a purchase, a refund and the like. What the rules decline is recorded as declined.
 * @throws Refusal for a card that was never issued, or a kind that such a card does not have
 */
export function spend(bank: Bank, card: CardRow, order: SpendOrder): TransactionRow {
  if (nextStatus(card.status, 'approve') || nextStatus(card.status, 'reapply'))
    throw refused(`The card is ${card.status}; it has not been issued.`)
  typeOn(card, order.kind)
  if (compareMoney(order.amount, roundMoney(order.amount, 2)) !== 0)
    throw badFields('amount has more than 2 decimal places')
  const fee = feeOf(card, order)
  const respCode = decideAuthorisation(order, { bank, card, fee: fee?.kind === 'crossBorderFee' ? fee.amount : '0' })
  if (respCode !== approved) return decline(bank, card, { ...order, respCode })
  book(bank, card, order)
  const transaction = addTransaction(bank, card, order as Parameters<typeof addTransaction>[2])
  if (fee) takeFee(bank, card, { ...fee, original: transaction })
  return transaction
}

export const findTransaction = (bank: Bank, recordNo: string): TransactionRow | undefined =>
  bank.store.one<TransactionRow>('SELECT * FROM transactions WHERE recordNo = ?', recordNo)

/** Posts a pending transaction of a physical card, or voids it, which gives the money back. */
export function endHold(bank: Bank, recordNo: string, end: 'post' | 'void'): TransactionRow {
  const { held, done, voided } = statusWords.PHYSICAL
  const transaction = findTransaction(bank, recordNo)
  if (!transaction) throw refused('The transaction does not exist.')
  const card = findCard(bank, transaction.cardId)
  if (!card || transaction.transStatus !== held)
    throw refused(`The transaction is ${transaction.transStatus}, not pending.`)
  if (end === 'void' && card.status === 'CLOSE') throw refused('The card is closed.')
  const transStatus = end === 'post' ? done : voided
  bank.store.run('UPDATE transactions SET transStatus = ? WHERE recordNo = ?', transStatus, recordNo)
  if (end === 'void') {
    const amount = subtractMoney('0', transaction.localCurrencyAmt)
    bank.ledger.move({ kind: 'void', reference: recordNo, from: 'world', to: cardAccount(card.id), amount })
  }
  const ended = { ...transaction, transStatus }
  announce(bank, card, ended)
  return ended
}
