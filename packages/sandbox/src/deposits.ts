import { roundMoney } from '@asinx-pay/core'
import { currency, type Bank } from './bank.ts'
import { splitFee } from './ledger.ts'
import type { DepositRow } from './schema.ts'

/** Part of a coin deposit that is kept as fee; the sample: 100 gives 97.75. */
const coinFeeRate = '0.0225'

/** Opens the payment of a user who deposits coins. */
export function openDeposit(bank: Bank, uid: string, wish: { amount: string; symbol: string }): DepositRow {
  const { fee, rest } = splitFee(wish.amount, coinFeeRate)
  const row = {
    orderNo: bank.ids.order('MB', 9),
    uid,
    symbol: wish.symbol,
    coinAmount: wish.amount,
    amount: wish.amount,
    fee,
    receiveAmount: rest,
    status: 'PENDING',
    availableAfter: null,
    frozenAfter: null,
    createdAt: bank.clock.now(),
  }
  return { ...row, id: bank.store.insert('deposits', row) }
}

function book(bank: Bank, deposit: DepositRow): void {
  const { orderNo: reference, receiveAmount: amount } = deposit
  bank.ledger.move({ kind: 'deposit', reference, from: 'world', to: 'available', amount })
  bank.store.run(
    `UPDATE deposits SET status = 'SUCCESS', availableAfter = ?, frozenAfter = ? WHERE id = ?`,
    bank.ledger.balance('available'),
    bank.ledger.balance('frozen'),
    deposit.id,
  )
}

/** The coins arrive: the merchant's account is credited and a notify says so. */
export function depositCoins(bank: Bank, uid: string, wish: { amount: string; symbol: string }): DepositRow {
  const deposit = openDeposit(bank, uid, wish)
  book(bank, deposit)
  bank.notify('COIN_RECHARGE_RESULT', {
    uid,
    orderNo: deposit.orderNo,
    symbol: deposit.symbol,
    coinAmount: deposit.coinAmount,
    amount: deposit.amount,
    receiveAmount: deposit.receiveAmount,
    currency,
    status: 'SUCCESS',
    createAt: bank.clock.now(),
  })
  return { ...deposit, status: 'SUCCESS' }
}

/** The merchant pays into its own account. */
export function topUpMerchant(bank: Bank, amount: string): void {
  const deposit = openDeposit(bank, '', { amount, symbol: currency })
  bank.store.run(
    `UPDATE deposits SET uid = NULL, fee = '0', receiveAmount = ? WHERE id = ?`,
    roundMoney(amount, 2),
    deposit.id,
  )
  book(bank, { ...deposit, receiveAmount: roundMoney(amount, 2) })
}
