import { expect, test } from 'vitest'
import { decide, maxReasonLength, type Decision } from './decide.ts'
import type { Reference } from './reference.ts'

const reference: Reference = { v: 1, intentId: 'i1', endpoint: 'user.register', sentAt: 0 }

test.each(['done', 'declined'] as const)('a person decides %s, with a reason', (state) => {
  expect(decide(reference, { state, reason: ' The vendor told us by phone. ' })).toMatchObject({
    state,
    decidedBy: 'person',
    message: 'The vendor told us by phone.',
    reference,
  })
})

test.each(['', '  ', 'x'.repeat(maxReasonLength + 1), undefined])('a reason of %j is none', (reason) => {
  const decision = { state: 'done', reason } as Decision
  expect(() => decide(reference, decision)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

test('a damaged reference is refused', () => {
  const decision: Decision = { state: 'done', reason: 'Seen.' }
  expect(() => decide({ ...reference, v: 2 as 1 }, decision)).toThrow(
    expect.objectContaining({ code: 'bad_reference' }),
  )
})
