import { expect, test } from 'vitest'
import { expiryText } from '../../shared/expiry.ts'
import { agoText } from './time.ts'

const now = Date.UTC(2026, 10, 24, 12)
const minuteMs = 60_000

test.each([
  [30_000, null, null],
  [5 * minuteMs, '5 min ago', '5分钟前'],
  [3 * 60 * minuteMs, '3 hr ago', '3小时前'],
  [24 * 60 * minuteMs, 'yesterday', '昨天'],
])('an age of %i ms reads well in both languages', (age, en, zh) => {
  expect(
    agoText(now - age, now, 'en')
      ?.replace('hrs', 'hr')
      .replace('mins', 'min') ?? null,
  ).toBe(en)
  expect(agoText(now - age, now, 'zh')).toBe(zh)
})

test('a time ahead of the clock counts as now', () => {
  expect(agoText(now + minuteMs, now, 'en')).toBe(null)
})

test('an expiry is month and year', () => {
  expect(expiryText('202707')).toBe('07/27')
  expect(expiryText('unexpected')).toBe('unexpected')
})
