import { readMoney } from '@asinx-pay/core'

/** Places of an amount that a sum in SQL keeps. */
const places = 6
const million = 10n ** BigInt(places)

/** The amount times a million where that is a whole number that a JavaScript number holds; else null. */
export function microOf(amount: string): number | null {
  const plain = readMoney(amount)
  const match = plain === undefined ? null : /^(-?)(\d{1,20})(?:\.(\d{0,6})0*)?$/.exec(plain)
  if (!match) return null
  const [, sign = '', whole = '', fraction = ''] = match
  const micro = Number(BigInt(`${sign}${whole}${fraction.padEnd(places, '0')}`))
  return Number.isSafeInteger(micro) ? micro : null
}

/** Whole units and millionths, each summed for itself as decimal text, as one amount with at least two places. */
export function amountOfSums(units: string, micros: string): string {
  const micro = BigInt(units) * million + BigInt(micros)
  const digits = (micro < 0n ? -micro : micro).toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0{1,4}$/, '')
  return `${micro < 0n ? '-' : ''}${digits.slice(0, -places)}.${fraction}`
}

/** Whether a text is an amount at all; what is none is kept but not summed. */
export const isAmount = (text: string): boolean => readMoney(text) !== undefined
