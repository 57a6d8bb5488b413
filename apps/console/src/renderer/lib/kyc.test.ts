import { expect, test } from 'vitest'
import { kycStep } from './kyc.ts'

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
