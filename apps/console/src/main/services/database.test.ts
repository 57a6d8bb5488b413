import { open, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { tempDir } from '../../../test/running.ts'
import { databaseName, openDatabase } from './database.ts'
import { migrations } from './migrations/index.ts'

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
    return 'nothing'
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

test('a new file is private, migrated, and writes through to the disk', async () => {
  const directory = await tempDir()
  const db = openDatabase(directory)
  expect((await stat(join(directory, databaseName))).mode & 0o777).toBe(0o600)
  expect(db.get('pragma user_version')).toEqual({ user_version: migrations.length })
  expect(db.get('pragma journal_mode')).toEqual({ journal_mode: 'wal' })
  expect(db.get('pragma synchronous')).toEqual({ synchronous: 2 })
  db.close()
})

test('a transaction that fails leaves nothing behind', async () => {
  const db = openDatabase(await tempDir())
  expect(() =>
    db.transaction(() => {
      db.run(`insert into settings values ('a', '1')`)
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(db.all('select * from settings')).toEqual([])
  db.close()
})

test('a second console on the same folder is refused, and let in when the first is gone', async () => {
  const directory = await tempDir()
  const first = openDatabase(directory)
  expect(codeOf(() => openDatabase(directory))).toBe('database_in_use')
  first.close()
  openDatabase(directory).close()
})

test('data of a newer console is left alone', async () => {
  const directory = await tempDir()
  openDatabase(directory).close()
  const raw = new DatabaseSync(join(directory, databaseName))
  raw.exec(`pragma user_version = ${migrations.length + 1}`)
  raw.close()
  expect(codeOf(() => openDatabase(directory))).toBe('database_newer')
})

test('a damaged file is named as such', async () => {
  const directory = await tempDir()
  await writeFile(join(directory, databaseName), 'this is no database at all, whatever its name says\n'.repeat(100))
  expect(codeOf(() => openDatabase(directory))).toBe('database_damaged')
})

/** Overwrites a page of a file, and closes it. */
async function overwrite(raw: DatabaseSync, page: number): Promise<void> {
  const { page_size: size } = raw.prepare('pragma page_size').get() as never
  const path = raw.location() ?? ''
  raw.exec('pragma wal_checkpoint(truncate)')
  raw.close()
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(size, 0xff), 0, size, (page - 1) * size)
  await file.close()
}

/** Overwrites the first page of a table. */
async function damage(directory: string, table: string): Promise<void> {
  const raw = new DatabaseSync(join(directory, databaseName))
  const { rootpage } = raw.prepare('select rootpage from sqlite_schema where name = ?').get(table) as never
  await overwrite(raw, rootpage)
}

test.each(['journal', 'refusals', 'audit', 'settings'])(
  'damage in the middle of %s is found at the start',
  async (table) => {
    const directory = await tempDir()
    openDatabase(directory).close()
    await damage(directory, table)
    expect(codeOf(() => openDatabase(directory))).toBe('database_damaged')
  },
)

test('damage of the notifies does not keep the console shut, and is found by looking at them', async () => {
  const directory = await tempDir()
  const whole = openDatabase(directory)
  expect([...whole.lookAtNotifies()]).toHaveLength(1)
  whole.close()
  await damage(directory, 'notifies')
  const db = openDatabase(directory)
  expect(codeOf(() => [...db.lookAtNotifies()])).toBe('database_damaged')
  db.close()
})

test('every notify is looked at, to its last byte', async () => {
  const directory = await tempDir()
  const count = 1200
  const whole = openDatabase(directory)
  whole.run(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
     insert into notifies (profile_id, unique_no, type, digest, received_at, data, sealed)
     select 'p', i, 'CARD_STATUS_CHANGE', i, i, '{}', zeroblob(20000) from n`,
  )
  expect([...whole.lookAtNotifies()]).toHaveLength(4)
  whole.close()
  const raw = new DatabaseSync(join(directory, databaseName))
  const { pageno } = raw
    .prepare(`select max(pageno) as pageno from dbstat where name = 'notifies' and pagetype = 'overflow'`)
    .get() as never
  // The page that leads to the last one of a body.
  await overwrite(raw, Number(pageno) - 1)
  const db = openDatabase(directory)
  expect(codeOf(() => [...db.lookAtNotifies()])).toBe('database_damaged')
  db.close()
})

test('damage of the copy of transactions does not keep the console shut', async () => {
  const directory = await tempDir()
  openDatabase(directory).close()
  await damage(directory, 'transactions')
  const db = openDatabase(directory)
  expect(db.all('select * from journal')).toEqual([])
  expect(() => db.all('select * from transactions')).toThrow(/malformed/)
  db.close()
})
