import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMoney,
  compareMoney,
  isPayable,
  moneyLimits,
  multiplyMoney,
  readMoney,
  roundMoney,
  showMoney,
  subtractMoney,
} from './money.ts'

describe('readMoney', () => {
  test.each([
    ['398.000000000000000000', '398.000000000000000000'],
    ['0E-18', '0'],
    ['0e+3', '0'],
    ['+99.00', '99.00'],
    ['-24.27', '-24.27'],
    ['-0.00', '0.00'],
    ['007.50', '7.50'],
    ['1.5E3', '1500'],
    ['25E-4', '0.0025'],
    ['16', '16'],
    ['9007199254740993.01', '9007199254740993.01'],
  ])('%s is %s', (text, plain) => {
    expect(readMoney(text)).toBe(plain)
  })

  test.each([
    '',
    ' 1',
    '1 ',
    '1,000.00',
    '.5',
    '5.',
    '--1',
    '1e',
    '0x10',
    'NaN',
    'Infinity',
    '１２',
    `1e${moneyLimits.exponent + 1}`,
    '9'.repeat(moneyLimits.digits + 1),
    `0.${'0'.repeat(moneyLimits.digits)}`,
  ])('refuses %j', (text) => {
    expect(readMoney(text)).toBeUndefined()
  })
})

describe('isPayable', () => {
  test.each(['1', '0.01', '16.00', '0.000000000000000001', '99999999999999999999.99'])('%s is', (text) => {
    expect(isPayable(text)).toBe(true)
  })
  test.each(['0', '0.00', '-1', '+1', '1e2', '1.', '.5', '', '007', '0.0000000000000000001', '100000000000000000000'])(
    '%j is not',
    (text) => {
      expect(isPayable(text)).toBe(false)
    },
  )
})

describe('sums', () => {
  test('are exact where floats are not', () => {
    expect(addMoney('0.1', '0.2')).toBe('0.3')
    expect(subtractMoney('1.00', '0.9')).toBe('0.1')
    expect(multiplyMoney('100', '0.012000000000000000')).toBe('1.2')
    expect(addMoney()).toBe('0')
    expect(addMoney('9007199254740993', '0.000000000000000001')).toBe('9007199254740993.000000000000000001')
  })

  test('compare by value', () => {
    expect(compareMoney('1.0', '1.00')).toBe(0)
    expect(compareMoney('-1', '1')).toBe(-1)
    expect(compareMoney('10', '9')).toBe(1)
  })

  test.each([
    ['2.345', '2.35'],
    ['2.344999', '2.34'],
    ['-2.345', '-2.35'],
    ['0.005', '0.01'],
    ['7', '7.00'],
  ])('%s rounds half-up to %s', (amount, rounded) => {
    expect(roundMoney(amount, 2)).toBe(rounded)
  })

  test.each([
    ['398.000000000000000000', '398.00'],
    ['8.260569000000000000', '8.260569'],
    ['0', '0.00'],
    ['-24.2', '-24.20'],
  ])('%s is shown as %s', (amount, shown) => {
    expect(showMoney(amount)).toBe(shown)
  })

  test('refuse what is not an amount', () => {
    expect(() => addMoney('1', 'one')).toThrow(RangeError)
    expect(() => compareMoney('1,5', '1')).toThrow(RangeError)
  })
})

/** An amount of so many cents, and the text of it. */
const cents = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
const textOf = (amount: bigint): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

describe('against whole numbers of cents', () => {
  test('sums and differences are those of the cents', () => {
    fc.assert(
      fc.property(cents, cents, (left, right) => {
        expect(roundMoney(addMoney(textOf(left), textOf(right)), 2)).toBe(textOf(left + right))
        expect(roundMoney(subtractMoney(textOf(left), textOf(right)), 2)).toBe(textOf(left - right))
        expect(compareMoney(textOf(left), textOf(right))).toBe(left < right ? -1 : left > right ? 1 : 0)
      }),
    )
  })

  test('reading keeps value and scale, and reading again changes nothing', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        const plain = readMoney(textOf(amount))
        expect(plain).toBe(textOf(amount))
        expect(readMoney(plain ?? '')).toBe(plain)
      }),
    )
  })
})
