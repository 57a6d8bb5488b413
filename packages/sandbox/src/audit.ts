import { addMoney, compareMoney } from '@asinx-pay/core'
import type { Bank } from './bank.ts'
import { cardAccount } from './ledger.ts'
import type { CardRow, TransactionRow } from './schema.ts'
import { isDone } from './transactions.ts'

/** What a card's own records say is on it. */
const recorded = (bank: Bank, cardId: number): string =>
  addMoney(
    '0',
    ...bank.store
      .all<TransactionRow>('SELECT * FROM transactions WHERE cardId = ?', cardId)
      .filter(isDone)
      .map(({ localCurrencyAmt }) => localCurrencyAmt),
  )

/** Everything that does not add up, in the ledger and between cards and their transactions; empty when all is right. */
export const audit = (bank: Bank): string[] => [
  ...bank.ledger.audit(),
  ...bank.store
    .all<CardRow>(`SELECT * FROM cards WHERE status <> 'CLOSE'`)
    .filter(({ id }) => compareMoney(recorded(bank, id), bank.ledger.balance(cardAccount(id))) !== 0)
    .map(({ id }) => `card ${id} does not hold what its transactions say`),
]
