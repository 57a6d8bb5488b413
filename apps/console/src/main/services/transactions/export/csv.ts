import { stringify } from 'csv-stringify/sync'
import type { TransactionRow } from '../../../../shared/bridge.ts'
import { isAmount } from '../amounts.ts'
import { columns, isoTime, type Column } from './columns.ts'

/** Begins of cells that spreadsheets take for a formula, in any width of the letters. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/** A mark before it makes a formula a text. An amount may begin with a sign: it is checked to be nothing else. */
const neutral = (text: string): string => (formula.test(text) ? `'${text}` : text)

function cell({ kind, of }: Column, row: TransactionRow): string {
  const value = of(row)
  if (value === null) return ''
  if (kind === 'time') return isoTime(Number(value))
  const text = String(value)
  return kind === 'money' && isAmount(text) ? text : neutral(text)
}

const lines = (records: string[][], bom = false): string => stringify(records, { bom, record_delimiter: '\r\n' })

/** A CSV, a piece of rows at a time. `bom`: it begins with the mark that tells Excel it is UTF-8. */
export async function* csv(
  pieces: AsyncIterable<TransactionRow[]>,
  { bom }: { bom: boolean },
): AsyncGenerator<string, void, undefined> {
  yield lines([columns.map(({ title }) => title)], bom)
  for await (const rows of pieces) yield lines(rows.map((row) => columns.map((column) => cell(column, row))))
}
