import { describe, expect, test } from 'vitest'
import { answers, declines, endOf, lost, startTime, stubPorts, type Stubbed } from '../test/support/stub-ports.ts'
import { endpointKeys, endpointOf, type EndpointKey } from './endpoints/index.ts'
import type { OutgoingCall } from './ports.ts'
import type { Reference } from './reference.ts'
import { settle, type Hint } from './settle.ts'

const recharge: Reference = {
  v: 1,
  intentId: 'i1',
  endpoint: 'bankcard.recharge',
  sentAt: startTime,
  uid: 'hgwoxhlpzvav6m2l',
  userBankcardId: 135,
  amount: '16.00',
  requestOrderId: 'LM1',
}
const { requestOrderId: _order, ...orderless } = recharge
const order = (status: string, more: object = {}): Stubbed => answers({ requestOrderId: 'LM1', status, ...more })
const asked = (sent: OutgoingCall[]): string[] => sent.map(({ endpoint }) => endpoint)

describe('a recharge with its order', () => {
  test.each([
    ['SUCCESS', { state: 'done', decidedBy: 'order' }],
    ['FAILED', { state: 'declined', decidedBy: 'order', code: 0, advice: expect.stringMatching(/new payment/) }],
    ['PROCESSING', { state: 'unknown', why: 'pending', evidence: { orderStatus: 'PROCESSING' } }],
    ['MAYBE', { state: 'unknown', why: 'pending', evidence: { orderStatus: 'MAYBE' } }],
  ])('%s settles it as it should', async (status, outcome) => {
    const { ports, sent } = stubPorts([order(status)])
    expect(await settle(ports, recharge)).toMatchObject({ ...outcome, reference: recharge })
    expect(asked(sent)).toEqual(['bankcard.cardOrderInfo'])
  })

  test('an order of another number settles nothing, and the trouble is told', async () => {
    const { ports } = stubPorts([answers({ requestOrderId: 'LM2', status: 'SUCCESS' })])
    const outcome = await settle(ports, recharge)
    expect(outcome).toMatchObject({ state: 'unknown', evidence: { trouble: expect.stringMatching(/requestOrderId/) } })
  })

  test('an order of another amount contradicts, the same one written otherwise does not', async () => {
    const of = (amount: string) => settle(stubPorts([order('SUCCESS', { amount })]).ports, recharge)
    expect(await of('61.00')).toMatchObject({ state: 'unknown', why: 'contradictory' })
    expect(await of('16.000')).toMatchObject({ state: 'done' })
  })

  test('keeps asking until it is decided', async () => {
    const { ports, sent } = stubPorts([order('PROCESSING'), order('PROCESSING'), order('SUCCESS')])
    expect(await settle(ports, recharge, { deadlineMs: 60_000 })).toMatchObject({ state: 'done' })
    expect(sent).toHaveLength(3)
  })

  test('gives up at its deadline, and no question is given more time than is left', async () => {
    const { ports, passed, timeouts } = stubPorts([order('PROCESSING')])
    expect(await settle(ports, recharge, { deadlineMs: 60_000 })).toMatchObject({ state: 'unknown' })
    expect(passed()).toBeLessThanOrEqual(60_000)
    expect(passed() + (timeouts.at(-1) ?? 0)).toBeLessThanOrEqual(60_000)
  })

  test.each([
    ['fails', { status: 500, text: '' }, /^unreadable_reply/],
    ['refuses', { status: 403, text: '' }, /^declined/],
    ['is gone', lost, /^unreachable/],
    ['says no', declines(200, 'no such order'), /^declined/],
  ])('an API that %s settles nothing, and says why', async (_what, answer: Stubbed, trouble) => {
    const outcome = await settle(stubPorts([answer]).ports, recharge)
    expect(outcome).toMatchObject({ state: 'unknown', why: 'pending' })
    expect(outcome).toHaveProperty('evidence.trouble', expect.stringMatching(trouble))
  })

  test('goes on after trouble', async () => {
    const { ports } = stubPorts([declines(200, 'busy'), order('SUCCESS')])
    expect(await settle(ports, recharge, { deadlineMs: 60_000 })).toMatchObject({ state: 'done' })
  })
})

describe('a caller who stops', () => {
  test('before the first question: nothing is asked', async () => {
    const { ports, sent } = stubPorts([order('SUCCESS')])
    expect(await settle(ports, recharge, { signal: AbortSignal.abort() })).toMatchObject({ state: 'unknown' })
    expect(sent).toHaveLength(0)
  })

  test('between two questions: there is no other one', async () => {
    const stop = new AbortController()
    const { ports, sent } = stubPorts([order('PROCESSING')])
    const sleep = async (): Promise<void> => stop.abort()
    const outcome = await settle({ ...ports, sleep }, recharge, { deadlineMs: 60_000, signal: stop.signal })
    expect(outcome).toMatchObject({ state: 'unknown', evidence: { orderStatus: 'PROCESSING' } })
    expect(sent).toHaveLength(1)
  })
})

