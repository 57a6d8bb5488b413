import { expect, onTestFinished, test } from 'vitest'
import { tempDir } from '../../../../test/running.ts'
import { openDatabase } from '../database.ts'
import { createTrends } from '../trends.ts'
import { createAssetHistory } from './asset-history.ts'

const noonOf = (day: number): number => new Date(2026, 2, day, 12).valueOf()

test('each day closes with its last mark, a day without one as the day before, and extremes are exact', async () => {
  const db = openDatabase(await tempDir())
  onTestFinished(() => db.close())
  let now = noonOf(1)
  const clock = (): number => now
  const trends = createTrends({ db, now: clock })
  const mark = (at: number, available: string): void => {
    now = at
    trends.mark('p', { available, frozen: '0', currency: 'USD' })
  }
  mark(noonOf(1), '12345678901234567890.01')
  mark(noonOf(2), '900.10')
  mark(noonOf(2) + 1000, '1000.30')
  mark(noonOf(4), '1000.299')
  now = noonOf(5)
  const history = createAssetHistory({ db, now: clock }).read('p', 4)
  expect(history.days.map(({ available }) => available)).toEqual(['1000.30', '1000.30', '1000.299', '1000.299'])
  expect(history).toMatchObject({ low: '900.10', high: '1000.30', currency: 'USD' })
  expect(createAssetHistory({ db, now: clock }).read('other', 2)).toEqual({
    currency: 'USD',
    days: [
      { day: '2026-03-04', available: null, frozen: null },
      { day: '2026-03-05', available: null, frozen: null },
    ],
    low: null,
    high: null,
  })
})
