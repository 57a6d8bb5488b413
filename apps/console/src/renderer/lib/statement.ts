import type { Period } from '../../shared/bridge.ts'

/** Months that a statement can be had of, this one and so many before. */
export const statementMonths = 24

/** Both ends of a month such as `2026-03` in the operator's zone. */
export function monthPeriod(month: string): Period {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return { from: new Date(year, number - 1, 1).valueOf(), to: new Date(year, number, 1).valueOf() }
}

/** Whose statement is asked for, as typed: a card's id is all digits; nothing is the whole merchant. */
export type Whose = 'merchant' | 'user' | 'card'

/** What a typed id asks for; null while it cannot be one. */
export function askedOf(whose: Whose, typed: string): { userBankcardId?: number; uid?: string } | null {
  const id = typed.trim()
  if (whose === 'merchant') return {}
  if (whose === 'user') return /^[A-Za-z0-9_-]{1,64}$/.test(id) ? { uid: id } : null
  return /^[1-9]\d{0,14}$/.test(id) ? { userBankcardId: Number(id) } : null
}
