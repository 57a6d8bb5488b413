import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { SalvagedTable } from '../../shared/bridge.ts'
import { migrate } from '../services/database.ts'
import { migrations } from '../services/migrations/index.ts'

/** Most reads of one table: each halves the place where an entry cannot be read, so that the rest of it can. */
export const maxReads = 100_000
/** Most entries that are copied in one read. */
const pieceSize = 2000
const rowidName = 'salvaged rowid'

type Row = Record<string, SQLInputValue>

interface Span {
  from: number
  to: number
}

/** What the API lists is read anew by the next sync, and places of words are given anew as cards come in. */
const isDerived = (table: string): boolean => table.startsWith('transaction') || table === 'card_places'

interface Table {
  name: string
  hasRowid: boolean
}

/** Tables of entries, without those that an index of words keeps for itself. */
const tablesOf = (fresh: DatabaseSync): Table[] =>
  fresh
    .prepare(`select name, wr from pragma_table_list where schema = 'main' and type = 'table' order by name`)
    .all()
    .map(({ name, wr }) => ({ name: String(name), hasRowid: wr === 0 }))
    .filter(({ name }) => !name.startsWith('sqlite_') && !isDerived(name))

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** A table of the damaged file, read around what cannot be read. */
function reader(damaged: DatabaseSync, table: string) {
  /** Null: there is none. Undefined: it cannot be read. */
  const first = (sql: string, ...params: SQLInputValue[]): number | null | undefined =>
    attempt(() => (damaged.prepare(sql).get(...params)?.['at'] as number | undefined) ?? null)
  const edge = (order: 'asc' | 'desc'): number | null | undefined =>
    first(`select rowid as at from "${table}" order by rowid ${order} limit 1`)
  const read = `select rowid as "${rowidName}", * from "${table}" where rowid between ? and ? order by rowid limit ?`
  return {
    /** Where entries may be. `nowhere`: there are none; `hidden`: nothing tells. */
    span(): Span | 'nowhere' | 'hidden' {
      const from = edge('asc')
      const to = edge('desc')
      if (from === null || to === null) return 'nowhere'
      const last = to ?? first('select seq as at from sqlite_sequence where name = ?', table) ?? from
      return last === undefined ? 'hidden' : { from: from ?? 1, to: last }
    },
    read: ({ from, to }: Span): Row[] | undefined =>
      attempt(() => {
        const statement = damaged.prepare(read)
        statement.setReadBigInts(true)
        return statement.all(from, to, pieceSize) as Row[]
      }),
  }
}

/** Puts entries into the new file. False: it does not take this one. */
function writer(fresh: DatabaseSync, { name: table, hasRowid }: Table): (row: Row) => boolean {
  const columns = fresh.prepare(`select name from pragma_table_info('${table}')`).all()
  const names = [...(hasRowid ? [rowidName] : []), ...columns.map(({ name }) => String(name))]
  const insert = fresh.prepare(
    `insert into "${table}" (${names.map((name) => (name === rowidName ? 'rowid' : `"${name}"`)).join(', ')})
     values (${names.map(() => '?').join(', ')})`,
  )
  return (row) => attempt(() => insert.run(...names.map((name) => row[name] ?? null))) !== undefined
}

/** Without numbers there is no reading around a place, so it is read from both ends up to it. */
function* salvageFromEnds(damaged: DatabaseSync, fresh: DatabaseSync, table: Table): Generator<SalvagedTable> {
  const write = writer(fresh, table)
  const found: SalvagedTable = { name: table.name, kept: 0, lost: 0 }
  const keys = fresh
    .prepare(`select name from pragma_table_info('${table.name}') where pk > 0 order by pk`)
    .all()
    .map(({ name }) => `"${String(name)}"`)
  for (const order of ['asc', 'desc'] as const) {
    const by = keys.map((key) => `${key} ${order}`).join(', ')
    try {
      const rows = damaged.prepare(`select * from "${table.name}" order by ${by}`)
      rows.setReadBigInts(true)
      for (const row of rows.iterate() as Iterable<Row>) {
        if (write(row)) found.kept++
        else if (order === 'asc') found.lost++
        if ((found.kept + found.lost) % pieceSize === 0) yield found
      }
      break
    } catch {
      // At least the entry that could not be read; how many more nothing tells.
      found.lost = Math.max(found.lost, 1)
    }
  }
  yield found
}

function* salvageTable(damaged: DatabaseSync, fresh: DatabaseSync, table: Table): Generator<SalvagedTable> {
  const { span, read } = reader(damaged, table.name)
  const write = writer(fresh, table)
  const all = span()
  const found: SalvagedTable = { name: table.name, kept: 0, lost: all === 'hidden' ? 1 : 0 }
  const waiting: Span[] = typeof all === 'string' ? [] : [all]
  for (let reads = 0; reads < maxReads; reads++) {
    const next = waiting.pop()
    if (!next) break
    const rows = read(next)
    if (rows === undefined && next.from >= next.to) found.lost++
    if (rows === undefined && next.from < next.to) {
      const middle = Math.floor((next.from + next.to) / 2)
      waiting.push({ from: middle + 1, to: next.to }, { from: next.from, to: middle })
    }
    for (const row of rows ?? []) found[write(row) ? 'kept' : 'lost']++
    const last = rows?.at(-1)
    if (rows?.length === pieceSize && last) waiting.push({ from: Number(last[rowidName]) + 1, to: next.to })
    yield found
  }
  yield found
}

function* salvageAll(damaged: DatabaseSync, fresh: DatabaseSync): Generator<SalvagedTable, SalvagedTable[]> {
  const tables: SalvagedTable[] = []
  for (const table of tablesOf(fresh)) {
    fresh.exec('begin')
    let last: SalvagedTable | undefined
    const steps = table.hasRowid ? salvageTable(damaged, fresh, table) : salvageFromEnds(damaged, fresh, table)
    for (const found of steps) yield (last = found)
    fresh.exec('commit')
    if (last) tables.push({ ...last })
  }
  return tables
}

/**
 * Reads whatever can be read of a damaged file into a new one, a piece at a time; the schema of the new one is as far
 * as the old one's. Ends with what was kept and lost of each table; undefined: the file cannot be read at all.
 */
export function* salvage(
  damagedPath: string,
  freshPath: string,
): Generator<SalvagedTable, SalvagedTable[] | undefined> {
  const damaged = attempt(() => new DatabaseSync(damagedPath))
  const version = attempt(() => damaged?.prepare('pragma user_version').get()?.['user_version'])
  if (typeof version !== 'number' || version < 1 || version > migrations.length) {
    damaged?.close()
    return undefined
  }
  const fresh = new DatabaseSync(freshPath)
  try {
    migrate(fresh, version)
    fresh.exec('pragma foreign_keys = off')
    return yield* salvageAll(damaged as DatabaseSync, fresh)
  } finally {
    damaged?.close()
    fresh.close()
  }
}
