/** The day of a time in the zone of this computer, which is the operator's: `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The last days up to today, oldest first; by calendar, so that a change of the clock skips none. */
export function lastDays(now: number, count: number): string[] {
  const today = new Date(now)
  return Array.from({ length: count }, (_, index) =>
    dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() - (count - 1 - index), 12).valueOf()),
  )
}

/** When a day begins in the zone of this computer, in milliseconds. */
export const startOfDay = (day: string): number => new Date(`${day}T00:00:00`).valueOf()
