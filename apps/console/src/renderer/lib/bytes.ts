import type { Locale } from '../../shared/bridge.ts'
import { languageTags } from '../i18n/index.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const step = 1000

/** `12.4 MB`. */
export function bytesText(bytes: number, locale: Locale): string {
  const index = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(step)))
  return new Intl.NumberFormat(languageTags[locale], {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: index === 0 ? 0 : 1,
  }).format(bytes / step ** index)
}
