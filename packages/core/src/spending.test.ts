import { describe, expect, test } from 'vitest'
import { answers, declines, endOf, lost, refused, stubPorts, uid } from '../test/support/stub-ports.ts'
import type { CallRequest } from './call.ts'
import { maxOpenCards, type Limits, type SpendingState } from './limits.ts'
import { callOnce } from './once.ts'
import type { Reference } from './reference.ts'
import { createMemoryStore, createSpending, type SpendingStore } from './spending.ts'

const dayMs = 86_400_000
const noon = Date.UTC(2026, 0, 31, 12)
const intent = (card: number, amount: string, more: Partial<Reference> = {}): Reference => ({
  v: 1,
  intentId: `${card} ${amount}`,
  endpoint: 'bankcard.recharge',
  sentAt: noon,
  userBankcardId: card,
  amount,
  ...more,
})
const unknown = (reference: Reference) =>
  ({ state: 'unknown', why: 'lost', message: '', advice: '', reference }) as const
const declined = (reference: Reference) =>
  ({ state: 'declined', decidedBy: 'order', code: 0, message: '', advice: '', reference }) as const
const done = (reference: Reference) => ({ state: 'done', decidedBy: 'order', result: {}, reference }) as const

function scene(limits: Limits, store?: SpendingStore) {
  const clock = { now: noon }
  const spending = createSpending({ limits, ...(store && { store }), now: () => clock.now })
  return { spending, clock }
}

describe('limits', () => {
  test('the largest single recharge: equal is allowed, a cent more is not', async () => {
    const { spending } = scene({ largestRecharge: '100' })
    expect(await endOf(spending.hold(intent(1, '100.01')))).toBe('limit_exceeded')
    expect(await endOf(spending.hold(intent(1, '100.00')))).toBeUndefined()
  })

  test('the total of a day: exact sums, unknown counts, declined and unsent are given back', async () => {
    const { spending } = scene({ rechargePerDay: '0.3' })
    await spending.hold(intent(1, '0.1'))
    await spending.end(unknown(intent(1, '0.1')))
    await spending.hold(intent(2, '0.2'))
    expect(await endOf(spending.hold(intent(3, '0.01')))).toBe('limit_exceeded')
    await spending.end(declined(intent(2, '0.2')))
    await spending.hold(intent(3, '0.2'))
    await spending.release(intent(3, '0.2'))
    await spending.hold(intent(4, '0.2'))
    await spending.end(done(intent(4, '0.2')))
    expect(await endOf(spending.hold(intent(5, '0.000000000000000001')))).toBe('limit_exceeded')
  })

  test('a day ends at midnight UTC; what is given back later does not lower another day', async () => {
    const { spending, clock } = scene({ rechargePerDay: '100' })
    clock.now = Date.UTC(2026, 0, 31, 23, 59, 59, 999)
    await spending.hold(intent(1, '100'))
    await spending.end(unknown(intent(1, '100')))
    clock.now += 1
    await spending.hold(intent(2, '100'))
    await spending.end(declined(intent(1, '100')))
    expect(await endOf(spending.hold(intent(3, '0.01')))).toBe('limit_exceeded')
    clock.now += dayMs
    expect(await endOf(spending.hold(intent(3, '100')))).toBeUndefined()
  })

  test.each([
    { largestRecharge: '1e3' },
    { rechargePerDay: '' },
    { rechargePerDay: 100 as never },
    { largestRecharge: '0' },
  ])('%j is no limit, and is refused rather than ignored', (limits: Limits) => {
    expect(() => createSpending({ limits, now: () => noon })).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })

  test('what spends nothing is not counted', async () => {
    const { spending } = scene({ rechargePerDay: '1' })
    await spending.hold(intent(1, '5', { endpoint: 'bankcard.close' }))
    expect(await spending.open()).toEqual([])
  })
})

