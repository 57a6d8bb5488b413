import { expect, test } from 'vitest'
import { heightOf, sparkPath, totalOf } from './plot.ts'

test('totals are exact however many digits there are', () => {
  expect(totalOf(['0.1', '0.2', '12345678901234567890.03'])).toBe('12345678901234567890.33')
  expect(totalOf([])).toBe('0')
})

test('a line goes from the lowest at the bottom to the highest at the top', () => {
  expect(sparkPath(['10', '20', null, '15'], { width: 30, height: 10 })).toBe('M0.0,10.0L10.0,0.0L30.0,5.0')
})

test('one mark makes no line, and equal ones a flat one', () => {
  expect(sparkPath([null, '5'], { width: 10, height: 10 })).toBe('')
  expect(sparkPath(['5', '5'], { width: 10, height: 10 })).toBe('M0.0,10.0L10.0,10.0')
})

test('what is not known has no height', () => {
  expect([heightOf(null), heightOf('-24.27')]).toEqual([null, -24.27])
})
