import type { Bank } from '../bank.ts'

const merchants = ['MEITUAN FOOD           BEIJING       CHN', '美团外卖', '=cmd|calc', 'Café Ørsted']

/** Puts transactions of a card straight into the bank's books, as if they had happened one second after another. */
export function addRows({ sandbox }: Bank, cardId: number, count: number): void {
  const { store } = sandbox.bank
  const begin = Date.UTC(2026, 2, 1)
  store.transaction(() => {
    for (let index = 0; index < count; index++)
      store.insert('transactions', {
        cardId,
        recordNo: `row-${cardId}-${index}`,
        occurTime: begin + index * 1000,
        localCurrency: 'USD',
        localCurrencyAmt: `-${index % 97}.${String(index % 100).padStart(2, '0')}`,
        transCurrency: 'USD',
        transCurrencyAmt: `-${index % 97}.${String(index % 100).padStart(2, '0')}`,
        transStatus: 'APPROVED',
        transType: 'AUTH',
        authType: 'PURCHASE',
        merchantName: merchants[index % merchants.length] ?? '',
        respCode: '000000',
        respCodeDesc: 'success',
        receiptNo: null,
        originalNo: null,
      })
  })
}
