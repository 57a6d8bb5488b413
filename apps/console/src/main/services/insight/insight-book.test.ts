import { addMoney, subtractMoney } from '@asinx-pay/core'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { movementOf } from '../../../shared/movements.ts'
import { openDatabase, type Database } from '../database.ts'
import { dayOf } from '../../../shared/days.ts'
import { createEventHub } from '../events.ts'
import { createTransactionStore, type TransactionStore, type VendorTransaction } from '../transactions/store.ts'
import { createInsightBook, type InsightBook } from './insight-book.ts'
import { maxRanked } from './piles.ts'
import { nearest } from './span.ts'

let folder: string
let db: Database
let store: TransactionStore
let book: InsightBook
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asinx-insight-'))
  db = openDatabase(folder)
  store = createTransactionStore({ db, events: createEventHub(), now: () => 1 })
  book = createInsightBook({ db, breathe: async () => undefined })
})
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

let number = 0
const local = (...parts: [number, number, number]): number => new Date(...parts).valueOf()
const march = { from: local(2026, 2, 1), to: local(2026, 3, 1) }

interface Made {
  card?: number
  at: number
  amount: string
  type?: string
  status?: string
  merchant?: string
  code?: string
  currency?: string
}
function put(profileId: string, made: readonly Made[]): void {
  for (const { card = 1, at, amount, type = 'AUTH', status = 'APPROVED', merchant, code, currency = 'USD' } of made) {
    const row: VendorTransaction = {
      recordNo: `r${number++}`,
      occurTime: at,
      localCurrency: currency,
      localCurrencyAmt: amount,
      transType: type,
      transStatus: status,
      ...(merchant !== undefined && { merchantName: merchant }),
      ...(code !== undefined && { respCode: code }),
    }
    store.put({ profileId, cardId: card, uid: `u${card % 2}` }, [row])
  }
}

test('what was spent, came back, was taken as fees and declined, in the time alone and by everything asked for', async () => {
  db.run("insert into cards (profile_id, card_id, uid, masked_pan, updated_at) values ('p', 1, 'u1', '•••• 4128', 1)")
  put('p', [
    { at: march.from, amount: '-10.10', merchant: 'ADS  ONE' },
    { at: march.from - 1, amount: '-1000', merchant: 'BEFORE' },
    { at: march.to, amount: '-1000', merchant: 'AFTER' },
    { at: march.to - 1, amount: '-0.000000000000000001', merchant: 'TINY' },
    { at: local(2026, 2, 3), amount: '-5', merchant: 'TRAIN', card: 2, type: 'charge', status: 'posted' },
    { at: local(2026, 2, 3), amount: '2.5', type: 'REFUND', merchant: 'ADS ONE' },
    { at: local(2026, 2, 4), amount: '-0.30', type: 'TRADE_PROCESS_FEE' },
    { at: local(2026, 2, 4), amount: '99.5', type: 'topup' },
    { at: local(2026, 2, 5), amount: '-700', status: 'DECLINED', code: '200002' },
    { at: local(2026, 2, 5), amount: '-1', status: 'DECLINED', code: '200002' },
    { at: local(2026, 2, 5), amount: '-9', currency: 'EUR', merchant: 'ELSEWHERE' },
  ])
  const insight = await book.read('p', march)
  expect(insight).toMatchObject({
    currencies: ['USD', 'EUR'],
    currency: 'USD',
    payments: 3,
    spent: '15.100000000000000001',
    refunded: '2.5',
    fees: '-0.3',
    toppedUp: '99.5',
    declined: { count: 2, amount: '701' },
    declines: [{ key: '200002', count: 2, amount: '701' }],
    merchants: {
      rows: [
        { key: 'ADS ONE', count: 1, amount: '10.1' },
        { key: 'TRAIN', count: 1, amount: '5' },
        { key: 'TINY', count: 1, amount: '0.000000000000000001' },
      ],
      others: null,
    },
    cards: {
      rows: [
        { key: '1', count: 2, maskedPan: '•••• 4128' },
        { key: '2', count: 1, maskedPan: null },
      ],
    },
    users: {
      rows: [
        { key: 'u1', count: 2 },
        { key: '', count: 1, amount: '5' },
      ],
    },
  })
  expect(insight.series.points).toHaveLength(31)
  expect(insight.series.points[0]).toEqual({ at: '2026-03-01', spent: '10.1', refunded: '0' })
  expect(insight.series.points[2]).toEqual({ at: '2026-03-03', spent: '5', refunded: '2.5' })
  expect((await book.read('p', { ...march, currency: 'EUR' })).spent).toBe('9')
  expect(await book.read('nobody', march)).toMatchObject({ currency: null, merchants: { rows: [] } })
})

