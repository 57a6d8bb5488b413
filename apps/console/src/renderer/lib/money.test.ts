import { expect, test } from 'vitest'
import { applicationCost, previewRecharge } from '../../shared/costs.ts'
import { amountText, confirms, lastFourOf, percentText } from './money.ts'

test('amounts are grouped as text and lose no digit', () => {
  expect(amountText('1234567.10', 'USD')).toBe('1,234,567.10 USD')
  expect(amountText('398.000000000000000000')).toBe('398.00')
  expect(amountText('-24.275', 'CNY')).toBe('-24.275 CNY')
  expect(amountText('12345678901234567890.123456789')).toBe('12,345,678,901,234,567,890.123456789')
})

test('rates read as per cent', () => {
  expect(percentText('0.010000000000000000')).toBe('1%')
  expect(percentText('0.005')).toBe('0.5%')
  expect(percentText('0')).toBe('0%')
  expect(percentText('0.1')).toBe('10%')
})

test('a recharge of 100 at 0.5 per cent brings 99.50', () => {
  expect(previewRecharge('100', { balance: '0.50', rate: '0.005' })).toEqual({
    amount: '100',
    fee: '0.5',
    receives: '99.50',
    before: '0.50',
    after: '100',
  })
})

test('what is not known stays unknown', () => {
  expect(previewRecharge('100', { balance: '5', rate: null })).toMatchObject({ fee: null, after: null, before: '5' })
  expect(previewRecharge('100', { balance: null, rate: '0' })).toMatchObject({ receives: '100.00', after: null })
})

test('fee and receipt always add up to the amount, half a cent included', () => {
  const { fee, receives } = previewRecharge('0.99', { balance: null, rate: '0.005' })
  expect([fee, receives]).toEqual(['0', '0.99'])
})

test('an application costs fee times discount', () => {
  expect(applicationCost('300.00', '0.8')).toBe('240.00')
  expect(applicationCost(undefined, undefined)).toBe('0.00')
})

test.each([
  ['100', true],
  ['100.00', true],
  [' 4128 ', true],
  ['1e2', false],
  ['10', false],
  ['', false],
  ['412', false],
])('typing %j confirms 100.0 of a card ending in 4128: %s', (typed, expected) => {
  expect(confirms(typed, '100.0', '4128')).toBe(expected)
})

test('the last four digits come from a masked number only', () => {
  expect(lastFourOf('•••• 4128')).toBe('4128')
  expect(lastFourOf('•••')).toBe(null)
  expect(lastFourOf(null)).toBe(null)
})