describe('what cannot be settled by asking', () => {
  test('a registration is not asked about, and does not wait', async () => {
    const { ports, sent, passed } = stubPorts([answers({})])
    const reference: Reference = { v: 1, intentId: 'i2', endpoint: 'user.register', sentAt: startTime }
    const outcome = await settle(ports, reference, { deadlineMs: 60_000 })
    expect(outcome).toMatchObject({ state: 'unknown', evidence: { note: expect.stringMatching(/already used/) } })
    expect([sent.length, passed()]).toEqual([0, 0])
  })

  test.each([-1, 0.5, 86_400_001, Number.NaN])('a deadline of %d is refused', async (deadlineMs) => {
    expect(await endOf(settle(stubPorts([]).ports, recharge, { deadlineMs }))).toBe('invalid_input')
  })

  test('a damaged reference is refused before anything is asked', async () => {
    const { ports, sent } = stubPorts([order('SUCCESS')])
    expect(await endOf(settle(ports, { ...recharge, sentAt: 'then' as never }))).toBe('bad_reference')
    expect(sent).toHaveLength(0)
  })

  test('every endpoint that is sent once says what a person can look at', () => {
    const silent = endpointKeys.filter((key) => endpointOf(key).effect === 'once' && !endpointOf(key).settledBy)
    expect(silent).toEqual([])
  })
})

describe('by the card', () => {
  const close: Reference = { ...orderless, intentId: 'i3', endpoint: 'bankcard.close', userBankcardId: 7 }
  const info = (userBankCardStatus: string, tag?: string): Stubbed => answers({ userBankCardStatus, tag })

  test.each([
    ['CLOSE', { state: 'done', decidedBy: 'card', result: { status: 'CLOSE' } }],
    ['CLOSE_PROCESSING', { state: 'unknown', evidence: { cardStatus: 'CLOSE_PROCESSING' } }],
    ['ACTIVE', { state: 'unknown', evidence: { cardStatus: 'ACTIVE' } }],
  ])('a close whose card is %s', async (status, outcome) => {
    const { ports, sent } = stubPorts([info(status)])
    expect(await settle(ports, close)).toMatchObject(outcome)
    expect(asked(sent)).toEqual(['bankcard.cardInfo'])
  })

  const { userBankcardId: _card, amount: _amount, ...nobody } = orderless
  const apply: Reference = { ...nobody, endpoint: 'bankcard.apply', tag: 'mine' }
  const change = (data: object = {}): Hint => ({
    type: 'CARD_STATUS_CHANGE',
    data: { userBankcardId: 71, status: 'TBA', ...data },
  })

  test.each([
    [
      'the same tag',
      info('TBA', 'mine'),
      { state: 'done', result: { userBankcardId: 71, status: 'TBA', tag: 'mine' } },
    ],
    ['the same tag, rejected', info('AUDIT_NOT_PASS', 'mine'), { state: 'done', result: { status: 'AUDIT_NOT_PASS' } }],
    ['another tag', info('TBA', 'other'), { state: 'unknown' }],
    ['no tag', info('TBA'), { state: 'unknown' }],
  ])('an application is found again by a notify of a card with %s', async (_what, answer, outcome) => {
    const { ports, sent } = stubPorts([answer])
    expect(await settle(ports, apply, { hint: change() })).toMatchObject(outcome)
    expect(sent[0]).toMatchObject({ endpoint: 'bankcard.cardInfo', uid: apply.uid, body: { userBankcardId: 71 } })
  })

  test('an application nobody has a notify of asks nothing and stays open', async () => {
    const { ports, sent } = stubPorts([info('TBA', 'mine')])
    expect(await settle(ports, apply, { deadlineMs: 60_000 })).toMatchObject({ state: 'unknown' })
    expect(sent).toHaveLength(0)
  })

  test('an application that went out without a tag is never found by somebody else’s card', async () => {
    const { tag: _tag, ...untagged } = apply
    expect(await settle(stubPorts([info('TBA')]).ports, untagged, { hint: change() })).toMatchObject({
      state: 'unknown',
    })
  })

  test.each<[string, EndpointKey, Hint]>([
    ['of another type', 'bankcard.apply', { ...change(), type: 'CARD_RECHARGE_RESULT' }],
    ['without a card', 'bankcard.apply', change({ userBankcardId: undefined })],
    ['from before the call', 'bankcard.apply', change({ createAt: startTime - 86_400_000 })],
  ])('a notify %s is no hint', async (_what, endpoint, hint) => {
    const { ports, sent } = stubPorts([info('TBA', 'mine')])
    expect(await settle(ports, { ...apply, endpoint }, { hint })).toMatchObject({ state: 'unknown' })
    expect(sent).toHaveLength(0)
  })
})
