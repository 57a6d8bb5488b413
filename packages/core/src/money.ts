import { Big } from 'big.js'

/** Digits before and after the point that an amount may have, and the size of its exponent. */
export const moneyLimits = { digits: 40, exponent: 40 } as const

const pattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Reads an amount as the vendor writes it (`398.000000000000000000`, `0E-18`, `+99.00`) into plain decimal text.
 * The scale is kept where it is written out; an exponent is written out; a zero with an exponent becomes `0`.
 * Returns undefined for anything else: not a number, too many digits, too large an exponent.
 */
export function readMoney(text: string): string | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = '', exponent] = match
  if (whole.length + fraction.length > moneyLimits.digits) return undefined
  const digits = whole.replace(/^0+(?=\d)/, '')
  const isZero = /^0*$/.test(digits + fraction)
  const minus = sign === '-' && !isZero ? '-' : ''
  if (exponent === undefined) return minus + digits + (fraction && `.${fraction}`)
  if (Math.abs(Number(exponent)) > moneyLimits.exponent) return undefined
  return isZero ? '0' : new Big(minus + `${digits}.${fraction || '0'}e${exponent}`).toFixed()
}

/** Whether text is an amount a request may carry: plain, positive, no leading zeros, at most 18 decimal places. */
export const isPayable = (text: string): boolean =>
  /^(0|[1-9]\d{0,19})(\.\d{1,18})?$/.test(text) && !/^[0.]*$/.test(text)

const big = (text: string): Big => {
  const plain = readMoney(text)
  if (plain === undefined) throw new RangeError('Not an amount: expected decimal text such as "12.50".')
  return new Big(plain)
}

/** Exact sum of amounts of one currency, as plain decimal text. */
export const addMoney = (...amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum.plus(big(amount)), new Big(0)).toFixed()

/** Exact difference `left - right`. */
export const subtractMoney = (left: string, right: string): string => big(left).minus(big(right)).toFixed()

/** Exact product of an amount and a rate. */
export const multiplyMoney = (amount: string, rate: string): string => big(amount).times(big(rate)).toFixed()

/** -1, 0 or 1: how two amounts compare by value; `1.0` equals `1.00`. */
export const compareMoney = (left: string, right: string): number => big(left).cmp(big(right))

/** Rounds half-up to so many decimal places and writes them all out. */
export const roundMoney = (amount: string, places: number): string => big(amount).toFixed(places, Big.roundHalfUp)

/** For people: at least two decimal places, trailing zeros beyond them dropped, nothing rounded. */
export function showMoney(amount: string): string {
  const [whole = '0', fraction = ''] = big(amount).toFixed().split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}
