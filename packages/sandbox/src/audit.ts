import { addMoney, compareMoney } from '@asinx-pay/core'
import type { Bank } from './bank.ts'
import { cardAccount } from './ledger.ts'
import type { CardRow, EntryRow, OrderRow, TransactionRow } from './schema.ts'
import { isDone } from './transaction-kinds.ts'

type Check = (bank: Bank) => string[]

/** What a card's own records say is on it. */
const recorded = (bank: Bank, cardId: number): string =>
  addMoney(
    '0',
    ...bank.store
      .all<TransactionRow>('SELECT * FROM transactions WHERE cardId = ?', cardId)
      .filter(isDone)
      .map(({ localCurrencyAmt }) => localCurrencyAmt),
  )

const cardsHoldTheirTransactions: Check = (bank) =>
  bank.store.all<CardRow>('SELECT * FROM cards').flatMap(({ id, status }) => {
    const expected = status === 'CLOSE' ? '0' : recorded(bank, id)
    const isRight = compareMoney(expected, bank.ledger.balance(cardAccount(id))) === 0
    return isRight ? [] : [`card ${id} does not hold what its transactions say`]
  })

/** Money is only moved: what all accounts hold together, the world's included, is nothing. */
const accountsCancelOut: Check = ({ store }) => {
  const balances = store.all<{ account: string; amount: string }>('SELECT * FROM balances')
  const below = balances.filter(({ account, amount }) => account !== 'world' && compareMoney(amount, '0') < 0)
  const sum = addMoney('0', ...balances.map(({ amount }) => amount))
  return [
    ...below.map(({ account }) => `${account} is below zero`),
    ...(compareMoney(sum, '0') === 0 ? [] : ['the accounts do not cancel out']),
  ]
}

/** A recharge that succeeded reached its card once; every other never did. */
const rechargesArriveOnce: Check = ({ store }) =>
  store.all<OrderRow>(`SELECT * FROM orders WHERE kind = 'RECHARGE'`).flatMap((order) => {
    const sql = `SELECT * FROM entries WHERE kind = 'recharge' AND reference = ?`
    const arrived = store.all<EntryRow>(sql, order.requestOrderId)
    const expected = order.status === 'SUCCESS' ? [order.receiveAmount] : []
    const isRight = arrived.length === expected.length && arrived.every(({ amount }) => amount === expected[0])
    return isRight ? [] : [`order ${order.requestOrderId} does not have the entries of its status`]
  })

const feesBelongToSomething: Check = ({ store }) =>
  store
    .all<TransactionRow>(
      `SELECT * FROM transactions AS fee WHERE receiptNo IS NOT NULL AND NOT EXISTS
       (SELECT 1 FROM transactions WHERE recordNo = fee.receiptNo AND cardId = fee.cardId)`,
    )
    .map(({ recordNo }) => `fee ${recordNo} belongs to no transaction`)

const checks: readonly Check[] = [
  ({ ledger }) => ledger.audit(),
  accountsCancelOut,
  cardsHoldTheirTransactions,
  rechargesArriveOnce,
  feesBelongToSomething,
]

/** Everything that does not add up, in the ledger and between it and what it is about; empty when all is right. */
export const audit = (bank: Bank): string[] => checks.flatMap((check) => check(bank))
