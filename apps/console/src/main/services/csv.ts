import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

export interface CsvRecord {
  /** Line of the file it ends on, counted from 1. */
  line: number
  cells: string[]
}

export type CsvSheet =
  | { state: 'read'; header: string[]; records: CsvRecord[] }
  /** Not well-formed, near this line where one is known. */
  | { state: 'malformed'; line: number | null }

interface Parsed {
  record: string[]
  info: { lines: number }
}

const delimiters = [',', ';', '\t'] as const

/** Spreadsheets of different languages part cells differently: what occurs most in the first line, outside quotes, does. */
function delimiterOf(text: string): string {
  const [first = ''] = text
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/, 1)
  const count = (mark: string): number => first.split(mark).length
  return delimiters.reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** Reads a CSV with or without a byte order mark, quoted cells included; of its rows at most one more than `maxRows`. */
export function readCsv(text: string, maxRows: number): CsvSheet {
  try {
    const [head, ...rest] = parse(text, {
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      delimiter: delimiterOf(text),
      to: maxRows + 2,
    }) as unknown as Parsed[]
    const records = rest.map(({ record, info }) => ({ line: info.lines, cells: record }))
    return { state: 'read', header: head?.record ?? [], records }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { state: 'malformed', line: typeof error['lines'] === 'number' ? error['lines'] : null }
  }
}

/** One line of a file for spreadsheets: a cell that they would take for a formula is only text. The first has the mark. */
export const csvLine = (cells: readonly unknown[], isFirst = false): string =>
  stringify([[...cells]], { escape_formulas: true, bom: isFirst, record_delimiter: '\r\n' })
