import { addMoney, compareMoney, subtractMoney } from '@asinx-pay/core'
import type { Bank } from './bank.ts'
import { cardAccount } from './ledger.ts'
import { requireProduct } from './products.ts'
import type { CardRow } from './schema.ts'
import { addTransaction } from './transactions.ts'

/** Day of the month, UTC, on which the vendor takes month fees. */
const feeDay = 7

/** Midnight UTC of the next fee day after a time. */
export function nextFeeDay(time: number): number {
  const date = new Date(time)
  const thisMonth = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), feeDay)
  return thisMonth > time ? thisMonth : Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, feeDay)
}

function charge(bank: Bank, card: CardRow): void {
  const due = addMoney(requireProduct(card.productId).monthFee, card.owed)
  if (compareMoney(due, '0') === 0) return
  const account = cardAccount(card.id)
  const balance = bank.ledger.balance(account)
  const taken = compareMoney(balance, due) < 0 ? balance : due
  bank.store.run('UPDATE cards SET owed = ? WHERE id = ?', subtractMoney(due, taken), card.id)
  if (compareMoney(taken, '0') === 0) return
  bank.ledger.move({ kind: 'month fee', reference: String(card.id), from: account, to: 'fees', amount: taken })
  addTransaction(bank, card, { kind: 'monthFee', amount: taken, merchant: '' })
}

/** How many cards are charged in one piece of work. */
const chunk = 500

/**
 * Takes the month fee from every active card that owes one, piece by piece: `after` is the last card that was charged.
 * What a card lacks is owed.
 */
export function chargeMonthFees(bank: Bank, after: number): void {
  const cards = bank.store.all<CardRow>(
    `SELECT * FROM cards WHERE status = 'ACTIVE' AND id > ? ORDER BY id LIMIT ?`,
    after,
    chunk,
  )
  for (const card of cards) charge(bank, card)
  const last = cards.length === chunk ? cards.at(-1) : undefined
  const now = bank.clock.now()
  bank.schedule('chargeMonthFees', {
    reference: String(last?.id ?? 0),
    dueAt: last ? now : nextFeeDay(now),
  })
}
