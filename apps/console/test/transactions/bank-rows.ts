import { addMoney } from '@asinx-pay/core'
import type { Bank } from '../bank.ts'

const merchants = ['MEITUAN FOOD           BEIJING       CHN', '美团外卖', '=cmd|calc', 'Café Ørsted']
/** The first of March 2026, midnight in UTC. */
const march = Date.UTC(2026, 2, 1)

/** Amounts without sign. */
const amountAt = (index: number): string => `${index % 97}.${String(index % 100).padStart(2, '0')}`

interface Paid {
  cardId: number
  index: number
  /** Signed decimal text. */
  amount: string
}

const rowOf = ({ cardId, index, amount }: Paid) => ({
  cardId,
  recordNo: `row-${cardId}-${index}`,
  occurTime: march + index * 1000,
  localCurrency: 'USD',
  localCurrencyAmt: amount,
  transCurrency: 'USD',
  transCurrencyAmt: amount,
  transStatus: 'APPROVED',
  transType: 'AUTH',
  authType: 'PURCHASE',
  merchantName: merchants[index % merchants.length] ?? '',
  respCode: '000000',
  respCodeDesc: 'success',
  receiptNo: null,
  originalNo: null,
})

/** Puts transactions of a card straight into the bank, as if they had happened one second after another. */
export function addRows({ sandbox }: Bank, cardId: number, count: number): void {
  const { store } = sandbox.bank
  store.transaction(() => {
    for (let index = 0; index < count; index++)
      store.insert('transactions', rowOf({ cardId, index, amount: `-${amountAt(index)}` }))
  })
}

/** An amount of more digits than a number holds. */
export const longTopUp = '12345678901234.56789'

/**
 * Transactions, and what they come to in the ledger of the bank: a card is topped up with a sum of more digits than a number
 * holds, and pays the others from it. Returns the balance of the card.
 */
export function addBookedRows({ sandbox }: Bank, cardId: number, count: number): string {
  const { store, ledger } = sandbox.bank
  const account = `card:${cardId}` as const
  ledger.move({ kind: 'recharge', reference: 'many', from: 'world', to: account, amount: longTopUp })
  let paid = '0'
  store.transaction(() => {
    store.insert('transactions', { ...rowOf({ cardId, index: 0, amount: `+${longTopUp}` }), transType: 'topup' })
    for (let index = 1; index < count; index++) {
      const amount = amountAt(index)
      store.insert('transactions', rowOf({ cardId, index, amount: `-${amount}` }))
      paid = addMoney(paid, amount)
    }
  })
  ledger.move({ kind: 'purchase', reference: 'many', from: account, to: 'world', amount: paid })
  return ledger.balance(account)
}
