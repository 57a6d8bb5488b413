import { expect, test } from 'vitest'
import { periodOf, type PeriodName } from './period.ts'

const now = new Date(2026, 2, 31, 15, 30).valueOf()
const local = (...parts: [number, number, number]): number => new Date(...parts).valueOf()
const named = (name: PeriodName, first = '', last = ''): ReturnType<typeof periodOf> =>
  periodOf({ name, first, last }, now)

test('months are whole, the last one is whole too where this one has more days', () => {
  expect(named('month')).toEqual({ from: local(2026, 2, 1), to: local(2026, 3, 1) })
  expect(named('lastMonth')).toEqual({ from: local(2026, 1, 1), to: local(2026, 2, 1) })
})

test('several months end with this one, over the turn of a year', () => {
  expect(named('months3')).toEqual({ from: local(2026, 0, 1), to: local(2026, 3, 1) })
  expect(named('months12')).toEqual({ from: local(2025, 3, 1), to: local(2026, 3, 1) })
})

test('chosen days count from the start of the first to the end of the last', () => {
  expect(named('chosen', '2025-12-31', '2025-12-31')).toEqual({ from: local(2025, 11, 31), to: local(2026, 0, 1) })
  expect(named('chosen', '2025-12-31', '2025-12-30')).toBeNull()
  expect(named('chosen', '', '2025-12-30')).toBeNull()
})
