import { expect, onTestFinished, test } from 'vitest'
import { tempDir } from '../../../../test/running.ts'
import { openDatabase, type Database, type Params } from '../database.ts'
import type { Profile } from '../profiles.ts'
import { createTrends } from '../trends.ts'
import { createInsightBook } from './insight-book.ts'
import { createStatementBook } from './statement.ts'

const profileId = 'p'
const profile = { id: profileId, name: 'Shop', appId: 'app_1' } as Profile
const breathe = async (): Promise<void> => undefined
/** Ends in the middle of a month, and of a day in most zones. */
const period = { from: Date.UTC(2026, 1, 10, 9, 7), to: Date.UTC(2026, 4, 20, 8, 3) }
const long = { from: Date.UTC(2025, 6, 10, 9, 7), to: Date.UTC(2026, 4, 20, 8, 3) }

/** A database that keeps how each of its questions is answered. */
async function watched(): Promise<{ db: Database; ways: Map<string, string> }> {
  const db = openDatabase(await tempDir())
  onTestFinished(() => db.close())
  const ways = new Map<string, string>()
  const look = (sql: string, params: Params): void => {
    const plan = db.all<{ detail: string }>(`explain query plan ${sql}`, params)
    ways.set(sql, plan.map(({ detail }) => detail).join('; '))
  }
  return {
    ways,
    db: {
      ...db,
      all(sql, params = {}) {
        look(sql, params)
        return db.all(sql, params)
      },
      get(sql, params = {}) {
        look(sql, params)
        return db.get(sql, params)
      },
    },
  }
}

function addOne(db: Database): void {
  db.run("insert into cards (profile_id, card_id, uid, updated_at) values ($profileId, 1, 'u1', 1)", { profileId })
  db.run(
    `insert into transactions
       (id, profile_id, card_id, uid, record_no, occurred_at, currency, amount, amount_micro, status, type, seen_at, changed_at)
     values ($id, $profileId, 1, 'u1', 'r1', $at, 'USD', '-1', -1000000, 'APPROVED', 'AUTH', 1, 1)`,
    { id: BigInt(period.to - 1) << 20n, at: period.to - 1, profileId },
  )
}

/** Tables that grow with what is kept, and names that they have in the questions. */
const large = 'transactions|t|transaction_groups|transaction_quarters|q|notifies|cards|s'

test.each(['insight', 'statement', 'trends'] as const)('nothing of %s reads a table from end to end', async (what) => {
  const { db, ways } = await watched()
  addOne(db)
  const questions = {
    async insight() {
      const book = createInsightBook({ db, breathe })
      for (const asked of [period, long]) expect(await book.read(profileId, asked)).toMatchObject({ payments: 1 })
    },
    async statement() {
      const book = createStatementBook({ db, now: () => 1 })
      for (const of of [{}, { uid: 'u1' }, { userBankcardId: 1 }])
        expect(book.read(profile, { ...period, ...of })).toMatchObject({ sections: [{ amount: '-1' }] })
    },
    async trends() {
      const trends = createTrends({ db, now: () => period.to })
      expect(trends.read(profileId, 90).days).toHaveLength(90)
    },
  }
  await questions[what]()
  expect(ways.size).toBeGreaterThan(2)
  for (const [sql, way] of ways) {
    expect(way, sql).not.toMatch(new RegExp(`SCAN (${large})\\b`))
    // All of a profile is as much as all there is: a time, a card or a place narrows it.
    expect(way, sql).not.toMatch(/SEARCH (t|transactions) USING (COVERING )?INDEX \w+ \(profile_id=\?\)/)
    expect(way, sql).not.toMatch(
      /SEARCH (transaction_groups|q) USING PRIMARY KEY \(profile_id=\?( AND dimension=\?)?\)/,
    )
  }
})
