import { expect, test } from 'vitest'
import { tempDir } from '../../../test/running.ts'
import { openDatabase, type Database } from './database.ts'
import { createGroupCommit, maxPieces } from './group-commit.ts'

const add = (db: Database, name: string): void => void db.run(`insert into settings values ($name, 'x')`, { name })
const names = (db: Database): string[] => db.all<{ name: string }>('select name from settings').map(({ name }) => name)

/** Counts the transactions that are begun. */
function counting(db: Database): Database & { commits(): number } {
  let commits = 0
  return {
    ...db,
    commits: () => commits,
    transaction(work) {
      commits++
      return db.transaction(work)
    },
  }
}

test('what is asked for at the same time shares one commit', async () => {
  const db = counting(openDatabase(await tempDir()))
  const group = createGroupCommit(db)
  await Promise.all(['a', 'b', 'c'].map((name) => group.run(() => add(db, name))))
  expect(names(db)).toEqual(['a', 'b', 'c'])
  expect(db.commits()).toBe(1)
  db.close()
})

test('a piece that throws is undone alone', async () => {
  const db = openDatabase(await tempDir())
  const group = createGroupCommit(db)
  const ends = await Promise.allSettled([
    group.run(() => add(db, 'a')),
    group.run(() => {
      add(db, 'b')
      throw new Error('no')
    }),
    group.run(() => add(db, 'a')),
    group.run(() => 'answer'),
  ])
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(ends[3]).toMatchObject({ value: 'answer' })
  expect(names(db)).toEqual(['a'])
  db.close()
})

test('when the commit fails, nobody is told that it was done', async () => {
  const db = openDatabase(await tempDir())
  const failing: Database = {
    ...db,
    transaction(work) {
      return db.transaction(() => {
        work()
        throw new Error('disk full')
      })
    },
  }
  const group = createGroupCommit(failing)
  const ends = await Promise.allSettled([group.run(() => add(db, 'a')), group.run(() => add(db, 'b'))])
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(names(db)).toEqual([])
  db.close()
})

test('one commit takes a limited number of pieces, and the rest follows', async () => {
  const db = counting(openDatabase(await tempDir()))
  const group = createGroupCommit(db)
  await Promise.all(Array.from({ length: maxPieces + 1 }, (_, index) => group.run(() => add(db, `n${index}`))))
  expect(names(db)).toHaveLength(maxPieces + 1)
  expect(db.commits()).toBe(2)
  db.close()
})
