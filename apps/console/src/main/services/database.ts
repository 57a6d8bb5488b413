import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { ConsoleError } from '../errors.ts'
import { migrations } from './migrations/index.ts'

export type Params = Record<string, SQLInputValue>

/** The console's SQLite file: small, typed at its edge, one process at a time. */
export interface Database {
  run(sql: string, params?: Params): { changes: number; lastId: number }
  get<Row>(sql: string, params?: Params): Row | undefined
  all<Row>(sql: string, params?: Params): Row[]
  /** All of the work or none of it. */
  transaction<T>(work: () => T): T
  /**
   * Looks at every notify, a piece at a time: at the start there may be too many to wait for.
   * @throws ConsoleError `database_damaged`
   */
  lookAtNotifies(): Iterable<void>
  /** Writes a consistent copy of the whole file, a piece at a time while work goes on. */
  copyTo(path: string, tell: (done: number, total: number) => void): Promise<void>
  /** What is wrong with the file, a table at a time; nothing when it is whole. */
  problems(): Iterable<{ table: string; problems: string[] }>
  close(): void
}

export const databaseName = 'console.db'
const busyCode = 5
/** Pages that are copied at a time: 4 MB, a few milliseconds. */
const copiedPages = 1024

/** Only this user may read the file: names and masked numbers are nobody else's business. */
function createPrivately(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, databaseName)
  closeSync(openSync(path, 'a', 0o600))
  return path
}

/** Does the steps of the schema that were not done, up to one. */
export function migrate(db: DatabaseSync, to = migrations.length): void {
  const { user_version: version } = db.prepare('pragma user_version').get() as { user_version: number }
  if (version > migrations.length) throw new ConsoleError('database_newer', 'The data was written by a newer console.')
  for (const [index, step] of migrations.entries()) {
    if (index < version || index >= to) continue
    db.exec(`begin immediate; ${step}; pragma user_version = ${index + 1}; commit`)
  }
}

/**
 * The copy of transactions can be read again from the API, and with a million of them a look at every page would keep
 * the window shut for seconds: its tables are checked by a repair only. Notifies are looked at once the window is open.
 */
const checkedTables = `
  select name from sqlite_schema where type = 'table' and name not like 'transaction%' and name <> 'notifies'`

const damaged = (cause?: unknown): ConsoleError =>
  new ConsoleError('database_damaged', 'The data file is damaged.', { cause })

/** Looks at every page of what exists nowhere else. @throws ConsoleError `database_damaged` */
function checkTables(db: DatabaseSync): void {
  const tables = db.prepare(checkedTables).all()
  for (const { name } of tables as { name: string }[]) {
    const { quick_check: verdict } = db.prepare(`pragma quick_check("${name}")`).get() as { quick_check: string }
    if (verdict !== 'ok') throw damaged()
  }
}

/** Notifies that are looked at together: a millisecond or two. */
const lookedAtOnce = 500
/** The last bytes of a row cannot be read without the pages of all of it. */
const lookSql = `
  select max(seq) as last, max(substr(data, -1)), max(substr(sealed, -1)), max(substr(check_facts, -1))
  from (select * from notifies where seq > ? order by seq limit ${lookedAtOnce})`

function* lookAtNotifies(db: DatabaseSync): Iterable<void> {
  const next = db.prepare(lookSql)
  for (let after: unknown = 0; after !== null;) {
    try {
      after = next.get(Number(after))?.['last'] ?? null
    } catch (error) {
      throw damaged(error)
    }
    yield
  }
}

function prepare(db: DatabaseSync): void {
  // One process owns the file: a second console would take calls in flight for lost ones.
  db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full')
  db.exec('begin immediate; commit')
  checkTables(db)
  migrate(db)
}

function openFailure(error: unknown): ConsoleError {
  if (error instanceof ConsoleError) return error
  const { errcode } = error as { errcode?: number }
  return errcode === busyCode
    ? new ConsoleError('database_in_use', 'Another console uses this data folder.')
    : new ConsoleError('database_damaged', 'The data file cannot be opened.', { cause: error })
}

/** Names of the tables of a file, in the order they were made. */
const tablesOf = (db: DatabaseSync): string[] =>
  db
    .prepare(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by rowid`,
    )
    .all()
    .map(({ name }) => String(name))

function wrap(db: DatabaseSync): Database {
  const prepared = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const found = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, found)
    return found
  }
  return {
    run(sql, params = {}) {
      const { changes, lastInsertRowid } = statement(sql).run(params)
      return { changes: Number(changes), lastId: Number(lastInsertRowid) }
    },
    get: <Row>(sql: string, params: Params = {}) => {
      const row = statement(sql).get(params)
      return row && ({ ...row } as Row)
    },
    all: <Row>(sql: string, params: Params = {}) =>
      statement(sql)
        .all(params)
        .map((row) => ({ ...row }) as Row),
    transaction(work) {
      db.exec('begin immediate')
      try {
        const value = work()
        db.exec('commit')
        return value
      } catch (error) {
        db.exec('rollback')
        throw error
      }
    },
    lookAtNotifies: () => lookAtNotifies(db),
    copyTo: async (path, tell) =>
      void (await backup(db, path, {
        rate: copiedPages,
        progress: ({ totalPages, remainingPages }) => tell(totalPages - remainingPages, totalPages),
      })),
    *problems() {
      for (const table of tablesOf(db)) {
        const found = db.prepare(`pragma integrity_check('${table}')`).all() as { integrity_check: string }[]
        yield { table, problems: found.map((row) => row.integrity_check).filter((verdict) => verdict !== 'ok') }
      }
    },
    close: () => db.close(),
  }
}

/**
 * Opens or creates the file in a folder, checks it, and brings its schema up to date.
 * @throws ConsoleError `database_in_use`, `database_newer`, `database_damaged`
 */
export const openDatabase = (directory: string): Database => openDatabaseFile(createPrivately(directory))

/** The same with a file of any name. */
export function openDatabaseFile(path: string): Database {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path)
    prepare(db)
    return wrap(db)
  } catch (error) {
    db?.close()
    throw openFailure(error)
  }
}
