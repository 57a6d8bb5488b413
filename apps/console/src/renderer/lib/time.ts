import { type Locale } from '../../shared/bridge.ts'
import { languageTags } from '../i18n/index.ts'

const minuteMs = 60_000
const units = [
  ['minute', minuteMs, 60],
  ['hour', 60 * minuteMs, 24],
  ['day', 24 * 60 * minuteMs, 7],
] as const

/** `3 minutes ago`; null when it is too fresh for a number; a date when it is over a week old. */
export function agoText(at: number, now: number, locale: Locale): string | null {
  const age = Math.max(0, now - at)
  if (age < minuteMs) return null
  const relative = new Intl.RelativeTimeFormat(languageTags[locale], { numeric: 'auto', style: 'short' })
  for (const [unit, sizeMs, until] of units) {
    const count = Math.floor(age / sizeMs)
    if (count < until) return relative.format(-count, unit)
  }
  return new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'medium' }).format(at)
}

/** Date and time to the second in the operator's zone. */
export const exactText = (at: number, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'medium', timeStyle: 'medium' }).format(at)

/** Day and time to the minute. */
export const dayOfText = (at: number, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'medium', timeStyle: 'short' }).format(at)

/** A day such as `2026-11-24` for people. */
export const dayText = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(`${day}T12:00:00`),
  )

/** A month such as `2026-03` for people. */
export const monthText = (month: string, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { month: 'long', year: 'numeric' }).format(
    new Date(`${month}-15T12:00:00`),
  )

export const clockText = (at: number, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { hour: '2-digit', minute: '2-digit', hour12: false }).format(at)

/** Name of the zone the operator is in, such as `Asia/Shanghai`. */
export const zoneName = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
