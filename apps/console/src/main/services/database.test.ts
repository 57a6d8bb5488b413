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

/** Overwrites the first page of a table. */
async function damage(directory: string, table: string): Promise<void> {
  const path = join(directory, databaseName)
  const raw = new DatabaseSync(path)
  raw.exec('pragma wal_checkpoint(truncate)')
  const { rootpage } = raw.prepare('select rootpage from sqlite_schema where name = ?').get(table) as never
  const { page_size: size } = raw.prepare('pragma page_size').get() as never
  raw.close()
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(size, 0xff), 0, size, (rootpage - 1) * size)
  await file.close()
}

test.each(['journal', 'notifies', 'audit', 'settings'])(
  'damage in the middle of %s is found at the start',
  async (table) => {
    const directory = await tempDir()
    openDatabase(directory).close()
    await damage(directory, table)
    expect(codeOf(() => openDatabase(directory))).toBe('database_damaged')
  },
)

test('damage of the copy of transactions does not keep the console shut', async () => {
  const directory = await tempDir()
  openDatabase(directory).close()
  await damage(directory, 'transactions')
  const db = openDatabase(directory)
  expect(db.all('select * from journal')).toEqual([])
  expect(() => db.all('select * from transactions')).toThrow(/malformed/)
  db.close()
})
