import { errorAdvice, responseCodes, unknownAdvice } from '@asinx-pay/core'
import { zh } from '@asinx-pay/core/zh'
import type { BulkRow, Locale } from '../../../shared/bridge.ts'
import { consoleErrorAdvice } from '../../../shared/console-errors.ts'

type Texts = Readonly<Record<string, string>>

const responseAdvice: Texts = Object.fromEntries(
  Object.entries(responseCodes).map(([code, { advice }]) => [code, advice]),
)
const english: Texts = { ...responseAdvice, ...consoleErrorAdvice, ...errorAdvice }
const chinese: Texts = { ...english, ...zh.responseAdvice, ...zh.errorAdvice }

/** What to do about a row, where there is something to do. */
export function adviceOn({ state, code, intentId }: BulkRow, locale: Locale): string {
  const isZh = locale === 'zh'
  if (state === 'unknown' && intentId !== null) return isZh ? zh.unknownAdvice : unknownAdvice
  if (code === null || state === 'done') return ''
  return (isZh ? chinese : english)[code] ?? ''
}
