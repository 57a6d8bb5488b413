/** Days of the calendar in the zone of this computer, which is the operator's, written as `2026-03-31`. */
const two = (part: number): string => String(part).padStart(2, '0')
const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** The month of a time: `2026-03`. */
function monthOf(at: number | Date): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}`
}

/** The day of a time: `2026-03-31`. */
export const dayOf = (at: number | Date): string => `${monthOf(at)}-${two(new Date(at).getDate())}`

/** The last days up to today, oldest first; by calendar, so that a change of the clock skips none. */
export function lastDays(now: number, count: number): string[] {
  const today = new Date(now)
  return Array.from({ length: count }, (_, index) =>
    dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index), 12)),
  )
}

/** The last months up to now, newest first. */
export function lastMonths(now: number, count: number): string[] {
  const today = new Date(now)
  return Array.from({ length: count }, (_, back) => monthOf(new Date(today.getFullYear(), today.getMonth() - back, 1)))
}

/** When a day begins here, in milliseconds, or so many days later; by calendar. Undefined where the text is no day. */
export function startOfDay(day: string, later = 0): number | undefined {
  if (!dayPattern.test(day)) return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date + later).valueOf()
  return Number.isNaN(at) || at < 0 ? undefined : at
}
