import { type Locale } from '../../shared/bridge.ts'
import { languageTags } from '../i18n/index.ts'

const minuteMs = 60_000
const units = [
  ['minute', minuteMs, 60],
  ['hour', 60 * minuteMs, 24],
  ['day', 24 * 60 * minuteMs, 7],
] as const

/** Making a formatter takes many times as long as using it, and a list uses some for every row. */
function once<T>(make: (tag: string) => T): (locale: Locale) => T {
  const made = new Map<Locale, T>()
  return (locale) => {
    const found = made.get(locale) ?? make(languageTags[locale])
    made.set(locale, found)
    return found
  }
}
const dated = (options: Intl.DateTimeFormatOptions) => once((tag) => new Intl.DateTimeFormat(tag, options))
const relative = once((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }))
const date = dated({ dateStyle: 'medium' })
const toTheSecond = dated({ dateStyle: 'medium', timeStyle: 'medium' })
const toTheMinute = dated({ dateStyle: 'medium', timeStyle: 'short' })
const ofDay = dated({ day: 'numeric', month: 'short', year: 'numeric' })
const ofMonth = dated({ month: 'long', year: 'numeric' })
const clock = dated({ hour: '2-digit', minute: '2-digit', hour12: false })

/** `3 minutes ago`; null when it is too fresh for a number; a date when it is over a week old. */
export function agoText(at: number, now: number, locale: Locale): string | null {
  const age = Math.max(0, now - at)
  if (age < minuteMs) return null
  for (const [unit, sizeMs, until] of units) {
    const count = Math.floor(age / sizeMs)
    if (count < until) return relative(locale).format(-count, unit)
  }
  return date(locale).format(at)
}

/** Date and time to the second in the operator's zone. */
export const exactText = (at: number, locale: Locale): string => toTheSecond(locale).format(at)

/** Day and time to the minute. */
export const dayOfText = (at: number, locale: Locale): string => toTheMinute(locale).format(at)

/** A day such as `2026-11-24` for people. */
export const dayText = (day: string, locale: Locale): string => ofDay(locale).format(new Date(`${day}T12:00:00`))

/** A month such as `2026-03` for people. */
export const monthText = (month: string, locale: Locale): string =>
  ofMonth(locale).format(new Date(`${month}-15T12:00:00`))

export const clockText = (at: number, locale: Locale): string => clock(locale).format(at)

/** Name of the zone the operator is in, such as `Asia/Shanghai`. */
export const zoneName = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
