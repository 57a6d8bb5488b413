import { check, uidField, type Fields } from '@asinx-pay/core'
import type { BadRow, ImportKind, ImportRow, ImportSheet } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import { readCsv, type CsvSheet } from './csv.ts'

/** Most rows one file may bring; more belong in several files. */
export const maxImportRows = 2000

const { label, doc } = uidField
const uid = { kind: 'text', label, doc, pattern: '[A-Za-z0-9_-]{1,64}' } as const
const line = (label: string) =>
  ({ kind: 'text', label, doc: `${label}.`, optional: true, pattern: '.{1,200}' }) as const

/** The columns of each kind of file; a header may have them in any order. */
export const importColumns = {
  users: { uid, email: { ...line('Email'), pattern: '[^@\\s]{1,100}@[^@\\s]{1,100}' }, note: line('Note') },
  cards: { uid, userBankcardId: { kind: 'integer', label: 'Card ID', doc: 'Card ID.' } },
} as const satisfies Record<ImportKind, Fields>

/** What makes two rows the same one. */
const keys = { users: 'uid', cards: 'userBankcardId' } as const satisfies Record<ImportKind, string>

function parseText(text: string): Extract<CsvSheet, { state: 'read' }> {
  const sheet = readCsv(text, maxImportRows)
  if (sheet.state === 'read') return sheet
  const at = sheet.line === null ? '' : ` near line ${sheet.line}`
  throw new ConsoleError('import_unreadable', `The file is not well-formed CSV${at}.`)
}

/** @throws ConsoleError `import_unreadable` when the header has a column nobody knows, or lacks one that is needed */
function checkHeader(header: string[], fields: Fields): void {
  const known = Object.keys(fields)
  const strange = header.filter((name, index) => !known.includes(name) || header.indexOf(name) !== index)
  const lacking = known.filter((name) => fields[name]?.optional !== true && !header.includes(name))
  if (strange.length > 0 || lacking.length > 0)
    throw new ConsoleError('import_unreadable', `The first line must name columns among ${known.join(', ')}.`)
}

const valueOf = (fields: Fields, name: string, text: string): unknown =>
  fields[name]?.kind === 'integer' && /^\d{1,15}$/.test(text) ? Number(text) : text

const rowOf = (fields: Fields, header: string[], record: string[]): Record<string, unknown> =>
  Object.fromEntries(
    header.flatMap((name, index) => (record[index] ? [[name, valueOf(fields, name, record[index])]] : [])),
  )

/**
 * Reads a CSV of users or cards: every good row, and every bad one named with its line and what is wrong with it.
 * Nothing is taken from it yet.
 * @throws ConsoleError `import_unreadable`
 */
export function readImport(kind: ImportKind, text: string): ImportSheet {
  const { header, records } = parseText(text)
  const fields: Fields = importColumns[kind]
  checkHeader(header, fields)
  if (records.length > maxImportRows)
    throw new ConsoleError('import_unreadable', `A file may bring ${maxImportRows} rows at most.`)
  const rows: ImportRow[] = []
  const bad: BadRow[] = []
  const seen = new Set<unknown>()
  for (const { line: at, cells } of records) {
    const row = rowOf(fields, header, cells)
    const found: BadRow[] = check(fields, row).map(({ path }) => ({
      line: at,
      column: path,
      wrong: row[path] === undefined ? 'missing' : 'invalid',
    }))
    if (cells.length > header.length) found.push({ line: at, column: '', wrong: 'columns' })
    const key = row[keys[kind]]
    if (found.length === 0 && seen.has(key)) found.push({ line: at, column: keys[kind], wrong: 'twice' })
    seen.add(key)
    if (found.length === 0) rows.push({ line: at, values: row as ImportRow['values'] })
    else bad.push(...found)
  }
  return { rows, bad }
}
