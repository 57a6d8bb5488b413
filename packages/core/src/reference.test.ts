import { describe, expect, test } from 'vitest'
import { startTime, stubPorts } from '../test/support/stub-ports.ts'
import { endpointKeys, endpointOf } from './endpoints/index.ts'
import { isAsinxError } from './errors.ts'
import { newIntentId, parseReference, referenceOf, withOrder, type Reference } from './reference.ts'

const good: Reference = {
  v: 1,
  intentId: 'i1',
  endpoint: 'bankcard.recharge',
  sentAt: startTime,
  uid: 'u1',
  userBankcardId: 135,
  amount: '16.00',
  balanceBefore: '0',
  tag: 'mine',
  requestOrderId: 'LM1',
}

const problemsOf = (value: unknown): unknown => {
  try {
    parseReference(value)
  } catch (error) {
    if (isAsinxError(error, 'bad_reference')) return error.problems.map(({ path }) => path)
    throw error
  }
  return 'good'
}

describe('a reference that comes back', () => {
  test('is the same after a journey as JSON', () => {
    expect(parseReference(JSON.parse(JSON.stringify(good)))).toEqual(good)
  })

  test('loses what a later release may have added', () => {
    expect(parseReference({ ...good, later: 1 })).toEqual(good)
  })

  test('needs no more than who, what and when', () => {
    const { v, intentId, endpoint, sentAt } = good
    expect(parseReference({ v, intentId, endpoint, sentAt })).toEqual({ v, intentId, endpoint, sentAt })
  })

  test.each([undefined, null, 'i1', 7, [], {}, { ...good, v: 2 }, { ...good, v: '1' }])(
    '%j is no version 1',
    (value) => {
      expect(() => parseReference(value)).toThrow(expect.objectContaining({ code: 'bad_reference' }))
    },
  )

  const damages: [member: keyof Reference, values: unknown[]][] = [
    ['intentId', [undefined, '', 7, 'x'.repeat(201)]],
    ['endpoint', [undefined, 'bankcard.balance', 'bankcard.nothing', 'toString', 7]],
    ['sentAt', [undefined, -1, 1.5, '1700000000000', Number.NaN]],
    ['uid', ['', 7]],
    ['userBankcardId', [0, 1.5, '135']],
    ['amount', [16, '-16', '0', 'much']],
    ['balanceBefore', [5, 'little']],
    ['tag', ['', {}]],
    ['requestOrderId', ['', 7]],
  ]
  test.each(damages.flatMap(([member, values]) => values.map((value) => [member, value] as const)))(
    'with %s as %j is refused by that name',
    (member, value) => {
      expect(problemsOf({ ...good, [member]: value })).toEqual([member])
    },
  )

  test('is refused without repeating its values', () => {
    expect(() => parseReference({ ...good, uid: { secret: 'CANARY' } })).toThrow(/^(?!.*CANARY)/)
  })

  test('may be of every endpoint that is sent once', () => {
    for (const endpoint of endpointKeys)
      expect(problemsOf({ ...good, endpoint })).toEqual(endpointOf(endpoint).effect === 'once' ? 'good' : ['endpoint'])
  })
})

test('a reference names ids and amount only', () => {
  const input = { uid: 'u1', bankcardId: 9, residenceAddress: '3836 Harvest Lane', tag: 'mine' }
  const { ports } = stubPorts([])
  const reference = referenceOf(ports, { endpoint: 'bankcard.apply', input })
  expect(reference).toEqual({
    v: 1,
    intentId: expect.any(String),
    endpoint: 'bankcard.apply',
    sentAt: startTime,
    uid: 'u1',
    tag: 'mine',
  })
})

test('numbers of intents sort by time and differ', () => {
  let now = startTime
  const ports = { now: () => now++, random: Math.random }
  const ids = Array.from({ length: 1000 }, () => newIntentId(ports))
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
})

test.each([undefined, {}, { requestOrderId: '' }, { requestOrderId: 7 }])('%j holds no order', (result) => {
  expect(withOrder(good, result)).toBe(good)
})
