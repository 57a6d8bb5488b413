import { expect, test } from 'vitest'
import { amountOfSums, microOf } from './amounts.ts'

test.each([
  ['-24.27', -24_270_000],
  ['+99.00', 99_000_000],
  ['398.000000000000000000', 398_000_000],
  ['0E-18', 0],
  ['-0.00', 0],
  ['0.000001', 1],
  ['9007199254.740991', Number.MAX_SAFE_INTEGER],
  ['9007199254.740992', null],
  ['0.0000001', null],
  ['-123456789012345.67', null],
  ['nothing', null],
])('%s in millionths', (amount, micro) => {
  expect(microOf(amount)).toBe(micro)
})

test.each([
  ['0', '0', '0.00'],
  ['-24', '-270000', '-24.27'],
  ['12', '-1', '11.999999'],
  ['0', '-500000', '-0.50'],
  ['9223372036854775807', '999999', '9223372036854775807.999999'],
  ['3', '120000000', '123.00'],
])('%s units and %s millionths are %s', (units, micros, amount) => {
  expect(amountOfSums(units, micros)).toBe(amount)
})
