import { DatabaseSync, type SQLInputValue, type StatementResultingChanges, type StatementSync } from 'node:sqlite'
import { schema, schemaVersion, type Tables } from './schema.ts'
import { createAtomic, type Lasting } from './atomic.ts'
import { createKept, type Keeper, type Kept } from './kept.ts'
import { createRemembered } from './remembered.ts'

type TableName = keyof Tables

/** The state of a sandbox. Table and column names come from code only; values are always bound. */
export interface Store {
  one<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[]
  /**
   * The same from memory, until something is written to a table that the statement names after FROM or JOIN. Worth it
   * for what nearly every call asks. Nothing but this store writes to the database.
   */
  recall<Row>(sql: string, ...values: SQLInputValue[]): readonly Readonly<Row>[]
  /** Runs a statement that is not worth remembering, such as one that makes a table. */
  exec(sql: string): void
  run(sql: string, ...values: SQLInputValue[]): void
  /** The statements it has run so far, to look at how they find their rows. */
  statements(): string[]
  /** Inserts a row; `id` may be left to SQLite. Returns the row's number. */
  insert<T extends TableName>(table: T, row: Omit<Tables[T], 'id'> & { id?: number }): number
  /**
   * The values of a small table that nothing else writes: they stay in memory, and are written with the transaction.
   * Until it ends the table lags behind them, so whoever needs them in the middle of one asks here.
   */
  keep<Value extends SQLInputValue>(table: TableName, columns: { name: string; value: string }): Kept<Value>
  /**
   * Has the values that are kept read again, when their tables are filled with others. What the transaction changed of
   * them before is gone, so it begins one, and is no attempt among others.
   */
  forgetKept(): void
  /**
   * Everything or nothing. What it returns is on the disk (`disk`, the default: it outlives a power cut) or with the
   * system (`system`: it outlives this process). A nested call joins the outer one.
   */
  transaction<T>(work: () => T, lasts?: Lasting): T
  /** Inside a transaction: when it throws, only its own changes are undone. */
  attempt<T>(work: () => T): T
  close(): void
}

/** What an attempt would undo is noted in memory: as a file, it took a third of a recharge's time. */
const settings = `PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA foreign_keys = ON;
  PRAGMA busy_timeout = 2000; PRAGMA temp_store = MEMORY`

function prepareFile(db: DatabaseSync): void {
  db.exec(settings)
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version === schemaVersion) return
  const { count } = db.prepare('SELECT count(*) AS count FROM sqlite_schema').get() as { count: number }
  if (count > 0)
    throw new Error(`The database is not a sandbox of this version (found ${version}, need ${schemaVersion}).`)
  db.exec(`BEGIN; ${schema} PRAGMA user_version = ${schemaVersion}; COMMIT`)
}

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((name, index) => name === right[index])

const insertSql = (table: TableName, names: readonly string[]): string =>
  `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`

/** Opens or creates the database. @throws Error when the file is something else. */
export function openStore(path: string): Store {
  const db = new DatabaseSync(path)
  try {
    prepareFile(db)
  } catch (error) {
    db.close()
    throw error
  }
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? db.prepare(sql)
    statements.set(sql, statement)
    return statement
  }
  const one = <Row>(sql: string, ...values: SQLInputValue[]): Row | undefined =>
    prepare(sql).get(...values) as Row | undefined
  const remembered = createRemembered((sql, values) => prepare(sql).all(...values))
  const write = (sql: string, values: SQLInputValue[]): StatementResultingChanges => {
    remembered.wrote(sql)
    return prepare(sql).run(...values)
  }
  const run = (sql: string, ...values: SQLInputValue[]): void => void write(sql, values)
  const keepers: Keeper[] = [remembered.keeper]
  const atomic = createAtomic(db, keepers)
  /** How a row was inserted the last time; most rows of a table have the same columns. */
  const lastInserts = new Map<TableName, { names: string[]; sql: string }>()
  let isOpen = true
  return {
    one,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as Row[],
    recall: <Row>(sql: string, ...values: SQLInputValue[]) => remembered.all(sql, values) as readonly Row[],
    run,
    keep<Value extends SQLInputValue>(table: TableName, { name, value }: { name: string; value: string }) {
      const kept = createKept<Value>({
        read: (of) => one<{ value: Value }>(`SELECT ${value} AS value FROM ${table} WHERE ${name} = ?`, of)?.value,
        write: (of, is) =>
          run(
            `INSERT INTO ${table} (${name}, ${value}) VALUES (?, ?)
             ON CONFLICT (${name}) DO UPDATE SET ${value} = excluded.${value}`,
            of,
            is,
          ),
      })
      keepers.push(kept)
      return { get: kept.get, set: (of: string, is: Value) => atomic.transaction(() => kept.set(of, is)) }
    },
    forgetKept: () => keepers.forEach((keeper) => keeper.forget()),
    insert(table, row) {
      const names = Object.keys(row)
      const last = lastInserts.get(table)
      const sql = last && isSame(last.names, names) ? last.sql : insertSql(table, names)
      if (sql !== last?.sql) lastInserts.set(table, { names, sql })
      return Number(write(sql, Object.values(row) as SQLInputValue[]).lastInsertRowid)
    },
    exec(sql) {
      remembered.wrote(sql)
      db.exec(sql)
    },
    statements: () => [...statements.keys()],
    ...atomic,
    close() {
      if (isOpen) db.close()
      isOpen = false
    },
  }
}

/** Reads a setting. */
export const readSetting = (store: Store, name: string): string | undefined =>
  store.one<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)?.value

export const writeSetting = (store: Store, name: string, value: string): void =>
  store.run(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    value,
  )
