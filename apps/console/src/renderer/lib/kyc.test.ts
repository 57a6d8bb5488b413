import { idCountries } from '@asinx-pay/core'
import { expect, test } from 'vitest'
import { isDocumentTaken, kycStep } from './kyc.ts'

test('every published country takes passports, two of them national cards', () => {
  const countries = Object.keys(idCountries)
  expect(countries.filter((country) => isDocumentTaken(country, 'passport'))).toEqual(countries)
  expect(countries.filter((country) => isDocumentTaken(country, 'national-id'))).toEqual(['CN', 'HK'])
})

test('nothing is refused before both are chosen, or where the lists are silent', () => {
  expect(isDocumentTaken(undefined, 'national-id')).toBe(true)
  expect(isDocumentTaken('US', undefined)).toBe(true)
  expect(isDocumentTaken('FR', 'national-id')).toBe(true)
})

test.each([
  [{ kycStatus: null, kycSentAt: null }, 'none'],
  [{ kycStatus: 'NONE', kycSentAt: null }, 'none'],
  [{ kycStatus: null, kycSentAt: 1 }, 'sent'],
  [{ kycStatus: 'PENDING', kycSentAt: 1 }, 'sent'],
  [{ kycStatus: 'PENDING', kycSentAt: null }, 'asked'],
  [{ kycStatus: 'PASSED', kycSentAt: null }, 'passed'],
  [{ kycStatus: 'rejected', kycSentAt: 1 }, 'refused'],
] as const)('%j reads as %s', (user, expected) => {
  expect(kycStep(user)).toBe(expected)
})
