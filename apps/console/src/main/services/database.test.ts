import { stat, writeFile } from 'node:fs/promises'
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
