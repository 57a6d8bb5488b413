import { describe, expect, test } from 'vitest'
import { answers, declines, startTime, stubPorts, type Stubbed } from '../test/support/stub-ports.ts'
import type { Outcome } from './outcome.ts'
import type { OutgoingCall, Ports } from './ports.ts'
import type { Reference } from './reference.ts'
import { settle, type Hint } from './settle.ts'

/** A recharge of 100 that was answered without an order number, on a card that had 5. */
const recharge: Reference = {
  v: 1,
  intentId: 'i1',
  endpoint: 'bankcard.recharge',
  sentAt: startTime,
  uid: 'hgwoxhlpzvav6m2l',
  userBankcardId: 135,
  amount: '100.00',
  balanceBefore: '5.00',
}

const topup = { recordNo: 'r1', occurTime: startTime + 5, localCurrencyAmt: '+99.50', transType: 'topup' }
const purchase = { recordNo: 'r2', occurTime: startTime + 9, localCurrencyAmt: '-99.50', transType: 'AUTH' }

interface Card {
  balance?: Stubbed
  rows?: Stubbed
  order?: Stubbed
}

function api({ balance = answers({ balance: '5.00' }), rows = answers([]), order }: Card): {
  ports: Ports
  sent: OutgoingCall[]
} {
  const byEndpoint: Record<string, Stubbed | undefined> = {
    'bankcard.balance': balance,
    'bankcard.transactions': rows,
    'bankcard.cardOrderInfo': order,
  }
  const answer = (call: OutgoingCall) => (byEndpoint[call.endpoint] ?? declines(200)) as ReturnType<typeof answers>
  return stubPorts([answer])
}

const notify = (status: string, more: object = {}): Hint => ({
  type: 'CARD_RECHARGE_RESULT',
  data: { userBankcardId: 135, amount: '100.000', status, createAt: startTime + 1000, ...more },
})

const arrived: Card = { balance: answers({ balance: '104.50' }), rows: answers([topup]) }

describe('evidence for a person', () => {
  test('the balance before and after, and what came onto the card', async () => {
    const { ports, sent } = api({ balance: answers({ balance: '5.00' }), rows: answers([purchase, topup]) })
    expect(await settle(ports, recharge, { deadlineMs: 60_000 })).toMatchObject({
      state: 'unknown',
      why: 'pending',
      evidence: {
        balanceBefore: '5.00',
        balanceNow: '5.00',
        balanceChange: '0',
        credits: [{ recordNo: 'r1', occurTime: startTime + 5, amount: '99.50', transType: 'topup' }],
      },
    })
    expect(sent[1]?.body).toMatchObject({ userBankcardId: 135, fromTimestamp: startTime - 300_000 })
    expect(sent).toHaveLength(2)
  })

  test('is plain JSON without a card number, whatever the records hold', async () => {
    const { ports } = api({ rows: answers([{ ...topup, cardNo: '4242424242424242', merchantName: 'CANARY' }]) })
    const outcome = await settle(ports, recharge)
    expect(JSON.stringify(outcome)).not.toMatch(/4242424242424242|CANARY/)
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome)
  })

  test('what cannot be read is left out, and the trouble told', async () => {
    const { ports } = api({ balance: declines(200, 'no balance'), rows: declines(200, 'no list') })
    const outcome = (await settle(ports, recharge)) as Outcome<unknown> & { evidence: object }
    expect(outcome.evidence).toEqual({
      askedAt: expect.any(Number),
      note: expect.any(String),
      balanceBefore: '5.00',
      trouble: expect.stringMatching(/declined/),
    })
  })
})

describe('a notify of the same card and amount', () => {
  const settled = (card: Card, hint: Hint, isOnlyOpen = true) => settle(api(card).ports, recharge, { hint, isOnlyOpen })

  test.each([
    ['SUCCESS, and the money is there', arrived, 'SUCCESS', 'done'],
    ['SUCCESS, and the card was used meanwhile', { rows: answers([topup, purchase]) }, 'SUCCESS', 'done'],
    ['SUCCESS, and nothing can be read', { balance: declines(200), rows: declines(200) }, 'SUCCESS', 'done'],
    ['FAILED, and there is no money', {}, 'FAILED', 'declined'],
  ] as [string, Card, string, string][])('%s: decides', async (...[, card, status, state]) => {
    expect(await settled(card, notify(status))).toMatchObject({ state, decidedBy: 'notify' })
  })

  test.each([
    ['SUCCESS, but the balance has not moved and there is no record', {}, 'SUCCESS'],
    ['FAILED, but the balance grew', arrived, 'FAILED'],
  ] as [string, Card, string][])('%s: contradicted', async (...[, card, status]) => {
    expect(await settled(card, notify(status))).toMatchObject({
      state: 'unknown',
      why: 'contradictory',
      evidence: { notifyStatus: status },
    })
  })

  test('another attempt is open: it may be that one’s', async () => {
    expect(await settled(arrived, notify('SUCCESS'), false)).toMatchObject({
      state: 'unknown',
      why: 'pending',
      evidence: { notifyStatus: 'SUCCESS' },
    })
  })

  test.each([
    ['another amount', notify('SUCCESS', { amount: '99.00' })],
    ['another card', notify('SUCCESS', { userBankcardId: 136 })],
    ['an earlier time', notify('SUCCESS', { createAt: startTime - 86_400_000 })],
    ['another type', { ...notify('SUCCESS'), type: 'CARD_STATUS_CHANGE' }],
    ['an amount that is none', notify('SUCCESS', { amount: {} })],
  ])('%s is no hint', async (_what, hint) => {
    const outcome = await settled(arrived, hint)
    expect(outcome).toMatchObject({ state: 'unknown', why: 'pending' })
    expect(outcome).not.toHaveProperty('evidence.notifyStatus')
  })

  test('an unheard-of status decides nothing', async () => {
    expect(await settled(arrived, notify('PENDING'))).toMatchObject({ state: 'unknown', why: 'pending' })
  })

  test('one that names the order is confirmed by asking for it, whatever it claims', async () => {
    const order = answers({ requestOrderId: 'LM9', status: 'FAILED', amount: '100.00' })
    const outcome = await settled({ ...arrived, order }, notify('SUCCESS', { requestOrderId: 'LM9' }), false)
    expect(outcome).toMatchObject({
      state: 'declined',
      decidedBy: 'order',
      reference: { requestOrderId: 'LM9' },
    })
  })
})
