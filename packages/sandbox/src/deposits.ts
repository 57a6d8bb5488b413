import { roundMoney } from '@asinx-pay/core'
import { currency, type Bank } from './bank.ts'
import { splitFee } from './ledger.ts'
import type { DepositRow } from './schema.ts'

/** Part of a coin deposit that is kept as fee; the sample: 100 gives 97.75. */
const coinFeeRate = '0.0225'

/** What is paid: an amount in USD, in a coin worth as much. */
interface Wish {
  amount: string
  symbol: string
}

/** Opens the payment of a user who deposits coins. */
export function openDeposit(bank: Bank, uid: string, wish: Wish): DepositRow {
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

function book(bank: Bank, deposit: DepositRow): DepositRow {
  const { orderNo: reference, receiveAmount: amount } = deposit
  bank.ledger.move({ kind: 'deposit', reference, from: 'world', to: 'available', amount })
  const availableAfter = bank.ledger.balance('available')
  const frozenAfter = bank.ledger.balance('frozen')
  bank.store.run(
    `UPDATE deposits SET status = 'SUCCESS', availableAfter = ?, frozenAfter = ? WHERE id = ?`,
    availableAfter,
    frozenAfter,
    deposit.id,
  )
  return { ...deposit, status: 'SUCCESS', availableAfter, frozenAfter }
}

/** The oldest payment the user has opened and not made, now with what really came in. */
function takeOpen(bank: Bank, uid: string, wish: Wish): DepositRow | undefined {
  const sql = `SELECT * FROM deposits WHERE uid = ? AND status = 'PENDING' ORDER BY id LIMIT 1`
  const open = bank.store.one<DepositRow>(sql, uid)
  if (!open) return undefined
  const { fee, rest: receiveAmount } = splitFee(wish.amount, coinFeeRate)
  bank.store.run(
    'UPDATE deposits SET symbol = ?, coinAmount = ?, amount = ?, fee = ?, receiveAmount = ? WHERE id = ?',
    wish.symbol,
    wish.amount,
    wish.amount,
    fee,
    receiveAmount,
    open.id,
  )
  return { ...open, ...wish, coinAmount: wish.amount, fee, receiveAmount }
}

/** The coins arrive for the payment the user opened, or for a new one: the merchant is credited and a notify says so. */
export function depositCoins(bank: Bank, uid: string, wish: Wish): DepositRow {
  const deposit = book(bank, takeOpen(bank, uid, wish) ?? openDeposit(bank, uid, wish))
  const { orderNo, symbol, coinAmount, amount, receiveAmount, status } = deposit
  const createAt = bank.clock.now()
  bank.notify('COIN_RECHARGE_RESULT', {
    uid,
    orderNo,
    symbol,
    coinAmount,
    amount,
    receiveAmount,
    currency,
    status,
    createAt,
  })
  return deposit
}

/** The merchant pays into its own account, without a fee. */
export function topUpMerchant(bank: Bank, amount: string): DepositRow {
  const row = {
    orderNo: bank.ids.order('MB', 9),
    uid: null,
    symbol: currency,
    coinAmount: amount,
    amount,
    fee: '0',
    receiveAmount: roundMoney(amount, 2),
    status: 'PENDING',
    availableAfter: null,
    frozenAfter: null,
    createdAt: bank.clock.now(),
  }
  return book(bank, { ...row, id: bank.store.insert('deposits', row) })
}

/** Deposits of one user or all, in one coin or all, newest first; those that are not decided yet are left out. */
export function userDeposits(
  bank: Bank,
  filter: { uid?: string | undefined; symbol?: string | undefined },
  page: readonly [limit: number, offset: number],
): DepositRow[] {
  const wanted = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const conditions = wanted.map(([name]) => ` AND ${name} = ?`).join('')
  return bank.store.all<DepositRow>(
    `SELECT * FROM deposits WHERE uid IS NOT NULL AND status <> 'PENDING'${conditions} ORDER BY id DESC LIMIT ? OFFSET ?`,
    ...wanted.map(([, value]) => value),
    ...page,
  )
}