describe('one open recharge per card', () => {
  test('a second is refused while the first is open; another card is free', async () => {
    const { spending } = scene({})
    await spending.hold(intent(1, '5'))
    expect(await endOf(spending.hold(intent(1, '6')))).toBe('outcome_open')
    await spending.end(unknown(intent(1, '5')))
    expect(await endOf(spending.hold(intent(1, '6')))).toBe('outcome_open')
    expect(await endOf(spending.hold(intent(2, '6')))).toBeUndefined()
  })

  test.each([done, declined])('an end frees it, once', async (end) => {
    const { spending } = scene({ rechargePerDay: '10' })
    await spending.hold(intent(1, '6'))
    await spending.end(end(intent(1, '6')))
    await spending.end(end(intent(1, '6')))
    const left = end === done ? '4' : '10'
    expect(await endOf(spending.hold(intent(1, `${left}.01`)))).toBe('limit_exceeded')
    expect(await endOf(spending.hold(intent(1, left)))).toBeUndefined()
  })

  test('the end of another intent of the same card frees nothing', async () => {
    const { spending } = scene({})
    await spending.hold(intent(1, '5'))
    await spending.end(done(intent(1, '5', { intentId: 'older' })))
    expect(await endOf(spending.hold(intent(1, '6')))).toBe('outcome_open')
  })

  test('what is open is listed with all that is known to settle it by', async () => {
    const { spending } = scene({})
    await spending.hold(intent(1, '5'))
    await spending.hold(intent(1, '5', { balanceBefore: '9' }))
    await spending.end(unknown(intent(1, '5', { balanceBefore: '9', requestOrderId: 'LM1' })))
    expect(await spending.open()).toEqual([intent(1, '5', { balanceBefore: '9', requestOrderId: 'LM1' })])
  })

  test('so many cards may be open and no more', async () => {
    const open = Object.fromEntries(
      Array.from({ length: maxOpenCards }, (_, card) => [
        `${card + 1}`,
        { day: '2026-01-01', reference: intent(1, '1') },
      ]),
    )
    const store = createMemoryStore()
    await store.update(() => ({ v: 1, day: '2026-01-01', spent: '0', open }))
    expect(await endOf(scene({}, store).spending.hold(intent(maxOpenCards + 1, '1')))).toBe('limit_exceeded')
  })
})

describe('a store', () => {
  /** What a file or a row of a database does: text, one update at a time, later. */
  function textStore(): SpendingStore & { text: string | undefined } {
    let last: Promise<unknown> = Promise.resolve()
    const update = async (store: { text: string | undefined }, change: Parameters<SpendingStore['update']>[0]) => {
      const before = last
      const { promise, resolve } = Promise.withResolvers<undefined>()
      last = promise
      await before
      try {
        const next = change(store.text === undefined ? undefined : (JSON.parse(store.text) as SpendingState))
        store.text = next && JSON.stringify(next)
      } finally {
        resolve(undefined)
      }
    }
    return {
      text: undefined,
      update(change) {
        return update(this, change)
      },
    }
  }

  test('carries open recharges and the total over a restart', async () => {
    const store = textStore()
    await scene({}, store).spending.hold(intent(1, '60'))
    const { spending } = scene({ rechargePerDay: '100' }, store)
    expect(await spending.open()).toEqual([intent(1, '60')])
    expect(await endOf(spending.hold(intent(1, '1')))).toBe('outcome_open')
    expect(await endOf(spending.hold(intent(2, '40.01')))).toBe('limit_exceeded')
    await spending.end(declined(intent(1, '60')))
    expect(await endOf(spending.hold(intent(1, '100')))).toBeUndefined()
  })

  test('serves several clients at one time: the limit holds among them', async () => {
    const store = textStore()
    const clients = Array.from({ length: 20 }, () => scene({ rechargePerDay: '100' }, store).spending)
    const ends = await Promise.all(clients.map((spending, card) => endOf(spending.hold(intent(card + 1, '9')))))
    expect(ends.filter((end) => end === 'limit_exceeded')).toHaveLength(9)
  })

  const recharge: CallRequest = { endpoint: 'bankcard.recharge', input: { uid, userBankcardId: 1, amount: '5' } }
  const balance = answers({ balance: '1' })
  const failing = (failsAt: number): SpendingStore => {
    const store = createMemoryStore()
    let updates = 0
    return {
      update(change) {
        if (++updates >= failsAt) throw new Error('disk full')
        return store.update(change)
      },
    }
  }

  test('that fails before the send lets nothing out', async () => {
    const { ports, sent } = stubPorts([answers({})], { balance })
    const { spending } = scene({}, failing(1))
    expect(await endOf(callOnce(ports, recharge, { spending }))).toBe('not_sent')
    expect(sent).toHaveLength(0)
  })

  test('that fails after the send does not hide how the payment ended', async () => {
    const { ports } = stubPorts([answers({ requestOrderId: 'LM1' })], { balance })
    const { spending } = scene({}, failing(3))
    expect(await callOnce(ports, recharge, { spending })).toMatchObject({ state: 'done' })
  })

  test.each([
    { end: 'done', answer: answers({}), open: [] },
    { end: 'declined', answer: declines(212), open: [] },
    { end: 'not sent', answer: refused, open: [] },
    { end: 'unknown', answer: lost, open: [{ userBankcardId: 1, amount: '5', balanceBefore: '1' }] },
  ])('a call that is $end leaves open: $open', async ({ answer, open }) => {
    const { ports } = stubPorts([answer], { balance })
    const { spending } = scene({})
    await endOf(callOnce(ports, recharge, { spending }))
    expect(await spending.open()).toMatchObject(open)
  })

  test('a limit is refused before the balance is read', async () => {
    const { ports, balances, sent } = stubPorts([answers({})], { balance })
    const { spending } = scene({ largestRecharge: '4.99' })
    expect(await endOf(callOnce(ports, recharge, { spending }))).toBe('limit_exceeded')
    expect([balances.length, sent.length]).toEqual([0, 0])
  })
})
