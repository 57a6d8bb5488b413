import { describe, expect, test } from 'vitest'
import { callEndpoint, callOnce, maxTries, outgoing, type CallOptions } from './call.ts'
import { createCodec } from './codec.ts'
import type { ReplyContent } from './envelope.ts'
import type { EndpointKey } from './endpoints/index.ts'
import { isAsinxError } from './errors.ts'
import { canonicalJson, exactNumber } from './json.ts'
import type { Reference } from './outcome.ts'
import { TransportFailure, type Incoming, type OutgoingCall, type Ports } from './ports.ts'

const codec = createCodec({ appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' })
const sealed = (reply: Partial<ReplyContent>): Incoming => ({
  status: 200,
  text: codec.sealReply({ success: true, code: 1, message: 'Successful!', ...reply }),
})
const lost = new TransportFailure('The connection broke.', { sent: true })
const refused = new TransportFailure('The API could not be reached.', { sent: false })

/** Ports that answer in turn, the last answer again and again, on a clock that only sleeping moves. */
function stub(...answers: (Incoming | Error)[]) {
  let time = 1_700_000_000_000
  const sent: OutgoingCall[] = []
  const slept: number[] = []
  const ports: Ports = {
    send: (call) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)]
      sent.push(call)
      return answer instanceof Error || answer === undefined ? Promise.reject(answer) : Promise.resolve(answer)
    },
    open: codec.openReply,
    sleep: (ms) => {
      slept.push(ms)
      time += ms
      return Promise.resolve()
    },
    now: () => time,
    random: () => 0.5,
  }
  return { ports, sent, slept }
}

const uid = 'hgwoxhlpzvav6m2l'
const recharge = { endpoint: 'bankcard.recharge' as EndpointKey, input: { uid, userBankcardId: 135, amount: '16.00' } }
const order = { requestOrderId: 'LM1' }

const errorOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing thrown',
    (error: unknown) => (isAsinxError(error) ? error.code : error),
  )

describe('how a once call ends', () => {
  const table: [what: string, answer: Incoming | Error, outcome: object][] = [
    ['success with code 1', sealed({ result: order }), { state: 'done', result: order }],
    ['success without the optional order', sealed({ result: {} }), { state: 'done', result: {} }],
    ['declined for lack of money', sealed({ success: false, code: 212 }), { state: 'declined', code: 212 }],
    ['declined with an unheard-of code', sealed({ success: false, code: 777 }), { state: 'declined', code: 777 }],
    ['declined with a result', sealed({ success: false, code: 200, result: order }), { state: 'declined', code: 200 }],
    ['HTTP 401', { status: 401, text: '' }, { state: 'declined', code: 0 }],
    ['HTTP 403', { status: 403, text: '<html>' }, { state: 'declined', code: 0 }],
    ['99997, failing', sealed({ success: false, code: 99997 }), { state: 'unknown', why: 'pending', code: 99997 }],
    ['99997, succeeding', sealed({ success: true, code: 99997 }), { state: 'unknown', why: 'pending', code: 99997 }],
    ['success with another code', sealed({ code: 200 }), { state: 'unknown', why: 'contradictory' }],
    ['failure with code 1', sealed({ success: false }), { state: 'unknown', why: 'contradictory' }],
    ['a redirect', { status: 307, text: '' }, { state: 'unknown', why: 'redirected' }],
    ['another redirect', { status: 302, text: '' }, { state: 'unknown', why: 'redirected' }],
    ['HTTP 500', { status: 500, text: 'oops' }, { state: 'unknown', why: 'unreadable' }],
    [
      'HTTP 502 with a good body',
      { ...sealed({ result: order }), status: 502 },
      { state: 'unknown', why: 'unreadable' },
    ],
    ['HTTP 404', { status: 404, text: '' }, { state: 'unknown', why: 'unreadable' }],
    ['HTML', { status: 200, text: '<html>' }, { state: 'unknown', why: 'unreadable' }],
    ['an empty body', { status: 200, text: '' }, { state: 'unknown', why: 'unreadable' }],
    [
      'a result of another key',
      { status: 200, text: canonicalJson({ success: true, code: 1, result: 'ab'.repeat(32) }) },
      { state: 'unknown', why: 'unreadable' },
    ],
    ['a result of another shape', sealed({ result: { requestOrderId: {} } }), { state: 'unknown', why: 'unreadable' }],
    ['no answer', lost, { state: 'unknown', why: 'lost' }],
  ]

  test.each(table)('%s', async (_what, answer, expected) => {
    const { ports, sent } = stub(answer)
    const outcome = await callOnce(ports, recharge)
    expect(outcome).toMatchObject({ ...expected, reference: { endpoint: 'bankcard.recharge', uid, amount: '16.00' } })
    expect(sent).toHaveLength(1)
  })

  test('an answer that repeats another tag contradicts the request', async () => {
    const apply = { endpoint: 'bankcard.apply' as EndpointKey, input: { uid, bankcardId: 9, tag: 'mine' } }
    const answer = { userBankcardId: 1, status: 'AUDITING' }
    const outcome = (tag: string) => callOnce(stub(sealed({ result: { ...answer, tag } })).ports, apply)
    expect(await outcome('other')).toMatchObject({ state: 'unknown', why: 'contradictory' })
    expect(await outcome('mine')).toMatchObject({ state: 'done' })
  })

  test('an unknown keeps the order of its answer for settling, as plain JSON', async () => {
    const answer = sealed({ success: false, code: 99997, message: 'later', result: order })
    const { reference } = await callOnce(stub(answer).ports, recharge)
    expect(reference).toMatchObject({ v: 1, requestOrderId: 'LM1', userBankcardId: 135, sentAt: 1_700_000_000_000 })
    expect(JSON.parse(JSON.stringify(reference))).toEqual(reference)
  })

  test('a call that did not leave throws and says so', async () => {
    const { ports, sent } = stub(refused)
    expect(await errorOf(callOnce(ports, recharge))).toBe('not_sent')
    expect(sent).toHaveLength(1)
  })
})

