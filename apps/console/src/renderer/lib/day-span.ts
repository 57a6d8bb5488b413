import { dayOf, lastDays, lastMonths, startOfDay } from '../../shared/days.ts'

/** A span of days in the operator's zone, both included, as `2026-03-31`; an empty one is open. */
export interface DaySpan {
  from: string
  until: string
}

/** The span in milliseconds: from, included, until, excluded. */
export function spanOf({ from, until }: DaySpan): { from?: number; until?: number } {
  const [begin, end] = [startOfDay(from), startOfDay(until, 1)]
  return { ...(begin !== undefined && { from: begin }), ...(end !== undefined && { until: end }) }
}

/** The last days up to today. */
export const spanOfDays = (now: number, count: number): DaySpan => ({
  from: lastDays(now, count)[0] ?? '',
  until: dayOf(now),
})

/** A whole month such as `2026-03`. */
function spanOfMonth(month: string): DaySpan {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return { from: `${month}-01`, until: dayOf(new Date(year, number, 0)) }
}

/** Whole months back from this one, newest first. */
export const spansOfMonths = (now: number, count: number): DaySpan[] => lastMonths(now, count).map(spanOfMonth)
