import { expect, test } from 'vitest'
import { spanOf, spanOfDays, spansOfMonths } from './day-span.ts'

const now = new Date(2026, 2, 31, 15).valueOf()

test('months and days by calendar', () => {
  expect(spansOfMonths(now, 3)).toEqual([
    { from: '2026-03-01', until: '2026-03-31' },
    { from: '2026-02-01', until: '2026-02-28' },
    { from: '2026-01-01', until: '2026-01-31' },
  ])
  expect(spanOfDays(now, 7)).toEqual({ from: '2026-03-25', until: '2026-03-31' })
})

test('a period begins at its first midnight here and ends before the one after its last', () => {
  expect(spanOf({ from: '2026-03-01', until: '2026-03-31' })).toEqual({
    from: new Date(2026, 2, 1).valueOf(),
    until: new Date(2026, 3, 1).valueOf(),
  })
  expect(spanOf({ from: '', until: 'never' })).toEqual({})
})