describe('before a once call leaves', () => {
  test('the intent is written down first, and has the reference of the outcome', async () => {
    const { ports, sent } = stub(sealed({ result: {} }))
    const intents: Reference[] = []
    const outcome = await callOnce(ports, recharge, {
      beforeSend: async (intent) => {
        await Promise.resolve()
        expect(sent).toHaveLength(0)
        intents.push(intent)
      },
    })
    expect(intents).toEqual([outcome.reference])
  })

  interface Refusal {
    what: string
    options?: CallOptions
    input?: object
    code: string
  }
  const diskFull = (): never => {
    throw new Error('disk full')
  }
  const refusals: Refusal[] = [
    { what: 'a journal that rejects', options: { beforeSend: async () => diskFull() }, code: 'not_sent' },
    { what: 'a journal that throws', options: { beforeSend: diskFull }, code: 'not_sent' },
    { what: 'a caller who has stopped', options: { signal: AbortSignal.abort() }, code: 'aborted' },
    { what: 'an amount of nothing', input: { amount: '0.00' }, code: 'invalid_input' },
    { what: 'an amount as a number', input: { amount: 16 }, code: 'invalid_input' },
    { what: 'an unknown member', input: { amonut: '16' }, code: 'invalid_input' },
    { what: 'no user', input: { uid: undefined }, code: 'invalid_input' },
  ]
  test.each(refusals)('$what stops it, and nothing is sent', async ({ options, input, code }) => {
    const { ports, sent } = stub(sealed({ result: {} }))
    expect(await errorOf(callOnce(ports, { ...recharge, input: { ...recharge.input, ...input } }, options))).toBe(code)
    expect(sent).toHaveLength(0)
  })
})

