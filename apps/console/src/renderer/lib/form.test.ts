import { endpoints, inputFields } from '@asinx-pay/core'
import { expect, test } from 'vitest'
import { filled, integerOf, optionsBeside, problemsOf } from './form.ts'

test('blank members and empty groups are absent', () => {
  expect(filled({ a: '', b: undefined, c: null, d: { e: '' }, f: 0, g: false, h: { i: 'x', j: '' } })).toEqual({
    f: 0,
    g: false,
    h: { i: 'x' },
  })
})

test('missing and malformed are told apart by path', () => {
  const fields = inputFields(endpoints['user.register'])
  expect([...problemsOf(fields, { email: 'nobody', mobileNumber: '' })]).toEqual([
    ['email', 'invalid'],
    ['mobileNumber', 'missing'],
    ['mobilePrefix', 'missing'],
  ])
})

test('the inside of a group has its own paths', () => {
  const fields = inputFields(endpoints['user.setUserInfo'])
  const problems = problemsOf(fields, { uid: 'u1', address: { city: 'x'.repeat(2001) } })
  expect(problems.get('address.city')).toBe('invalid')
})

test('a choice that does not go with another one is told apart, and is not offered', () => {
  const fields = inputFields(endpoints['user.setProfession'])
  const draft = { country: 'US', id_type: 'national-id' }
  expect(problemsOf(fields, draft).get('country')).toBe('limited')
  expect(problemsOf(fields, { ...draft, id_type: 'passport' }).has('country')).toBe(false)
  const { country } = fields
  if (country?.kind !== 'choice') throw new Error('The country is a choice.')
  expect(optionsBeside(country, draft).map(([key]) => key)).toEqual(['CN', 'HK'])
  expect(optionsBeside(country, {})).toHaveLength(7)
})

test('only whole numbers become numbers', () => {
  expect(integerOf('42')).toBe(42)
  expect(integerOf(' 7 ')).toBe(7)
  expect(integerOf('4.2')).toBe('4.2')
  expect(integerOf('1e3')).toBe('1e3')
})
