import { describe, expect, test } from 'vitest'
import { cardDetails } from './endpoints/card-details.ts'
import { endpointOf } from './endpoints/index.ts'
import { redacted } from './redact.ts'
import { maxVendorMessage, scrub, secretsIn } from './scrub.ts'

describe('a message of the vendor', () => {
  test.each([
    ['Account balance not enough', 'Account balance not enough'],
    ['余额不足', '余额不足'],
    ['Order LM2312151602393234580 is unknown', 'Order LM2312151602393234580 is unknown'],
    ['Card 4242424242424242 is closed', `Card ${redacted} is closed`],
    ['Card 4242 4242-4242 4242.', `Card ${redacted}.`],
    ['At 1690940850000 ms', 'At 1690940850000 ms'],
    ['uuid 57724528-78b6-4ae2-919f-1efff348f460', 'uuid 57724528-78b6-4ae2-919f-1efff348f460'],
    [`Cannot open ${'9f'.repeat(16)}`, `Cannot open ${redacted}`],
    [`Cannot read ${'QUJD'.repeat(20)}`, `Cannot read ${redacted}`],
    ['Bad image data:image/png;base64,QUJD', `Bad image ${redacted}`],
  ])('%s', (message, shown) => {
    expect(scrub(message, [])).toBe(shown)
  })

  test('loses the secrets of its call; a short one only where it stands alone', () => {
    const message = 'PIN 739164, CVV 195, order LM195-7 and MB1951'
    expect(scrub(message, ['739164', '195', ''])).toBe(`PIN ${redacted}, CVV ${redacted}, order LM195-7 and MB1951`)
  })

  test('may hold what a pattern would take for its own', () => {
    expect(scrub('It is a.c (b) now, not abc', ['a.c (b)'])).toBe(`It is ${redacted} now, not abc`)
  })

  test('is cut, and a long one takes no longer', () => {
    expect(scrub('word '.repeat(1_000_000), ['x'.repeat(10_000_000)])).toHaveLength(maxVendorMessage)
  })
})

test('secrets are found at every depth, and nothing else', () => {
  expect(secretsIn(cardDetails, { cardNo: '4242', cardCvv: '195', currency: 'USD', tag: 'x', expiryDate: 7 })).toEqual([
    '4242',
    '195',
  ])
  const { request } = endpointOf('user.setUserInfo')
  const nested = { identification: { identificationNumber: 'E1' }, address: { city: 'HK' }, firstName: 'Ming' }
  expect(secretsIn(request, nested)).toEqual(['E1'])
  expect(secretsIn(request, undefined)).toEqual([])
})