describe('calls that may be repeated', () => {
  const balance = { endpoint: 'bankcard.balance' as EndpointKey, input: { uid, userBankcardId: 135 } }
  const good = sealed({ result: { balance: exactNumber('456.340'), userBankcardId: 135 } })

  test.each<[string, Incoming | Error]>([
    ['lost', lost],
    ['refused connection', refused],
    ['HTTP 503', { status: 503, text: '' }],
    ['garbage', { status: 200, text: 'x' }],
    ['another card', sealed({ result: { balance: '1', userBankcardId: 9 } })],
    ['99997', sealed({ success: false, code: 99997 })],
  ])('%s: a read is tried again and answers', async (_what, answer) => {
    const { ports, sent, slept } = stub(answer, answer, good)
    expect(await callEndpoint(ports, balance)).toEqual({ balance: '456.340', userBankcardId: 135 })
    expect(sent).toHaveLength(3)
    expect(slept).toHaveLength(2)
    expect(slept[1]).toBeGreaterThan(slept[0] ?? Infinity)
  })

  test('tries end', async () => {
    const { ports, sent } = stub(lost)
    expect(await errorOf(callEndpoint(ports, balance))).toBe('unreachable')
    expect(sent).toHaveLength(maxTries)
  })

  test('all tries share one deadline', async () => {
    const { ports, sent } = stub(lost)
    expect(await errorOf(callEndpoint(ports, balance, { deadlineMs: 200 }))).toBe('unreachable')
    expect(sent.length).toBeLessThan(maxTries)
  })

  test('a refusal is final', async () => {
    const { ports, sent } = stub(sealed({ success: false, code: 200, message: 'no such card' }))
    const error = await callEndpoint(ports, balance).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'declined', vendorCode: 200, vendorMessage: 'no such card' })
    expect(sent).toHaveLength(1)
  })

  const pin = { uid, userBankcardId: 1, pin: '123456' }
  const deposit = { uid, amount: '100.00' }
  const failures = [
    { endpoint: 'bankcard.setPin', input: pin, what: 'lost', answer: lost, code: 'delivery_unknown', tries: maxTries },
    { endpoint: 'bankcard.setPin', input: pin, what: 'refused', answer: refused, code: 'not_sent', tries: maxTries },
    {
      endpoint: 'user.usdRechargeInfo',
      input: deposit,
      what: 'lost',
      answer: lost,
      code: 'delivery_unknown',
      tries: 1,
    },
    { endpoint: 'user.usdRechargeInfo', input: deposit, what: 'refused', answer: refused, code: 'not_sent', tries: 1 },
    {
      endpoint: 'user.usdRechargeInfo',
      input: deposit,
      what: 'HTTP 502',
      answer: { status: 502, text: '' },
      code: 'delivery_unknown',
      tries: 1,
    },
    {
      endpoint: 'merchant.asset',
      input: {},
      what: 'garbage',
      answer: { status: 200, text: 'x' },
      code: 'unreadable_reply',
      tries: maxTries,
    },
    {
      endpoint: 'merchant.asset',
      input: {},
      what: 'HTTP 403',
      answer: { status: 403, text: '' },
      code: 'declined',
      tries: 1,
    },
  ] as const
  test.each(failures)('$endpoint, $what: $code after $tries tries', async ({ answer, code, tries, ...request }) => {
    const { ports, sent } = stub(answer)
    expect(await errorOf(callEndpoint(ports, request))).toBe(code)
    expect(sent).toHaveLength(tries)
  })

  test('a stopped call is not sent', async () => {
    const { ports, sent } = stub(good)
    expect(await errorOf(callEndpoint(ports, balance, { signal: AbortSignal.abort() }))).toBe('aborted')
    expect(sent).toHaveLength(0)
  })

  test('lists come typed, and one wrong entry spoils the list', async () => {
    const list = { endpoint: 'merchant.rechargeList' as EndpointKey, input: {} }
    const entry = { id: 572, operateAmount: exactNumber('1.000000000000000000'), extra: 'kept' }
    expect(await callEndpoint(stub(sealed({ result: [entry] })).ports, list)).toEqual([
      { id: 572, operateAmount: '1.000000000000000000', extra: 'kept' },
    ])
    const wrong = sealed({ result: [entry, { id: 'x' }] })
    expect(await errorOf(callEndpoint(stub(wrong).ports, list))).toBe('unreadable_reply')
    expect(await errorOf(callEndpoint(stub(sealed({ result: entry })).ports, list))).toBe('unreadable_reply')
  })
})

describe('outgoing', () => {
  test('takes the user out of the body and keeps the digits of the amount', () => {
    const call = outgoing('bankcard.recharge', recharge.input)
    expect(call).toMatchObject({ path: '/bankcard/recharge', uid })
    expect(canonicalJson(call.body)).toBe('{"amount":16.00,"userBankcardId":135}')
  })

  test('a member called uid stays in the body of a merchant call', () => {
    const call = outgoing('account.userRechargeList', { uid })
    expect(call.uid).toBeUndefined()
    expect(call.body).toEqual({ uid })
  })

  test('names every problem without repeating a value', () => {
    const run = (): unknown => outgoing('bankcard.setPin', { uid, pin: 'SECRET' })
    expect(run).toThrow(
      expect.objectContaining({ code: 'invalid_input', problems: expect.arrayContaining([]) as unknown }),
    )
    expect(run).not.toThrow(/SECRET/)
  })
})
