import { cardStatuses, check, type Field, type Fields, type Option } from '@asinx-pay/core'
import { zh } from '@asinx-pay/core/zh'
import type { BulkProblem, BulkReading, BulkValues } from '../../../shared/bridge.ts'
import { bulkColumns, bulkJob, maxBulkRows, type BulkKind } from '../../../shared/bulk.ts'
import { readCsv, type CsvRecord } from '../csv.ts'

/** What this console knows, which a file is held against. */
export interface Known {
  hasUser(uid: string): boolean
  card(userBankcardId: number): { uid: string | null; status: string | null } | undefined
  product(bankcardId: number): { nature: string | null } | undefined
}

/** A row as it was read; one with problems keeps only the cells that are well-formed. */
export interface ReadRow {
  line: number
  values: BulkValues
  problems: BulkProblem[]
}

export type BulkSheet = { state: 'read'; rows: ReadRow[]; ignored: string[] } | Exclude<BulkReading, { state: 'read' }>

/** Most columns without a use that are named, and how much of their names. */
const maxIgnored = 20
const maxIgnoredLength = 60

const plain = (text: string): string => text.trim().toLowerCase()

/** A column goes by its name in the API or its label in either language. */
function namesOf(fields: Fields): Map<string, string> {
  const chinese: Readonly<Record<string, string>> = zh.labels
  const names = Object.entries(fields).flatMap(([name, { label }]) =>
    [name, label, chinese[label] ?? label].map((known) => [plain(known), name] as const),
  )
  return new Map(names)
}

type Header = { columns: (string | null)[]; ignored: string[] } | Exclude<BulkSheet, { state: 'read' }>

function readHeader(header: readonly string[], fields: Fields): Header {
  const names = namesOf(fields)
  const columns = header.map((text) => names.get(plain(text)) ?? null)
  const doubled = columns.filter((name, index): name is string => name !== null && columns.indexOf(name) !== index)
  if (doubled.length > 0) return { state: 'refused', why: 'doubled', columns: doubled }
  const lacking = Object.keys(fields).filter((name) => !fields[name]?.optional && !columns.includes(name))
  if (lacking.length > 0) return { state: 'refused', why: 'lacking', columns: lacking }
  const ignored = header
    .filter((text, index) => columns[index] === null && text.trim() !== '')
    .map((text) => text.trim().slice(0, maxIgnoredLength))
  return { columns, ignored: ignored.slice(0, maxIgnored) }
}

const valueOf = (field: Field | undefined, cell: string): string | number =>
  field?.kind === 'integer' && /^\d{1,15}$/.test(cell) ? Number(cell) : cell

function valuesOf(fields: Fields, columns: readonly (string | null)[], { cells }: CsvRecord): BulkValues {
  return Object.fromEntries(
    columns.flatMap((name, index) => {
      const cell = cells[index]
      return name === null || !cell ? [] : [[name, valueOf(fields[name], cell)]]
    }),
  )
}

/** Nothing comes after a status that leads nowhere. */
const isEnd = (status: string | null): boolean => {
  const options: Readonly<Record<string, Option>> = cardStatuses
  return status !== null && Object.hasOwn(options, status) && options[status]?.leadsTo?.length === 0
}

type Wrong = Omit<BulkProblem, 'line'>

function cardProblems(values: BulkValues, known: Known): Wrong[] {
  const { userBankcardId: id, uid } = values
  if (typeof id !== 'number') return []
  const card = known.card(id)
  const wrong = ((): BulkProblem['wrong'] | null => {
    if (!card) return 'unknownCard'
    if (uid === undefined && card.uid === null) return 'unassigned'
    if (uid !== undefined && card.uid !== null && card.uid !== uid) return 'otherUser'
    return isEnd(card.status) ? 'closed' : null
  })()
  return wrong === null ? [] : [{ column: wrong === 'otherUser' ? 'uid' : 'userBankcardId', wrong }]
}

/** The vendor sends plastic to an address. */
const addressed = 'PHYSICAL'

function applicantProblems(values: BulkValues, known: Known): Wrong[] {
  const { uid, bankcardId, residenceAddress } = values
  if (typeof bankcardId !== 'number') return []
  const product = known.product(bankcardId)
  const problems: Wrong[] = []
  if (typeof uid === 'string' && !known.hasUser(uid)) problems.push({ column: 'uid', wrong: 'unknownUser' })
  if (!product) problems.push({ column: 'bankcardId', wrong: 'unknownProduct' })
  if (product?.nature === addressed && residenceAddress === undefined)
    problems.push({ column: 'residenceAddress', wrong: 'missing' })
  return problems
}

const alikeKey = (values: BulkValues, columns: readonly string[]): string | null =>
  columns.every((name) => values[name] !== undefined)
    ? JSON.stringify([columns, columns.map((name) => plain(String(values[name])))])
    : null

/** Remembers what rows brought, and says which columns of a row came before. */
function createAlike(kind: BulkKind): (values: BulkValues) => Wrong[] {
  const seen = new Set<string>()
  return (values) =>
    bulkJob(kind).alike.flatMap((columns) => {
      const key = alikeKey(values, columns)
      if (key === null) return []
      const isRepeat = seen.has(key)
      seen.add(key)
      return isRepeat ? [{ column: columns.at(-1) ?? '', wrong: 'twice' as const }] : []
    })
}

const withUser = (fields: Fields, values: BulkValues, known: Known): BulkValues => {
  const { userBankcardId: id, uid } = values
  const owner = fields['uid'] && typeof id === 'number' && uid === undefined ? known.card(id)?.uid : null
  return owner ? { uid: owner, ...values } : values
}

/** Reads a CSV for a kind of run: what can be sent, and each thing that is wrong, by line and column. Nothing is sent. */
export function readBulk(kind: BulkKind, text: string, known: Known): BulkSheet {
  const sheet = readCsv(text, maxBulkRows)
  if (sheet.state === 'malformed') return { state: 'refused', why: 'malformed', line: sheet.line }
  const fields = bulkColumns(kind)
  const header = readHeader(sheet.header, fields)
  if ('state' in header) return header
  if (sheet.records.length === 0) return { state: 'refused', why: 'empty' }
  if (sheet.records.length > maxBulkRows) return { state: 'refused', why: 'tooManyRows' }
  const alike = createAlike(kind)
  const rows = sheet.records.map((record): ReadRow => {
    const read = valuesOf(fields, header.columns, record)
    const malformed = check(fields, read).map(({ path }): Wrong => ({
      column: path,
      wrong: read[path] === undefined ? 'missing' : 'invalid',
    }))
    const values = Object.fromEntries(
      Object.entries(read).filter(([name]) => !malformed.some(({ column }) => column === name)),
    )
    const extra: Wrong[] = record.cells.length > sheet.header.length ? [{ column: '', wrong: 'columns' }] : []
    const unknown = [...cardProblems(values, known), ...applicantProblems(values, known)]
    const wrongs = [...malformed, ...extra, ...unknown, ...alike(values)]
    const once = wrongs.filter(
      ({ column, wrong }, at) => wrongs.findIndex((w) => w.column === column && w.wrong === wrong) === at,
    )
    return {
      line: record.line,
      values: withUser(fields, values, known),
      problems: once.map((wrong) => ({ line: record.line, ...wrong })),
    }
  })
  return { state: 'read', rows, ignored: header.ignored }
}