test('a ranking names the largest, and says what the others come to', async () => {
  put(
    'many',
    Array.from({ length: 25 }, (_, index) => ({
      at: local(2026, 2, 9),
      amount: `-${index + 1}`,
      merchant: `M${index}`,
    })),
  )
  const { merchants, spent } = await book.read('many', march)
  expect(merchants.rows).toHaveLength(maxRanked)
  expect(merchants.rows[0]).toEqual({ key: 'M24', count: 1, amount: '25' })
  expect(merchants.others).toEqual({ count: 15, amount: '120' })
  expect(spent).toBe('325')
})

test('a transaction that changed counts once, and one over a long time is in its month', async () => {
  const owner = { profileId: 'changing', cardId: 1, uid: 'u1' }
  const row = {
    recordNo: 'same',
    occurTime: local(2026, 2, 9),
    localCurrency: 'USD',
    localCurrencyAmt: '-7',
    transType: 'charge',
  }
  store.put(owner, [{ ...row, transStatus: 'pending', merchantName: 'HOTEL' }])
  store.put(owner, [{ ...row, transStatus: 'posted', merchantName: 'HOTEL', localCurrencyAmt: '-8' }])
  const year = await book.read('changing', { from: local(2026, 0, 1), to: local(2027, 0, 1) })
  expect(year).toMatchObject({
    payments: 1,
    spent: '8',
    merchants: { rows: [{ key: 'HOTEL', count: 1, amount: '8' }] },
  })
  expect(year.series).toMatchObject({ unit: 'month' })
  expect(year.series.points.find(({ at }) => at === '2026-03')).toEqual({ at: '2026-03', spent: '8', refunded: '0' })
  expect(year.series.points).toHaveLength(12)
})

test('the nearest beginning of a month or day', () => {
  const months = nearest('month', Date.UTC(2026, 2, 20))
  expect([months.place, new Date(months.at).toISOString()]).toEqual([2026 * 12 + 3, '2026-04-01T00:00:00.000Z'])
  expect(nearest('day', Date.UTC(2026, 2, 20, 5)).at).toBe(Date.UTC(2026, 2, 20))
})

const hourMs = 3_600_000
const start = Date.UTC(2026, 0, 1)
const rows = fc.array(
  fc.record({
    card: fc.integer({ min: 1, max: 3 }),
    at: fc.integer({ min: 0, max: 120 * 24 }).map((hours) => start + hours * hourMs),
    amount: fc.oneof(
      fc.integer({ min: -500_000, max: 100 }).map((value) => (value / 100).toFixed(2)),
      fc.constantFrom('-0.0000001', '-99999999999.5'),
    ),
    type: fc.constantFrom('AUTH', 'charge', 'REFUND', 'FEE', 'topup', 'Unlisted'),
    status: fc.constantFrom('APPROVED', 'DECLINED', 'posted', 'vodi', 'pending'),
    merchant: fc.constantFrom('A', 'B', 'C', '店铺'),
  }),
  { maxLength: 30 },
)
const ends = fc
  .tuple(fc.integer({ min: 0, max: 120 * 24 }), fc.integer({ min: 1, max: 60 * 24 }))
  .map(([from, hours]) => ({ from: start + from * hourMs, to: start + (from + hours) * hourMs }))

test('any period has exactly what its rows say', async () => {
  let profile = 0
  await fc.assert(
    fc.asyncProperty(rows, ends, async (made, period) => {
      const id = `random${profile++}`
      put(id, made)
      const insight = await book.read(id, period)
      const moved = made.filter(
        ({ at, status }) => at >= period.from && at < period.to && !['declined', 'vodi'].includes(status.toLowerCase()),
      )
      const spend = moved.filter(({ type }) => movementOf(type) === 'spend')
      const total = (some: readonly Made[]): string =>
        subtractMoney('0', addMoney('0', ...some.map(({ amount }) => amount)))
      expect(insight.spent).toBe(total(spend))
      expect(insight.payments).toBe(spend.length)
      for (const merchant of ['A', 'B', 'C', '店铺'])
        expect(insight.merchants.rows.find(({ key }) => key === merchant)?.amount ?? '0').toBe(
          total(spend.filter((one) => one.merchant === merchant)),
        )
      for (const card of [1, 2, 3])
        expect(insight.cards.rows.find(({ key }) => key === String(card))?.amount ?? '0').toBe(
          total(spend.filter((one) => one.card === card)),
        )
      for (const { at, spent } of insight.series.points)
        expect(spent).toBe(total(spend.filter((one) => dayOf(one.at) === at)))
    }),
    { numRuns: 40 },
  )
})
