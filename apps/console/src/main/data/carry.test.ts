import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempDir } from '../../../test/running.ts'
import { openDatabaseFile, type Database } from '../services/database.ts'
import { carryJournal, endRuns } from './carry.ts'

const addProfile = (db: Database, id: string, appId: string): unknown =>
  db.run(
    `insert into profiles (id, name, environment, base_url, app_id, created_at)
     values ($id, $appId, 'test', 'https://test.asinx.io', $appId, 1)`,
    { id, appId },
  )
const addCall = (db: Database, profileId: string, call: { intentId: string; state: string; cardId: number }): unknown =>
  db.run(
    `insert into journal (intent_id, profile_id, endpoint, card_id, spends, state, sent_at, reference)
     values ($intentId, $profileId, 'bankcard.recharge', $cardId, 1, $state, 1, '{}')`,
    { profileId, ...call },
  )
const calls = (db: Database): unknown[] =>
  db.all('select intent_id as id, profile_id as profile, state from journal order by intent_id')

/** The data in use, closed, and what replaces it. */
async function pair(fill: (inUse: Database, coming: Database) => void) {
  const folder = await tempDir()
  const inUse = openDatabaseFile(join(folder, 'in-use.db'))
  const coming = openDatabaseFile(join(folder, 'coming.db'))
  fill(inUse, coming)
  inUse.close()
  return { coming, path: join(folder, 'in-use.db') }
}

test('calls come along, ends that are known count, and a merchant of another number is the same merchant', async () => {
  const { coming, path } = await pair((inUse, next) => {
    addProfile(inUse, 'p-here', 'app_1')
    addProfile(inUse, 'p-only-here', 'app_2')
    addProfile(inUse, 'p-idle', 'app_3')
    addProfile(next, 'p-there', 'app_1')
    addCall(inUse, 'p-here', { intentId: 'a', state: 'done', cardId: 1 })
    addCall(inUse, 'p-here', { intentId: 'b', state: 'unknown', cardId: 1 })
    addCall(inUse, 'p-only-here', { intentId: 'c', state: 'declined', cardId: 2 })
    addCall(inUse, 'p-here', { intentId: 'd', state: 'unknown', cardId: 4 })
    addCall(next, 'p-there', { intentId: 'a', state: 'unknown', cardId: 1 })
    addCall(next, 'p-there', { intentId: 'd', state: 'done', cardId: 4 })
  })
  expect(carryJournal(coming, path, 9)).toBe(3)
  expect(calls(coming)).toEqual([
    { id: 'a', profile: 'p-there', state: 'done' },
    { id: 'b', profile: 'p-there', state: 'unknown' },
    { id: 'c', profile: 'p-only-here', state: 'declined' },
    { id: 'd', profile: 'p-there', state: 'done' },
  ])
  expect(coming.all('select id, removed_at as removedAt from profiles order by id')).toEqual([
    { id: 'p-only-here', removedAt: 9 },
    { id: 'p-there', removedAt: null },
  ])
  expect(carryJournal(coming, path, 9)).toBe(0)
  coming.close()
})

test('a run of older data that had not ended is ended; one that had stays as it was', async () => {
  const { coming } = await pair(() => undefined)
  for (const state of ['draft', 'running', 'paused', 'cancelled', 'finished'])
    coming.run(
      `insert into bulk_runs (profile_id, kind, name, state, rate, ignored, created_at)
       values ('p', 'recharges', $state, $state, '1', '[]', 1)`,
      { state },
    )
  expect(endRuns(coming, 9)).toBe(3)
  expect(coming.all('select name, state, ended_at as endedAt from bulk_runs order by run')).toEqual([
    { name: 'draft', state: 'cancelled', endedAt: 9 },
    { name: 'running', state: 'cancelled', endedAt: 9 },
    { name: 'paused', state: 'cancelled', endedAt: 9 },
    { name: 'cancelled', state: 'cancelled', endedAt: null },
    { name: 'finished', state: 'finished', endedAt: null },
  ])
  coming.close()
})
