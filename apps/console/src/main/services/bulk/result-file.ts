import { zh } from '@asinx-pay/core/zh'
import { stringify } from 'csv-stringify/sync'
import type { BulkRow, BulkRun, Locale } from '../../../shared/bridge.ts'
import { bulkColumns, type BulkKind } from '../../../shared/bulk.ts'
import type { MadeFile } from '../../ports.ts'
import { adviceOn } from './advice.ts'

/** What stands before the columns of the file itself. */
const heads = ['line', 'outcome', 'code', 'message', 'advice', 'requestOrderId', 'intentId', 'endedAt'] as const

/** A cell that a spreadsheet would take for a formula is only text. */
const lineOf = (cells: readonly unknown[], isFirst = false): string =>
  stringify([[...cells]], { escape_formulas: true, bom: isFirst, record_delimiter: '\r\n' })

const csvFile = (name: string, pieces: Iterable<string>): MadeFile => ({
  name,
  contentType: 'text/csv; charset=utf-8',
  pieces,
})

/** What the vendor's call makes stands beside what was asked for. */
const columnsOf = (kind: BulkKind): string[] => [
  ...new Set([...Object.keys(bulkColumns(kind)), 'uid', 'userBankcardId', 'tag']),
]

function cellsOf(row: BulkRow, columns: readonly string[], locale: Locale): unknown[] {
  const values = { ...row.values, ...row.made }
  const message = row.problems.map(({ column, wrong }) => (column ? `${column}: ${wrong}` : wrong)).join('; ')
  return [
    row.line,
    row.state,
    row.code,
    message || row.message,
    adviceOn(row, locale),
    row.requestOrderId,
    row.intentId,
    row.endedAt === null ? '' : new Date(row.endedAt).toISOString(),
    ...columns.map((name) => values[name] ?? ''),
  ]
}

function* resultLines(run: BulkRun, rows: Iterable<BulkRow>, locale: Locale): Iterable<string> {
  const columns = columnsOf(run.kind)
  yield lineOf([...heads, ...columns], true)
  for (const row of rows) yield lineOf(cellsOf(row, columns, locale))
}

/** Every row of a run with how it ended, a line at a time. */
export const resultFile = (run: BulkRun, rows: Iterable<BulkRow>, locale: Locale): MadeFile =>
  csvFile(`bulk-${run.kind}-${run.run}.csv`, resultLines(run, rows, locale))

/** An empty file with the columns of a kind, in the operator's language. */
export function templateFile(kind: BulkKind, locale: Locale): MadeFile {
  const chinese: Readonly<Record<string, string>> = zh.labels
  const labels = Object.values(bulkColumns(kind)).map(({ label }) =>
    locale === 'zh' ? (chinese[label] ?? label) : label,
  )
  return csvFile(`bulk-${kind}.csv`, [lineOf(labels, true)])
}
