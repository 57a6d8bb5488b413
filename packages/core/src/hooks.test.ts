import { describe, expect, test } from 'vitest'
import { answers, endOf, lost, refused, sealed, stubPorts, uid } from '../test/support/stub-ports.ts'
import { paid, stubClient } from '../test/support/stub-client.ts'
import { callEndpoint, type CallRequest } from './call.ts'
import { type Hooks, type ReplyEvent, type RequestEvent } from './hooks.ts'
import { callOnce } from './once.ts'
import { redacted } from './redact.ts'

function record(): { hooks: Hooks; requests: RequestEvent[]; replies: ReplyEvent[] } {
  const requests: RequestEvent[] = []
  const replies: ReplyEvent[] = []
  return {
    hooks: { onRequest: (event) => void requests.push(event), onReply: (event) => void replies.push(event) },
    requests,
    replies,
  }
}

const setPin: CallRequest = { endpoint: 'bankcard.setPin', input: { uid, userBankcardId: 1, pin: '739164' } }
const cardInfo: CallRequest = { endpoint: 'bankcard.cardInfo', input: { uid, userBankcardId: 1 } }
const recharge: CallRequest = { endpoint: 'bankcard.recharge', input: { uid, userBankcardId: 1, amount: '16.00' } }

describe('hooks', () => {
  test('see every try, its input redacted and its digits kept', async () => {
    const { hooks, requests, replies } = record()
    await callEndpoint(stubPorts([lost, answers({})]).ports, setPin, hooks)
    const input = { uid, userBankcardId: 1, pin: redacted }
    const about = { endpoint: 'bankcard.setPin', path: '/bankcard/setPin', input }
    expect(requests).toEqual([1, 2].map((tries) => ({ ...about, tries })))
    expect(replies).toEqual([
      { ...about, tries: 1, durationMs: 0, verdict: 'lost' },
      {
        ...about,
        tries: 2,
        durationMs: 0,
        verdict: 'done',
        httpStatus: 200,
        code: 1,
        message: 'Successful!',
        result: {},
      },
    ])
  })

  test('see results without card numbers and without what no row describes', async () => {
    const { hooks, replies } = record()
    const info = { cardNo: '4242424242424242', cardCvv: '195', userBankCardStatus: 'ACTIVE', undescribed: 'CANARY' }
    await callEndpoint(stubPorts([answers(info)]).ports, cardInfo, hooks)
    expect(replies[0]?.result).toEqual({ cardNo: '•••• 4242', cardCvv: redacted, userBankCardStatus: 'ACTIVE' })
  })

  test('see lists row by row', async () => {
    const { hooks, replies } = record()
    const list: CallRequest = { endpoint: 'bankcard.transactions', input: { uid, userBankcardId: 1 } }
    await callEndpoint(stubPorts([answers([{ recordNo: 'r1', undescribed: 'CANARY' }])]).ports, list, hooks)
    expect(replies[0]?.result).toEqual([{ recordNo: 'r1' }])
  })

  test.each([
    [lost, { verdict: 'lost' }],
    [refused, { verdict: 'not_sent' }],
    [sealed({ success: false, code: 212 }), { verdict: 'declined', code: 212, httpStatus: 200 }],
    [sealed({ success: false, code: 99997 }), { verdict: 'pending', code: 99997 }],
    [sealed({ success: false }), { verdict: 'contradictory' }],
    [
      { status: 307, text: '' },
      { verdict: 'redirected', httpStatus: 307 },
    ],
    [
      { status: 200, text: 'x' },
      { verdict: 'unreadable', httpStatus: 200 },
    ],
  ])('%j: see how it is understood', async (answer, event) => {
    const { hooks, replies } = record()
    await endOf(callOnce(stubPorts([answer], { balance: lost }).ports, recharge, hooks))
    expect(replies.at(-1)).toMatchObject({ endpoint: 'bankcard.recharge', ...event })
  })

  test('see the balance that is read before a recharge, as a request of its own', async () => {
    const { hooks, requests } = record()
    await callOnce(stubPorts([answers({})], { balance: answers({ balance: '1' }) }).ports, recharge, hooks)
    expect(requests.map(({ endpoint }) => endpoint)).toEqual(['bankcard.balance', 'bankcard.recharge'])
    expect(requests[1]?.input).toEqual({ uid, userBankcardId: 1, amount: '16.00' })
  })

  test.each<[string, () => never | Promise<never>]>([
    [
      'throw',
      () => {
        throw new Error('logger')
      },
    ],
    ['reject', () => Promise.reject(new Error('logger'))],
  ])('that %s change nothing', async (_what, fail) => {
    const hooks: Hooks = { onRequest: fail, onReply: fail }
    const outcome = await callOnce(stubPorts([answers({})], { balance: lost }).ports, recharge, hooks)
    expect(outcome).toMatchObject({ state: 'done' })
  })

  test('that change what they are given change nothing', async () => {
    const { ports, sent } = stubPorts([answers({ requestOrderId: 'LM1' })], { balance: lost })
    const outcome = await callOnce(ports, recharge, {
      onRequest: ({ input }) => void Object.assign(input, { amount: '9999' }),
      onReply: ({ result }) => void Object.assign(result ?? {}, { requestOrderId: 'LM2' }),
    })
    expect(String(sent[0]?.body.amount)).toBe('16.00')
    expect(outcome).toMatchObject({ state: 'done', result: { requestOrderId: 'LM1' } })
  })

  test('of a client and of a call are both told, whatever the other does', async () => {
    const own = record()
    const { client } = stubClient([paid], {
      onRequest: () => expect.fail('a logger that fails'),
      onReply: own.hooks.onReply!,
    })
    const call = record()
    await client.bankcard.recharge({ uid, userBankcardId: 1, amount: '16.00' }, call.hooks)
    expect(call.requests).toHaveLength(2)
    expect(own.replies).toEqual(call.replies)
  })
})
