import { describe, expect, test } from 'vitest'
import {
  answers,
  codec,
  declines,
  endOf,
  lost,
  refused,
  sealed,
  startTime,
  stubPorts,
  uid,
  type Stubbed,
} from '../test/support/stub-ports.ts'
import { defaultDeadlineMs, type CallOptions, type CallRequest } from './call.ts'
import { canonicalJson } from './json.ts'
import { balanceWaitMs, callOnce, callOnceWithReply } from './once.ts'
import type { Incoming } from './ports.ts'
import type { Reference } from './reference.ts'

const recharge: CallRequest = { endpoint: 'bankcard.recharge', input: { uid, userBankcardId: 135, amount: '16.00' } }
const apply: CallRequest = { endpoint: 'bankcard.apply', input: { uid, bankcardId: 9, tag: 'mine' } }
const order = { requestOrderId: 'LM1' }
const balance = answers({ balance: '5.00' })

describe('how a once call ends', () => {
  const refusal = (status: number, text = ''): Incoming => ({ status, text })
  const table: [what: string, answer: Stubbed, outcome: object][] = [
    ['success with code 1', answers(order), { state: 'done', result: order, decidedBy: 'reply' }],
    ['success without the optional order', answers({}), { state: 'done', result: {} }],
    ['declined for lack of money', declines(212), { state: 'declined', code: 212, decidedBy: 'reply' }],
    ['declined with an unheard-of code', declines(777), { state: 'declined', code: 777 }],
    ['declined with a result', sealed({ success: false, code: 200, result: order }), { state: 'declined', code: 200 }],
    ['HTTP 401', refusal(401), { state: 'declined', code: 0 }],
    ['HTTP 403', refusal(403, '<html>'), { state: 'declined', code: 0 }],
    ['HTTP 403 around a decline', { ...declines(200), status: 403 }, { state: 'declined', code: 0 }],
    ['HTTP 403 around a success', sealed({ result: order }, 403), { state: 'unknown', why: 'contradictory' }],
    ['HTTP 401 around 99997', { ...declines(99997), status: 401 }, { state: 'unknown', why: 'contradictory' }],
    ['99997, failing', declines(99997), { state: 'unknown', why: 'pending', code: 99997 }],
    ['99997, succeeding', sealed({ code: 99997 }), { state: 'unknown', why: 'pending', code: 99997 }],
    ['success with another code', sealed({ code: 200 }), { state: 'unknown', why: 'contradictory' }],
    ['failure with code 1', sealed({ success: false }), { state: 'unknown', why: 'contradictory' }],
    ['a redirect', refusal(307), { state: 'unknown', why: 'redirected' }],
    ['another redirect', refusal(302), { state: 'unknown', why: 'redirected' }],
    ['HTTP 500', refusal(500, 'oops'), { state: 'unknown', why: 'unreadable' }],
    ['HTTP 502 with a good body', sealed({ result: order }, 502), { state: 'unknown', why: 'unreadable' }],
    ['HTTP 404', refusal(404), { state: 'unknown', why: 'unreadable' }],
    ['HTTP 429', refusal(429), { state: 'unknown', why: 'unreadable' }],
    ['HTML', refusal(200, '<html>'), { state: 'unknown', why: 'unreadable' }],
    ['an empty body', refusal(200), { state: 'unknown', why: 'unreadable' }],
    [
      'a result of another key',
      refusal(200, canonicalJson({ success: true, code: 1, result: 'ab'.repeat(32) })),
      { state: 'unknown', why: 'unreadable' },
    ],
    ['a result of another shape', answers({ requestOrderId: {} }), { state: 'unknown', why: 'unreadable' }],
    ['the card of somebody else', answers({ userBankcardId: 9 }), { state: 'unknown', why: 'contradictory' }],
    ['the same card, as text', answers({ userBankcardId: '135' }), { state: 'done' }],
    ['another amount', answers({ amount: '61.00' }), { state: 'unknown', why: 'contradictory' }],
    ['the same amount, written otherwise', answers({ amount: '16.000' }), { state: 'done' }],
    ['no answer', lost, { state: 'unknown', why: 'lost' }],
    ['a sender that breaks its contract', new RangeError('oops'), { state: 'unknown', why: 'lost' }],
  ]

  test.each(table)('%s', async (_what, answer, expected) => {
    const { ports, sent } = stubPorts([answer], { balance })
    const outcome = await callOnce(ports, recharge)
    expect(outcome).toMatchObject({ ...expected, reference: { endpoint: 'bankcard.recharge', uid, amount: '16.00' } })
    expect(sent).toHaveLength(1)
  })

  test('a reply that breaks the opener is unreadable, not an exception', async () => {
    const { ports } = stubPorts([answers(order)], { balance })
    const broken = { ...ports, open: (): never => expect.fail('opened') }
    expect(await callOnce(broken, recharge)).toMatchObject({ state: 'unknown', why: 'unreadable' })
  })

  test.each([
    ['tag', { tag: 'other' }],
    ['product', { tag: 'mine', bankcardId: 10 }],
  ])('an application whose answer repeats another %s contradicts the request', async (_what, repeated) => {
    const answer = answers({ userBankcardId: 1, status: 'AUDITING', ...repeated })
    expect(await callOnce(stubPorts([answer]).ports, apply)).toMatchObject({ state: 'unknown', why: 'contradictory' })
  })

  test('a close whose answer names another card contradicts the request', async () => {
    const close: CallRequest = { endpoint: 'bankcard.close', input: { uid, userBankcardId: 7 } }
    const outcome = (card: number) => callOnce(stubPorts([answers({ ...order, userBankcardId: card })]).ports, close)
    expect(await outcome(8)).toMatchObject({ state: 'unknown', why: 'contradictory' })
    expect(await outcome(7)).toMatchObject({ state: 'done' })
  })

  test('an unknown keeps the order of its answer for settling, as plain JSON', async () => {
    const answer = sealed({ success: false, code: 99997, message: 'later', result: order })
    const { reference } = await callOnce(stubPorts([answer], { balance }).ports, recharge)
    expect(reference).toMatchObject({ v: 1, requestOrderId: 'LM1', userBankcardId: 135, sentAt: startTime })
    expect(JSON.parse(JSON.stringify(reference))).toEqual(reference)
  })

  test('a call that did not leave throws and says so', async () => {
    const { ports, sent } = stubPorts([refused], { balance })
    expect(await endOf(callOnce(ports, recharge))).toBe('not_sent')
    expect(sent).toHaveLength(1)
  })

  test('the facts of the reply come along', async () => {
    const answer = sealed({ success: false, code: 212, message: 'not enough', total: 3 })
    const { reply } = await callOnceWithReply(stubPorts([answer], { balance }).ports, recharge)
    expect(reply).toEqual({ httpStatus: 200, code: 212, message: 'not enough', total: 3, tries: 1, durationMs: 0 })
    const { reply: none } = await callOnceWithReply(stubPorts([lost], { balance }).ports, recharge)
    expect(none).toEqual({ tries: 1, durationMs: 0 })
  })
})

