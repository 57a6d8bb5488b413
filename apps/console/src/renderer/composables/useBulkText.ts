import { responseCodes } from '@asinx-pay/core'
import { zh } from '@asinx-pay/core/zh'
import type { BulkProblem, BulkRow } from '../../shared/bridge.ts'
import { bulkColumns, bulkDurationMs, type BulkKind, type BulkRate } from '../../shared/bulk.ts'
import { en } from '../i18n/en.ts'
import { lengthOf, maxLinesNamed } from '../lib/bulk.ts'
import { useCodes } from './useCodes.ts'
import { useText } from './useText.ts'

export interface BulkText {
  /** A column by its label. */
  columnText: (kind: BulkKind, name: string) => string
  problemText: (kind: BulkKind, problem: Omit<BulkProblem, 'line'>) => string
  /** What to do about a row that was declined or not sent. */
  rowAdvice: (row: BulkRow) => string
  durationText: (calls: number, rate: BulkRate) => string
  linesText: (lines: readonly number[]) => string
}

/** Words about runs that are put together from the rows of the API and the console's own. */
export function useBulkText(): BulkText {
  const { t, locale } = useText()
  const { label } = useCodes()
  const columnText: BulkText['columnText'] = (kind, name) => {
    const field = bulkColumns(kind)[name]
    return field ? label(field.label) : name
  }

  return {
    columnText,
    problemText: (kind, { column, wrong }) => t(`bulkWrong.${wrong}`, { column: columnText(kind, column) }),
    rowAdvice({ code }) {
      if (code === null) return ''
      if (Object.hasOwn(en.advice, code)) return t(`advice.${code as keyof typeof en.advice}`)
      if (!Object.hasOwn(responseCodes, code)) return ''
      const known = Number(code) as keyof typeof responseCodes
      return locale.value === 'zh' ? zh.responseAdvice[known] : responseCodes[known].advice
    },
    durationText(calls, rate) {
      const { unit, n } = lengthOf(bulkDurationMs(calls, rate))
      return t(`bulkRun.${unit}`, { n })
    },
    linesText(lines) {
      const list = lines.slice(0, maxLinesNamed).join(', ')
      const n = lines.length - maxLinesNamed
      // The plural is of the lines, whatever their list.
      return t('bulkPlan.lines', { list: n > 0 ? t('bulkPlan.andMore', { list, n }) : list, n: lines.length })
    },
  }
}
