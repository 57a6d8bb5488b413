import {
  cardStatuses,
  confirm,
  type Confirmation,
  type NotifyType,
  type OpenedNotify,
  type Option,
} from '@asinx-pay/core'
import { createForger, sealTestReply, createTestData } from '@asinx-pay/core/testing'
import { createCodec } from '@asinx-pay/core/wire'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardLife } from './card-life.ts'
import { demoCredentials } from './demo-credentials.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'

const codec = createCodec(demoCredentials)
const forger = createForger({ appId: demoCredentials.appId })
/** A product whose recharges are answered with 99997 first. */
const laterProduct = 7

let merchant: TestMerchant
let card: { uid: string; userBankcardId: number }
const orders: string[] = []

const bodies = (type: NotifyType): string[] =>
  merchant.sandbox.bank.store
    .all<{ body: string }>('SELECT body FROM notifies WHERE type = ? ORDER BY rowid', type)
    .map(({ body }) => body)

async function recharge(amount: string): Promise<void> {
  const outcome = await merchant.client.bankcard.recharge({ ...card, amount })
  if (outcome.state === 'declined') throw new Error(outcome.message)
  orders.push(outcome.reference.requestOrderId ?? '')
  await merchant.control('/clock/advance', { ms: 2_000 })
  await merchant.sandbox.settled()
  if (outcome.state === 'unknown') await merchant.client.settle(outcome.reference)
}

const ask = (notify: OpenedNotify, requestOrderId?: string): Promise<Confirmation> =>
  confirm(notify, merchant.client, { uid: card.uid, requestOrderId, now: merchant.sandbox.bank.clock.now })

function open(body: string): OpenedNotify | undefined {
  try {
    return codec.openNotify(body)
  } catch {
    return undefined
  }
}
const valueAt = (data: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], data)

beforeAll(async () => {
  merchant = createTestMerchant()
  const uid = await merchant.register()
  const applied = await merchant.client.bankcard.apply({ uid, bankcardId: laterProduct })
  if (applied.state !== 'done') throw new Error(`The card was not applied for: ${applied.message}`)
  card = { uid, userBankcardId: applied.result.userBankcardId }
  await merchant.control(`/cards/${card.userBankcardId}/approve`)
  for (const amount of ['99.00', '15.00']) await recharge(amount)
  for (const amount of ['12.34', '56.78'])
    await merchant.control(`/cards/${card.userBankcardId}/purchase`, { amount, merchant: 'Sample Store' })
  for (const amount of ['100', '250']) await merchant.control(`/users/${uid}/deposit`, { amount, symbol: 'USDT' })
})
afterAll(() => merchant.sandbox.close())

describe('what the sandbox notifies of is confirmed by its own answers', () => {
  test('the latest status of a card; earlier ones have moved on', async () => {
    const asked = await Promise.all(bodies('CARD_STATUS_CHANGE').map((body) => ask(codec.openNotify(body))))
    expect(asked.map(({ why }) => why)).toEqual(['moved_on', 'moved_on', 'moved_on', 'agrees'])
  })

  test('every transaction, recharge and deposit', async () => {
    for (const body of bodies('TRANSACTION_CREATED')) {
      const { state, agreed } = await ask(codec.openNotify(body))
      expect(state).toBe('confirmed')
      expect(agreed).toContain('transaction.localCurrencyAmt')
    }
    for (const [index, body] of bodies('CARD_RECHARGE_RESULT').entries())
      expect(await ask(codec.openNotify(body), orders[index])).toMatchObject({
        state: 'confirmed',
        agreed: ['status', 'amount', 'receiveAmount'],
      })
    for (const body of bodies('COIN_RECHARGE_RESULT'))
      expect(await ask(codec.openNotify(body))).toMatchObject({ state: 'confirmed' })
    expect(
      ['TRANSACTION_CREATED', 'CARD_RECHARGE_RESULT', 'COIN_RECHARGE_RESULT'].map(
        (type) => bodies(type as NotifyType).length,
      ),
    ).toEqual([4, 2, 2])
  })

  test('a recharge asked about with the order of another is contradicted', async () => {
    const [first = ''] = bodies('CARD_RECHARGE_RESULT')
    expect(await ask(codec.openNotify(first), orders[1])).toMatchObject({ state: 'contradicted', why: 'differs' })
  })

  test('a user who has not the card is refused an answer', async () => {
    const [first = ''] = bodies('CARD_STATUS_CHANGE')
    const uid = await merchant.register()
    expect(await confirm(codec.openNotify(first), merchant.client, { uid })).toMatchObject({
      state: 'cannot_tell',
      why: 'declined',
    })
  })
})

describe('splices of what the sandbox sent', () => {
  const types = ['CARD_RECHARGE_RESULT', 'TRANSACTION_CREATED', 'COIN_RECHARGE_RESULT'] as const
  test.each(types)('%s: what opens says authentic false, and nothing that was changed is confirmed', async (type) => {
    const [body = '', other = ''] = bodies(type).slice(type === 'TRANSACTION_CREATED' ? 2 : 0)
    const genuine = codec.openNotify(body)
    const spliced = forger
      .splice(body, other)
      .map(open)
      .filter((each) => each !== undefined)
    const states = []
    for (const notify of spliced) {
      expect(notify.authentic).toBe(false)
      const { state, agreed } = await ask(notify, orders[0])
      states.push(state)
      if (state !== 'confirmed') continue
      for (const path of agreed) expect(valueAt(notify.data, path)).toEqual(valueAt(genuine.data, path))
    }
    expect(states).toContain('contradicted')
  })

  test('a reply posted as a notify tells nothing new', async () => {
    const old = createTestData().result('bankcard.apply', { userBankcardId: card.userBankcardId, status: 'AUDITING' })
    const posted = forger.postReply(sealTestReply(codec, 'bankcard.apply', old), 'CARD_STATUS_CHANGE')
    expect(await ask(codec.openNotify(posted))).toMatchObject({ state: 'contradicted', differs: ['cardNo'] })
  })
})

test('the life of a card here is one that the rows expect', () => {
  for (const [from, events] of Object.entries(cardLife)) {
    const { leadsTo = [], fallsBackTo = [] }: Option = cardStatuses[from as keyof typeof cardStatuses]
    expect([...leadsTo, ...fallsBackTo]).toEqual(
      expect.arrayContaining(Object.values(events).filter((to) => to !== from)),
    )
  }
})
