import { addMoney, compareMoney, multiplyMoney, roundMoney, showMoney, subtractMoney } from '@asinx-pay/core'

/** Places the vendor rounds card amounts to (assumed, half up). */
const places = 2

/** What the merchant's account is kept in (published): amounts of recharges and fees are in it. */
export const merchantCurrency = 'USD'

/** For people: `12,500.00 USD`. Digits are grouped as text, so none is lost. */
export function amountText(amount: string, currency?: string | null): string {
  const [whole = '0', fraction = ''] = showMoney(amount).split('.')
  const grouped = `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${fraction}`
  return currency ? `${grouped} ${currency}` : grouped
}

/** A rate as per cent: `0.0100` is `1%`, `0.005` is `0.5%`. */
export function percentText(rate: string): string {
  const [whole = '0', fraction = ''] = showMoney(multiplyMoney(rate, '100')).split('.')
  const rest = fraction.replace(/0+$/, '')
  return `${whole}${rest && `.${rest}`}%`
}

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

/** Whether typed text names the same amount, or the card's last four digits. */
export function confirms(typed: string, amount: string, lastFour: string | null): boolean {
  const text = typed.trim()
  if (lastFour !== null && text === lastFour) return true
  return /^\d{1,20}(\.\d{1,18})?$/.test(text) && compareMoney(text, amount) === 0
}

/** The last four digits of a masked number such as `•••• 4128`. */
export const lastFourOf = (maskedPan: string | null): string | null => /(\d{4})$/.exec(maskedPan ?? '')?.[1] ?? null