describe('before a once call leaves', () => {
  test('the intent is written down first, frozen, and has the reference of the outcome', async () => {
    const { ports, sent } = stubPorts([answers({})], { balance })
    const intents: Reference[] = []
    const outcome = await callOnce(ports, recharge, {
      beforeSend: async (intent) => {
        await Promise.resolve()
        expect(sent).toHaveLength(0)
        expect(Object.isFrozen(intent)).toBe(true)
        intents.push(intent)
      },
    })
    expect(intents).toEqual([outcome.reference])
  })

  const diskFull = (): never => {
    throw new Error('disk full')
  }
  const refusals: { what: string; options?: CallOptions; input?: object; code: string }[] = [
    { what: 'a journal that rejects', options: { beforeSend: async () => diskFull() }, code: 'not_sent' },
    { what: 'a journal that throws', options: { beforeSend: diskFull }, code: 'not_sent' },
    { what: 'a caller who has stopped', options: { signal: AbortSignal.abort() }, code: 'aborted' },
    { what: 'a deadline of nothing', options: { deadlineMs: 0 }, code: 'invalid_input' },
    { what: 'a deadline of weeks', options: { deadlineMs: 2 ** 31 }, code: 'invalid_input' },
    { what: 'an amount of nothing', input: { amount: '0.00' }, code: 'invalid_input' },
    { what: 'an amount as a number', input: { amount: 16 }, code: 'invalid_input' },
    { what: 'an unknown member', input: { amonut: '16' }, code: 'invalid_input' },
    { what: 'no user', input: { uid: undefined }, code: 'invalid_input' },
  ]
  test.each(refusals)('$what stops it, and nothing is sent', async ({ options, input, code }) => {
    const { ports, sent } = stubPorts([answers({})], { balance })
    const wish = { ...recharge, input: { ...(recharge.input as object), ...input } }
    expect(await endOf(callOnce(ports, wish, options))).toBe(code)
    expect(sent).toHaveLength(0)
  })

  test('a caller who stops while the intent is written stops the call', async () => {
    const { ports, sent } = stubPorts([answers({})], { balance })
    const stop = new AbortController()
    const options = { signal: stop.signal, beforeSend: () => stop.abort() }
    expect(await endOf(callOnce(ports, recharge, options))).toBe('aborted')
    expect(sent).toHaveLength(0)
  })

  test('an endpoint that is not sent once has no outcome', async () => {
    const { ports, sent } = stubPorts([answers({})])
    expect(await endOf(callOnce(ports, { endpoint: 'merchant.asset', input: {} }))).toBe('invalid_input')
    expect(sent).toHaveLength(0)
  })
})

