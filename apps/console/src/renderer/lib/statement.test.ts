import { expect, test } from 'vitest'
import { lastMonths } from '../../shared/days.ts'
import { askedOf, monthPeriod } from './statement.ts'

test('months go back over the turn of a year, also from its last days', () => {
  expect(lastMonths(new Date(2026, 0, 31).valueOf(), 3)).toEqual(['2026-01', '2025-12', '2025-11'])
  expect(lastMonths(new Date(2026, 2, 31).valueOf(), 2)).toEqual(['2026-03', '2026-02'])
})

test('a month begins and ends in the zone of the operator', () => {
  expect(monthPeriod('2025-12')).toEqual({
    from: new Date(2025, 11, 1).valueOf(),
    to: new Date(2026, 0, 1).valueOf(),
  })
})

test.each([
  ['merchant', '', {}],
  ['user', ' ewaoaylm5ueywbib ', { uid: 'ewaoaylm5ueywbib' }],
  ['user', 'no good', null],
  ['card', '145', { userBankcardId: 145 }],
  ['card', '0145', null],
  ['card', '', null],
] as const)('the statement of a %s by "%s"', (whose, typed, expected) => {
  expect(askedOf(whose, typed)).toEqual(expected)
})
