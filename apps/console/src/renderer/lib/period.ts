import type { Period } from '../../shared/bridge.ts'
import { startOfDay } from '../../shared/days.ts'

/** Periods by name: whole months up to this one, or `chosen` by a first and a last day. */
export const periodNames = ['month', 'lastMonth', 'months3', 'months12', 'chosen'] as const
export type PeriodName = (typeof periodNames)[number]

/** A period as a person chooses it; the days, such as `2026-03-01`, count for `chosen`. */
export interface PeriodChoice {
  name: PeriodName
  first: string
  last: string
}

const startOf = (year: number, month: number): number => new Date(year, month, 1).valueOf()

/** Both ends of a choice in the operator's zone; null where the days are missing or the wrong way round. */
export function periodOf({ name, first, last }: PeriodChoice, now: number): Period | null {
  const today = new Date(now)
  const [year, month] = [today.getFullYear(), today.getMonth()]
  if (name === 'month') return { from: startOf(year, month), to: startOf(year, month + 1) }
  if (name === 'lastMonth') return { from: startOf(year, month - 1), to: startOf(year, month) }
  if (name === 'months3') return { from: startOf(year, month - 2), to: startOf(year, month + 1) }
  if (name === 'months12') return { from: startOf(year, month - 11), to: startOf(year, month + 1) }
  const [from, to] = [startOfDay(first), startOfDay(last, 1)]
  return from === undefined || to === undefined || last < first ? null : { from, to }
}