describe('what makes it possible to settle later', () => {
  test("the card's balance is read once before a recharge, and is in the intent", async () => {
    const { ports, balances, timeouts } = stubPorts([answers({})], { balance })
    const { reference } = await callOnce(ports, recharge)
    expect(reference.balanceBefore).toBe('5.00')
    expect(balances).toMatchObject([{ uid, body: { userBankcardId: 135 } }])
    expect(timeouts).toEqual([defaultDeadlineMs])
    expect(balanceWaitMs).toBeLessThan(defaultDeadlineMs)
  })

  test.each([
    ['cannot be read', lost],
    ['does not exist yet', declines(200, 'no such balance')],
  ])('a balance that %s stops nothing', async (_what, none) => {
    const { ports, balances, sent } = stubPorts([answers({})], { balance: none })
    const outcome = await callOnce(ports, recharge)
    expect(outcome.reference).not.toHaveProperty('balanceBefore')
    expect([balances.length, sent.length]).toEqual([1, 1])
  })

  test('a balance that the caller has just read is taken', async () => {
    const { ports, balances } = stubPorts([answers({})], { balance })
    const outcome = await callOnce(ports, recharge, { balanceBefore: '7.5' })
    expect(outcome.reference.balanceBefore).toBe('7.5')
    expect(balances).toHaveLength(0)
  })

  test('an application without a tag goes out with the number of its intent as its tag', async () => {
    const { ports, sent } = stubPorts([lost])
    const outcome = await callOnce(ports, { endpoint: 'bankcard.apply', input: { uid, bankcardId: 9 } })
    const { intentId, tag } = outcome.reference
    expect(tag).toBe(intentId)
    expect(sent[0]?.body).toEqual({ bankcardId: 9, tag: intentId })
    const own = await callOnce(ports, apply)
    expect(own.reference.tag).toBe('mine')
  })

  test('the request is the one that was checked, whatever becomes of the object meanwhile', async () => {
    const { ports, sent } = stubPorts([answers({})], { balance })
    const input = { uid, userBankcardId: 135, amount: '16.00' }
    const beforeSend = (): void => void Object.assign(input, { amount: '9999.00' })
    const outcome = await callOnce(ports, { endpoint: 'bankcard.recharge', input }, { beforeSend })
    expect(codec.sign('', sent[0]?.body).body).toBe('{"amount":16.00,"userBankcardId":135}')
    expect(outcome.reference.amount).toBe('16.00')
  })
})
