import * as fc from 'fast-check'
import { beforeAll, afterAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Database, type Params } from '../database.ts'
import { createDirectory, type Directory } from '../directory.ts'
import { createEventHub } from '../events.ts'
import { createFinder, type Finder } from '../finder.ts'
import { createJournal } from '../journal.ts'
import { createNotifyBook } from '../notify-book.ts'
import { createTransactionReader } from '../transactions/reader.ts'
import { createTransactionStore } from '../transactions/store.ts'

const profileId = 'p'
const now = (): number => 1_000_000
const asked: { sql: string; params: Params }[] = []
let folder: string
let db: Database
let directory: Directory
let finder: Finder

/** A database that remembers what it was asked for. */
const watched = (inner: Database): Database => ({
  ...inner,
  all(sql, params = {}) {
    asked.push({ sql, params })
    return inner.all(sql, params)
  },
  get(sql, params = {}) {
    asked.push({ sql, params })
    return inner.get(sql, params)
  },
})

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asinx-search-'))
  db = watched(openDatabase(folder))
  const events = createEventHub()
  directory = createDirectory({ db, events, now })
  const journal = createJournal({ db, events, now })
  finder = createFinder({
    directory,
    journal,
    book: createNotifyBook({ db, events }),
    transactions: createTransactionReader(db),
  })
  const owner = { profileId, cardId: 1299, uid: 'user19' }
  createTransactionStore({ db, events, now }).put(owner, [
    { recordNo: 'rec-77', occurTime: 5, localCurrency: 'USD', localCurrencyAmt: '-1.00', merchantName: '海底捞火锅' },
  ])
  directory.learnProducts(profileId, [{ productId: 7, title: 'Zyx Gold', nature: null, network: null }])
  db.transaction(() => {
    for (let card = 1; card <= 300; card++) {
      directory.addUser(profileId, { uid: `user${card % 40}`, email: `m${card % 40}@example.com` })
      directory.learn(profileId, 1000 + card, {
        uid: `user${card % 40}`,
        maskedPan: `•••• ${String(4000 + card * 7).slice(-4)}`,
        ...(card % 10 === 0 && { tag: '差旅费用' }),
        ...(card % 25 === 0 && { productId: 7 }),
      })
      db.run(
        `insert into notifies (profile_id, unique_no, type, digest, received_at, card_id, uid, data)
         values ($profileId, $no, 'CARD_STATUS_CHANGE', $no, 1, $card, null, '{}')`,
        { profileId, no: `no-${card}`, card: 1000 + card },
      )
      journal.begin(
        profileId,
        {
          v: 1,
          intentId: `intent-${card}`,
          endpoint: 'bankcard.recharge',
          sentAt: 1,
          userBankcardId: 1000 + card,
          amount: '25.50',
        },
        null,
      )
    }
  })
  directory.learn('other', 1001, { uid: 'user1', tag: 'other-merchant' })
})
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const cardsOf = (search: string): number[] =>
  directory.cards(profileId, { search }).rows.map(({ userBankcardId }) => userBankcardId)

test.each([
  ['the last four digits', '6100', [1300]],
  ['the end of an id', '299', [1299]],
  ['two letters of a Chinese tag', '差旅', [1300, 1290, 1280]],
  ['two letters at the end of a text', '费用', [1300, 1290, 1280]],
  ['one letter', '旅', [1300, 1290, 1280]],
  ['a product in any case', 'zyx g', [1300, 1275, 1250]],
  ['words in any order', 'gold 差旅', [1300, 1250, 1200]],
  ['nothing that fits', 'gold nobody', []],
  ['only blanks', '   ', []],
  ['what means something to the index', '"OR* -', []],
])('cards are found by %s', (_what, search, expected) => {
  expect(cardsOf(search).slice(0, 3)).toEqual(expected)
})

test('a card is found by what it is now, and one of another merchant never', () => {
  expect(cardsOf('other-merchant')).toEqual([])
  directory.learn(profileId, 1001, { tag: 'moved-away' })
  expect(cardsOf('moved-away')).toEqual([1001])
  directory.learn(profileId, 1001, { tag: 'come-back' })
  expect(cardsOf('moved-away')).toEqual([])
  directory.learnProducts(profileId, [{ productId: 7, title: 'Qrs Silver', nature: null, network: null }])
  expect(cardsOf('zyx')).toEqual([])
  expect(cardsOf('qrs')).toHaveLength(12)
  directory.learnProducts(profileId, [{ productId: 7, title: 'Zyx Gold', nature: null, network: null }])
})

test('users are found by their note, and by part of their id', () => {
  directory.noteUser(profileId, 'user39', '重要 customer')
  const uids = (search: string): string[] => directory.users(profileId, { search }).rows.map(({ uid }) => uid)
  expect(uids('重要')).toEqual(['user39'])
  expect(uids('39')).toEqual(['user39'])
  directory.noteUser(profileId, 'user39', '')
  expect(uids('重要')).toEqual([])
})

test('one search finds a card, its calls and its notifies, and a few of each', () => {
  const found = finder.find(profileId, '1299')
  expect(found.cards).toMatchObject([{ userBankcardId: 1299 }])
  expect(found.journal).toMatchObject([{ intentId: 'intent-299' }])
  expect(found.notifies).toMatchObject([{ uniqueNo: 'no-299' }])
  expect(finder.find(profileId, '火锅').transactions).toMatchObject([{ recordNo: 'rec-77', userBankcardId: 1299 }])
  expect(finder.find(profileId, 'no-29').notifies).toHaveLength(5)
  expect(finder.find(profileId, '差旅').notifies).toHaveLength(5)
})

test('any part of any word is found, and nothing else', () => {
  const words = fc.stringMatching(/^[a-c差旅]{1,6}$/)
  let card = 5000
  fc.assert(
    fc.property(fc.uniqueArray(words, { minLength: 1, maxLength: 6 }), words, (tags, search) => {
      const ids = tags.map((tag) => {
        directory.learn('random', ++card, { tag })
        return { card, tag }
      })
      const first = ids[0]?.card ?? 0
      const found = directory.cards('random', { search }).rows.map(({ userBankcardId }) => userBankcardId)
      expect(found.filter((id) => id >= first)).toEqual(
        ids
          .filter(({ tag }) => tag.includes(search))
          .map((one) => one.card)
          .toReversed()
          .slice(0, 50),
      )
    }),
    { numRuns: 60 },
  )
})

test('no search reads a table from end to end', () => {
  asked.length = 0
  for (const search of ['4128', '12', '差旅', 'user3', 'no-29', '火锅', 'zyx 1300']) finder.find(profileId, search)
  const plans = asked.flatMap(({ sql, params }) =>
    db.all<{ detail: string }>(`explain query plan ${sql}`, params).map(({ detail }) => detail),
  )
  expect(plans.length).toBeGreaterThan(20)
  const scans = plans.filter((plan) => plan.startsWith('SCAN') && !/VIRTUAL TABLE INDEX/.test(plan))
  expect(scans).toEqual([])
})
