import { describe, expect, test } from 'vitest'
import { createCodec } from './codec.ts'
import type { Reference } from './reference.ts'
import type { Incoming, OutgoingCall, Ports } from './ports.ts'
import { settle } from './settle.ts'

const codec = createCodec({ appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' })

/** Ports whose results come in turn, the last again and again; a number is an HTTP status without a body. */
function stub(...results: (object | number)[]) {
  let time = 0
  const asked: OutgoingCall[] = []
  const ports: Ports = {
    send: (call): Promise<Incoming> => {
      const result = results[Math.min(asked.length, results.length - 1)] ?? 500
      asked.push(call)
      if (typeof result === 'number') return Promise.resolve({ status: result, text: '' })
      return Promise.resolve({
        status: 200,
        text: codec.sealReply({ success: true, code: 1, message: '', result }),
      })
    },
    open: codec.openReply,
    sleep: (ms) => {
      time += ms
      return Promise.resolve()
    },
    now: () => time,
    random: () => 0,
  }
  return { ports, asked, passed: () => time }
}

const recharge: Reference = {
  v: 1,
  intentId: 'i1',
  endpoint: 'bankcard.recharge',
  sentAt: 0,
  uid: 'hgwoxhlpzvav6m2l',
  userBankcardId: 135,
  amount: '16.00',
  requestOrderId: 'LM1',
}
const order = (status: string): object => ({ requestOrderId: 'LM1', status })

describe('a recharge with its order', () => {
  test.each([
    ['SUCCESS', { state: 'done' }],
    ['FAILED', { state: 'declined' }],
    ['PROCESSING', { state: 'unknown', why: 'pending' }],
    ['MAYBE', { state: 'unknown', why: 'pending' }],
  ])('%s settles it as it should', async (status, outcome) => {
    const { ports, asked } = stub(order(status))
    expect(await settle(ports, recharge)).toMatchObject({ ...outcome, reference: recharge })
    expect(asked.map(({ endpoint }) => endpoint)).toEqual(['bankcard.cardOrderInfo'])
  })

  test('the answer about another order settles nothing', async () => {
    const { ports } = stub({ requestOrderId: 'LM2', status: 'SUCCESS' })
    expect(await settle(ports, recharge)).toMatchObject({ state: 'unknown' })
  })

  test('keeps asking until it is decided', async () => {
    const { ports, asked } = stub(order('PROCESSING'), order('PROCESSING'), order('SUCCESS'))
    expect(await settle(ports, recharge, { deadlineMs: 60_000 })).toMatchObject({ state: 'done' })
    expect(asked).toHaveLength(3)
  })

  test('gives up at its deadline', async () => {
    const { ports, passed } = stub(order('PROCESSING'))
    expect(await settle(ports, recharge, { deadlineMs: 60_000 })).toMatchObject({ state: 'unknown' })
    expect(passed()).toBeLessThanOrEqual(60_000)
  })

  test('an API that fails settles nothing', async () => {
    expect(await settle(stub(500).ports, recharge)).toMatchObject({ state: 'unknown', why: 'pending' })
    expect(await settle(stub(403).ports, recharge)).toMatchObject({ state: 'unknown', why: 'pending' })
  })

  test('a caller may stop it', async () => {
    const { ports } = stub(order('PROCESSING'))
    const outcome = await settle(ports, recharge, { deadlineMs: 60_000, signal: AbortSignal.abort() })
    expect(outcome).toMatchObject({ state: 'unknown' })
  })
})

describe('what lacks the means', () => {
  test('a recharge without its order is never asked about as an order, and stays open', async () => {
    const { requestOrderId: _order, ...without } = recharge
    const { ports, asked } = stub({ balance: '1.00' }, [])
    expect(await settle(ports, without)).toMatchObject({ state: 'unknown' })
    expect(asked.map(({ endpoint }) => endpoint)).toEqual(['bankcard.balance', 'bankcard.transactions'])
  })

  test('a registration cannot be asked about', async () => {
    const { ports, asked } = stub({})
    const reference: Reference = { v: 1, intentId: 'i2', endpoint: 'user.register', sentAt: 0 }
    expect(await settle(ports, reference)).toMatchObject({ state: 'unknown' })
    expect(asked).toHaveLength(0)
  })
})

describe('by the card', () => {
  const close: Reference = { v: 1, intentId: 'i3', endpoint: 'bankcard.close', sentAt: 0, uid: 'u1', userBankcardId: 7 }

  test.each([
    ['CLOSE', 'done'],
    ['CLOSE_PROCESSING', 'unknown'],
    ['ACTIVE', 'unknown'],
  ])('a close whose card is %s is %s', async (status, state) => {
    const { ports, asked } = stub({ userBankCardStatus: status })
    expect(await settle(ports, close)).toMatchObject({ state })
    expect(asked.every(({ endpoint }) => endpoint === 'bankcard.cardInfo')).toBe(true)
  })

  test.each([
    ['the same tag', 'mine', 'done'],
    ['another tag', 'other', 'unknown'],
  ])('an application with %s is %s', async (_what, tag, state) => {
    const apply: Reference = { ...close, endpoint: 'bankcard.apply', tag: 'mine' }
    expect(await settle(stub({ userBankCardStatus: 'TBA', tag }).ports, apply)).toMatchObject({ state })
  })
})
