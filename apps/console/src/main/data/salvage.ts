import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { SalvagedTable } from '../../shared/bridge.ts'
import { migrate, tablesOf } from '../services/database.ts'
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

/** What the API lists is read anew by the next sync; here it would only be a copy of a copy. */
const isCopyOfTheApi = (table: string): boolean => table.startsWith('transaction')

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** A table of the damaged file, read around what cannot be read. */
function reader(damaged: DatabaseSync, table: string) {
  const first = (sql: string, ...params: SQLInputValue[]): number | undefined =>
    attempt(() => damaged.prepare(sql).get(...params)?.['at']) as number | undefined
  const edge = (order: 'asc' | 'desc'): number | undefined =>
    first(`select rowid as at from "${table}" order by rowid ${order} limit 1`)
  const read = `select rowid as "${rowidName}", * from "${table}" where rowid between ? and ? order by rowid limit ?`
  return {
    /** Where entries may be; undefined: there are none, or nothing tells. */
    span(): Span | undefined {
      const from = edge('asc')
      const to = edge('desc') ?? first('select seq as at from sqlite_sequence where name = ?', table)
      return from === undefined && to === undefined ? undefined : { from: from ?? 1, to: to ?? from ?? 1 }
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
function writer(fresh: DatabaseSync, table: string): (row: Row) => boolean {
  const columns = fresh.prepare(`select name from pragma_table_info('${table}')`).all()
  const names = columns.map(({ name }) => String(name))
  const insert = fresh.prepare(
    `insert into "${table}" (rowid, ${names.map((name) => `"${name}"`).join(', ')})
     values (?, ${names.map(() => '?').join(', ')})`,
  )
  return (row) =>
    attempt(() => insert.run(row[rowidName] ?? null, ...names.map((name) => row[name] ?? null))) !== undefined
}

function* salvageTable(damaged: DatabaseSync, fresh: DatabaseSync, table: string): Generator<SalvagedTable> {
  const { span, read } = reader(damaged, table)
  const write = writer(fresh, table)
  const found: SalvagedTable = { name: table, kept: 0, lost: 0 }
  const all = span()
  const waiting: Span[] = all ? [all] : []
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
  for (const table of tablesOf(fresh).filter((name) => !isCopyOfTheApi(name))) {
    fresh.exec('begin')
    let last: SalvagedTable | undefined
    for (const found of salvageTable(damaged, fresh, table)) yield (last = found)
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
    return yield* salvageAll(damaged as DatabaseSync, fresh)
  } finally {
    damaged?.close()
    fresh.close()
  }
}
