import { describe, expect, test } from 'vitest'
import {
  answers,
  declines,
  endOf,
  lost,
  refused,
  sealed,
  stubPorts,
  uid,
  type Stubbed,
} from '../test/support/stub-ports.ts'
import { callEndpoint, callWithReply, defaultDeadlineMs, maxTries, outgoing, type CallRequest } from './call.ts'
import { canonicalJson, exactNumber } from './json.ts'
import type { Ports } from './ports.ts'

const callWithReplyUnless = (ports: Ports, request: CallRequest): Promise<unknown> =>
  callWithReply(ports, request, { isSuperseded: () => true })

const recharge = { endpoint: 'bankcard.recharge', input: { uid, userBankcardId: 135, amount: '16.00' } } as const

describe('calls that may be repeated', () => {
  const balance: CallRequest = { endpoint: 'bankcard.balance', input: { uid, userBankcardId: 135 } }
  const good = sealed({ result: { balance: exactNumber('456.340'), userBankcardId: 135 } })

  test.each<[string, Stubbed]>([
    ['lost', lost],
    ['refused connection', refused],
    ['HTTP 503', { status: 503, text: '' }],
    ['garbage', { status: 200, text: 'x' }],
    ['another card', sealed({ result: { balance: '1', userBankcardId: 9 } })],
    ['99997', declines(99997)],
    ['a sender that breaks its contract', new RangeError('oops')],
  ])('%s: a read is tried again and answers', async (_what, answer) => {
    const { ports, sent, slept } = stubPorts([answer, answer, good])
    expect(await callEndpoint(ports, balance)).toEqual({ balance: '456.340', userBankcardId: 135 })
    expect(sent).toHaveLength(3)
    expect(slept).toHaveLength(2)
    expect(slept[1]).toBeGreaterThan(slept[0] ?? Infinity)
  })

  test('tries end', async () => {
    const { ports, sent } = stubPorts([lost])
    expect(await endOf(callEndpoint(ports, balance))).toBe('unreachable')
    expect(sent).toHaveLength(maxTries)
  })

  test('all tries share one deadline', async () => {
    const { ports, sent } = stubPorts([lost])
    expect(await endOf(callEndpoint(ports, balance, { deadlineMs: 200 }))).toBe('unreachable')
    expect(sent.length).toBeLessThan(maxTries)
  })

  test('a refusal is final', async () => {
    const { ports, sent } = stubPorts([declines(200, 'no such card')])
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
    const { ports, sent } = stubPorts([answer])
    expect(await endOf(callEndpoint(ports, request))).toBe(code)
    expect(sent).toHaveLength(tries)
  })

  test('the pause doubles, and waits longer where the answer asks for it', async () => {
    const busy = { status: 503, text: '', retryAfterMs: 2000 }
    const { ports, slept } = stubPorts([busy, lost, good])
    await callEndpoint(ports, balance)
    expect(slept).toEqual([2000, 375])
  })

  test('a wait that would outlast the deadline is not begun', async () => {
    const { ports, sent, passed } = stubPorts([{ status: 503, text: '', retryAfterMs: 60_000 }])
    expect(await endOf(callEndpoint(ports, balance))).toBe('unreadable_reply')
    expect([sent.length, passed()]).toEqual([1, 0])
  })

  test('a later try has what is left of the time', async () => {
    const { ports, timeouts, slept } = stubPorts([lost, good])
    await callEndpoint(ports, balance)
    expect(timeouts).toEqual([defaultDeadlineMs, defaultDeadlineMs - (slept[0] ?? 0)])
  })

  test('the facts count the tries and the time of all of them', async () => {
    const { ports, passed } = stubPorts([lost, sealed({ result: { balance: '1' }, total: 1, message: 'Fine' })])
    const { reply } = await callWithReply(ports, balance)
    expect(reply).toEqual({ httpStatus: 200, code: 1, message: 'Fine', total: 1, tries: 2, durationMs: passed() })
  })

  test.each(['declined', 'refused'] as const)(
    'a try that was lost leaves doubt when a later one is %s',
    async (what) => {
      const last = what === 'declined' ? declines(200, 'no such card') : refused
      const setPin: CallRequest = { endpoint: 'bankcard.setPin', input: pin }
      expect(await endOf(callEndpoint(stubPorts([lost, last, last]).ports, setPin))).toBe('delivery_unknown')
      expect(await endOf(callEndpoint(stubPorts([refused, last, last]).ports, setPin))).toBe(
        what === 'declined' ? 'declined' : 'not_sent',
      )
    },
  )

  test('a later command ends the tries of an earlier one', async () => {
    const { ports, sent } = stubPorts([lost])
    const freeze: CallRequest = { endpoint: 'bankcard.updateStatus', input: { uid, userBankcardId: 1, enable: false } }
    expect(await endOf(callWithReplyUnless(ports, freeze))).toBe('superseded')
    expect(sent).toHaveLength(1)
  })

  describe('a caller who stops', () => {
    const setPin: CallRequest = { endpoint: 'bankcard.setPin', input: pin }
    const table: { what: string; request: CallRequest; answer: Stubbed; code: string }[] = [
      { what: 'a read that is under way', request: balance, answer: lost, code: 'aborted' },
      { what: 'a read answered with garbage', request: balance, answer: { status: 200, text: 'x' }, code: 'aborted' },
      { what: 'a state that may have been set', request: setPin, answer: lost, code: 'delivery_unknown' },
      { what: 'a state that was not set', request: setPin, answer: refused, code: 'aborted' },
    ]
    test.each(table)('$what: $code', async ({ request, answer, code }) => {
      const stop = new AbortController()
      const { ports, sent } = stubPorts([
        () => {
          stop.abort()
          return answer as Error
        },
      ])
      expect(await endOf(callEndpoint(ports, request, { signal: stop.signal }))).toBe(code)
      expect(sent).toHaveLength(1)
    })

    test('between two tries, there is no other one', async () => {
      const stop = new AbortController()
      const { ports, sent } = stubPorts([lost])
      const sleep = async (): Promise<void> => stop.abort()
      expect(await endOf(callEndpoint({ ...ports, sleep }, balance, { signal: stop.signal }))).toBe('aborted')
      expect(sent).toHaveLength(1)
    })
  })

  test('what is sent once is never sent by the way of those that may be repeated', async () => {
    const { ports, sent } = stubPorts([answers({})])
    expect(await endOf(callEndpoint(ports, recharge))).toBe('invalid_input')
    expect(sent).toHaveLength(0)
  })

  test('a stopped call is not sent', async () => {
    const { ports, sent } = stubPorts([good])
    expect(await endOf(callEndpoint(ports, balance, { signal: AbortSignal.abort() }))).toBe('aborted')
    expect(sent).toHaveLength(0)
  })

  test('lists come typed, and one wrong entry spoils the list', async () => {
    const list: CallRequest = { endpoint: 'merchant.rechargeList', input: {} }
    const entry = { id: 572, operateAmount: exactNumber('1.000000000000000000'), extra: 'kept' }
    expect(await callEndpoint(stubPorts([answers([entry])]).ports, list)).toEqual([
      { id: 572, operateAmount: '1.000000000000000000', extra: 'kept' },
    ])
    const wrong = sealed({ result: [entry, { id: 'x' }] })
    expect(await endOf(callEndpoint(stubPorts([wrong]).ports, list))).toBe('unreadable_reply')
    expect(await endOf(callEndpoint(stubPorts([answers(entry)]).ports, list))).toBe('unreadable_reply')
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
