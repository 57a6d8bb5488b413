import { addMoney, multiplyMoney, roundMoney, subtractMoney } from '@asinx-pay/core'

/** Places the vendor rounds card amounts to (assumed, half up). */
const places = 2

/** What the merchant's account is kept in (published): amounts of recharges and fees are in it. */
export const merchantCurrency = 'USD'

export interface RechargePreview {
  amount: string
  /** Null where the fee rate is not known. */
  fee: string | null
  receives: string | null
  before: string | null
  /** Null where the balance or the rate is not known. */
  after: string | null
}

/** What a recharge is expected to do: the card receives `amount x (1 - rate)`, rounded half up. */
export function previewRecharge(
  amount: string,
  card: { balance: string | null; rate: string | null },
): RechargePreview {
  const { balance: before, rate } = card
  if (rate === null) return { amount, fee: null, receives: null, before, after: null }
  const receives = roundMoney(subtractMoney(amount, multiplyMoney(amount, rate)), places)
  return {
    amount,
    fee: subtractMoney(amount, receives),
    receives,
    before,
    after: before === null ? null : addMoney(before, receives),
  }
}

/** What an application costs now: fee times discount. */
export const applicationCost = (fee: string | undefined, discount: string | undefined): string =>
  roundMoney(multiplyMoney(fee ?? '0', discount ?? '1'), places)
