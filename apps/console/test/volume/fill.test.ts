import { expect, test } from 'vitest'
import { openDatabase, type Database } from '../../src/main/services/database.ts'
import { codec, tempDir } from '../running.ts'
import { fillVolume } from './fill.ts'
import { volumeOf } from './world.ts'

const countOf = (db: Database, table: string): number =>
  db.get<{ count: number }>(`select count(*) as count from ${table}`)?.count ?? 0

test('a volume is as large as it says, durable again afterwards, and the same in every run', async () => {
  const contents: unknown[] = []
  for (let run = 0; run < 2; run++) {
    const db = openDatabase(await tempDir())
    await fillVolume({ db, profileId: 'p', codec, volume: volumeOf(1000) })
    expect(['transactions', 'transaction_words', 'cards', 'users', 'notifies'].map((of) => countOf(db, of))).toEqual([
      1000, 1000, 10, 4, 100,
    ])
    expect(db.get('pragma synchronous')).toEqual({ synchronous: 2 })
    contents.push(db.all('select record_no, card_id, occurred_at, amount, merchant from transactions order by id'))
    db.close()
  }
  expect(contents[0]).toEqual(contents[1])
})
