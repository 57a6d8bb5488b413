import { describe, expect, test } from 'vitest'
import { endOf, startTime, uid } from '../test/support/stub-ports.ts'
import { fails, orderless, paid, pending, refuses, says, stubClient } from '../test/support/stub-client.ts'
import type { Reference } from './reference.ts'
import { createMemoryStore } from './spending.ts'

const recharge = { uid, userBankcardId: 135, amount: '16.00' }

describe('one open recharge per card', () => {
  test('a second is refused while the first is under way or unknown; another card is free', async () => {
    const { client, sent } = stubClient([pending])
    const first = client.bankcard.recharge(recharge)
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('outcome_open')
    expect(await endOf(first)).toBe('unknown')
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('outcome_open')
    expect(await endOf(client.bankcard.recharge({ ...recharge, userBankcardId: 136 }))).toBe('unknown')
    expect(sent).toHaveLength(2)
  })

  test('settling it frees the card; settling anything else does not', async () => {
    const { client } = stubClient([
      pending,
      says({ userBankCardStatus: 'CLOSE' }),
      says({ requestOrderId: 'LM1', status: 'SUCCESS' }),
      paid,
    ])
    const outcome = await client.bankcard.recharge(recharge)
    const close: Reference = { ...outcome.reference, intentId: 'other', endpoint: 'bankcard.close' }
    expect(await endOf(client.settle(close))).toBe('done')
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('outcome_open')
    expect(await endOf(client.settle(outcome.reference))).toBe('done')
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('done')
  })

  test.each([
    ['declined', refuses(212)],
    ['not sent', fails('ECONNREFUSED')],
  ])('one that was %s leaves the card free', async (_what, answer: () => Response) => {
    const { client } = stubClient([answer, paid])
    await endOf(client.bankcard.recharge(recharge))
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('done')
  })
})

describe('limits', () => {
  const card = (userBankcardId: number, amount: string) => ({ uid, userBankcardId, amount })

  test('the largest single recharge', async () => {
    const { client, sent } = stubClient([paid], { limits: { largestRecharge: '100' } })
    expect(await endOf(client.bankcard.recharge(card(1, '100.01')))).toBe('limit_exceeded')
    expect(await endOf(client.bankcard.recharge(card(1, '100.00')))).toBe('done')
    expect(sent).toHaveLength(1)
  })

  test('the total of a day: unknown ones count, declined and unsent ones do not, a new day is new', async () => {
    let now = Date.UTC(2026, 0, 1)
    const answers = [pending, refuses(212), fails('ECONNREFUSED'), paid, paid]
    const { client, sent } = stubClient(answers, { limits: { rechargePerDay: '100' }, now: () => now })
    expect(await endOf(client.bankcard.recharge(card(1, '60')))).toBe('unknown')
    expect(await endOf(client.bankcard.recharge(card(2, '40')))).toBe('declined')
    expect(await endOf(client.bankcard.recharge(card(2, '40')))).toBe('not_sent')
    expect(await endOf(client.bankcard.recharge(card(2, '40.01')))).toBe('limit_exceeded')
    expect(await endOf(client.bankcard.recharge(card(2, '40')))).toBe('done')
    expect(await endOf(client.bankcard.recharge(card(3, '0.01')))).toBe('limit_exceeded')
    now += 24 * 60 * 60 * 1000
    expect(await endOf(client.bankcard.recharge(card(3, '100')))).toBe('done')
    expect(sent).toHaveLength(5)
  })
})

describe('over restarts', () => {
  test('what is open is listed, holds its card, and is settled by another client on the same store', async () => {
    const spendingStore = createMemoryStore()
    const { reference } = await stubClient([pending], { spendingStore }).client.bankcard.recharge(recharge)
    const order = says({ requestOrderId: 'LM1', status: 'SUCCESS' })
    const { client } = stubClient([order, paid], { spendingStore })
    expect(await client.openRecharges()).toEqual([reference])
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('outcome_open')
    expect(await endOf(client.settle(JSON.parse(JSON.stringify(reference)) as Reference))).toBe('done')
    expect(await client.openRecharges()).toEqual([])
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('done')
  })
})

describe('what has no order number', () => {
  const hint = {
    type: 'CARD_RECHARGE_RESULT',
    data: { userBankcardId: 135, amount: '16.00', status: 'FAILED', createAt: startTime },
  }

  test('is settled by a notify while the client has one open attempt for the card', async () => {
    const { client } = stubClient([orderless, says([]), paid], { now: () => startTime })
    const { reference } = await client.bankcard.recharge(recharge)
    expect(await endOf(client.settle(reference))).toBe('unknown')
    expect(await endOf(client.settle(reference, { hint }))).toBe('declined')
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('done')
  })

  test('is not settled by a notify where nobody knows what else is open', async () => {
    const { reference } = await stubClient([orderless], { now: () => startTime }).client.bankcard.recharge(recharge)
    const { client } = stubClient([says([])], { now: () => startTime })
    expect(await endOf(client.settle(reference, { hint }))).toBe('unknown')
    expect(await endOf(client.settle(reference, { hint, isOnlyOpen: true }))).toBe('declined')
  })

  test('is ended by a person, which frees the card and gives a declined amount back', async () => {
    const { client } = stubClient([orderless, paid], { limits: { rechargePerDay: '16' } })
    const { reference } = await client.bankcard.recharge(recharge)
    const decision = { state: 'declined', reason: 'The card statement shows no topup.' } as const
    expect(await client.decide(reference, decision)).toMatchObject({ state: 'declined', decidedBy: 'person' })
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('done')
  })
})
