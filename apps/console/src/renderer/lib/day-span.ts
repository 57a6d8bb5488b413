/** A span of days in the operator's zone, both included, as `2026-03-31`; an empty one is open. */
export interface Period {
  from: string
  until: string
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/
const two = (part: number): string => String(part).padStart(2, '0')

export const dayOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`

/** Midnight at which a day begins here, or so many days later; by calendar, so that a change of the clock counts. */
function midnight(day: string, later = 0): number | undefined {
  if (!dayPattern.test(day)) return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date + later).valueOf()
  return Number.isNaN(at) || at < 0 ? undefined : at
}

/** The period in milliseconds: from, included, until, excluded. */
export function spanOf({ from, until }: Period): { from?: number; until?: number } {
  const [begin, end] = [midnight(from), midnight(until, 1)]
  return { ...(begin !== undefined && { from: begin }), ...(end !== undefined && { until: end }) }
}

/** The last days up to today. */
export const lastDays = (now: Date, count: number): Period => ({
  from: dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - count + 1)),
  until: dayOf(now),
})

/** Whole months back from this one, newest first. */
export const lastMonths = (now: Date, count: number): Period[] =>
  Array.from({ length: count }, (_, back) => ({
    from: dayOf(new Date(now.getFullYear(), now.getMonth() - back, 1)),
    until: dayOf(new Date(now.getFullYear(), now.getMonth() - back + 1, 0)),
  }))
