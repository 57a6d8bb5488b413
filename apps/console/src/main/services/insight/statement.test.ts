import { addMoney } from '@asinx-pay/core'
import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../database.ts'
import { createEventHub } from '../events.ts'
import type { Profile } from '../profiles.ts'
import { createTransactionStore, type TransactionStore } from '../transactions/store.ts'
import { createStatementBook, maxCards, type StatementBook } from './statement.ts'

let folder: string
let db: Database
let store: TransactionStore
let book: StatementBook
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asinx-statement-'))
  db = openDatabase(folder)
  store = createTransactionStore({ db, events: createEventHub(), now: () => 1 })
  book = createStatementBook({ db, now: () => 7 })
})
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const local = (...parts: [number, number, number]): number => new Date(...parts).valueOf()
const march = { from: local(2026, 2, 1), to: local(2026, 3, 1) }
const profileOf = (id: string): Profile => ({ id, name: 'Shop', appId: 'app_1' }) as Profile

function addCard(profileId: string, cardId: number, readUntil: number | null): void {
  db.run(
    "insert into cards (profile_id, card_id, uid, masked_pan, updated_at) values ($profileId, $cardId, 'u1', '•••• 4128', 1)",
    { profileId, cardId },
  )
  if (readUntil !== null)
    db.run('insert into transaction_syncs (profile_id, card_id, read_until) values ($profileId, $cardId, $readUntil)', {
      profileId,
      cardId,
      readUntil,
    })
}

let number = 0
interface Made {
  cardId: number
  at: number
  amount: string
  type?: string
  status?: string
}
function put(profileId: string, { cardId, at, amount, type = 'AUTH', status = 'APPROVED' }: Made): void {
  store.put({ profileId, cardId, uid: 'u1' }, [
    {
      recordNo: `r${number++}`,
      occurTime: at,
      localCurrency: 'USD',
      localCurrencyAmt: amount,
      transType: type,
      transStatus: status,
    },
  ])
}

test("a card's month: what was on it, each movement, fees, and what is on it after", () => {
  addCard('one', 1, march.to)
  put('one', { cardId: 1, at: march.from - 1, amount: '99.5', type: 'topup' })
  put('one', { cardId: 1, at: march.from, amount: '-10.10' })
  put('one', { cardId: 1, at: march.from + 1, amount: '-500', status: 'DECLINED' })
  put('one', { cardId: 1, at: march.from + 2, amount: '-0.000000000000000001', type: 'FEE' })
  put('one', { cardId: 1, at: march.to, amount: '-1' })
  const statement = book.read(profileOf('one'), { ...march, userBankcardId: 1 })
  expect(statement).toMatchObject({
    subject: { kind: 'card', userBankcardId: 1, uid: 'u1', maskedPan: '•••• 4128' },
    readUntil: march.to,
    madeAt: 7,
    sections: [
      {
        currency: 'USD',
        opening: '99.5',
        closing: '89.399999999999999999',
        amount: '-10.100000000000000001',
        declined: 1,
        lines: [
          { movement: 'spend', count: 1, amount: '-10.1' },
          { movement: 'fee', count: 1, amount: '-0.000000000000000001' },
        ],
        entries: [{ amount: '-10.10' }, { amount: '-0.000000000000000001' }],
        cards: [],
        isCut: false,
      },
    ],
  })
})

test('what is on the cards is not known while one of them was never read', () => {
  addCard('unread', 1, march.to)
  addCard('unread', 2, null)
  put('unread', { cardId: 1, at: march.from, amount: '-3' })
  const statement = book.read(profileOf('unread'), { ...march, uid: 'u1' })
  expect(statement).toMatchObject({ readUntil: null, sections: [{ opening: null, closing: null, amount: '-3' }] })
  expect(book.read(profileOf('unread'), { ...march, uid: 'nobody' })).toBeNull()
  expect(book.read(profileOf('unread'), { ...march, userBankcardId: 9 })).toBeNull()
})

test('of very many cards those that moved the most out are listed', () => {
  const count = maxCards + 2
  for (let cardId = 1; cardId <= count; cardId++) put('crowd', { cardId, at: march.from, amount: `-${cardId}` })
  put('crowd', { cardId: 1, at: march.from, amount: '-9000', status: 'DECLINED' })
  const statement = book.read(profileOf('crowd'), march)
  const section = statement?.sections[0]
  expect(section).toMatchObject({ isCut: true, amount: `-${(count * (count + 1)) / 2}`, declined: 1 })
  expect(section?.cards.map(({ userBankcardId }) => userBankcardId)).toEqual(
    Array.from({ length: maxCards }, (_, index) => count - index),
  )
  expect(section?.cards[0]).toMatchObject({ amount: `-${count}`, lines: [{ movement: 'spend', count: 1 }] })
})

const rows = fc.array(
  fc.record({
    cardId: fc.integer({ min: 1, max: 3 }),
    at: fc.integer({ min: -40 * 24, max: 40 * 24 }).map((hours) => march.from + hours * 3_600_000),
    amount: fc.oneof(
      fc.integer({ min: -500_000, max: 500_000 }).map((value) => (value / 100).toFixed(2)),
      fc.constantFrom('-0.0000001', '99999999999.5'),
    ),
    type: fc.constantFrom('AUTH', 'REFUND', 'FEE', 'topup', 'Unlisted'),
    status: fc.constantFrom('APPROVED', 'DECLINED', 'posted', 'vodi'),
  }),
  { maxLength: 30 },
)

test("the merchant's statement is that of its users, and of its cards; each adds up, and follows the one before", () => {
  let profile = 0
  const february = { from: local(2026, 1, 1), to: march.from }
  fc.assert(
    fc.property(rows, (made) => {
      const id = `random${profile++}`
      for (const cardId of [1, 2, 3]) addCard(id, cardId, march.to)
      for (const row of made) put(id, row)
      const shop = profileOf(id)
      const section = (asked: Parameters<StatementBook['read']>[1]) => book.read(shop, asked)?.sections[0]
      const whole = section(march)
      const ofUser = section({ ...march, uid: 'u1' })
      const ofCards = [1, 2, 3].map((userBankcardId) => section({ ...march, userBankcardId }))
      const sum = (amounts: (string | null | undefined)[]): string => addMoney('0', ...amounts.map((one) => one ?? '0'))
      for (const name of ['opening', 'amount', 'closing'] as const) {
        expect(sum([ofUser?.[name]])).toBe(sum([whole?.[name]]))
        expect(sum(ofCards.map((one) => one?.[name]))).toBe(sum([whole?.[name]]))
      }
      expect(sum([whole?.opening, whole?.amount])).toBe(sum([whole?.closing]))
      expect(sum((whole?.lines ?? []).map(({ amount }) => amount))).toBe(sum([whole?.amount]))
      expect(sum((whole?.cards ?? []).map(({ amount }) => amount))).toBe(sum([whole?.amount]))
      expect(sum((ofUser?.entries ?? []).map(({ amount }) => amount))).toBe(sum([whole?.amount]))
      expect(sum([section(february)?.closing])).toBe(sum([whole?.opening]))
    }),
    { numRuns: 40 },
  )
})
