import { compareMoney, multiplyMoney, showMoney } from '@asinx-pay/core'

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

/** Whether typed text names the same amount, or the card's last four digits. */
export function confirms(typed: string, amount: string, lastFour: string | null): boolean {
  const text = typed.trim()
  if (lastFour !== null && text === lastFour) return true
  return /^\d{1,20}(\.\d{1,18})?$/.test(text) && compareMoney(text, amount) === 0
}

/** The last four digits of a masked number such as `•••• 4128`. */
export const lastFourOf = (maskedPan: string | null): string | null => /(\d{4})$/.exec(maskedPan ?? '')?.[1] ?? null
