import { subtractMoney, transactionResponseCodes, transactionStatuses, transactionTypes } from '@asinx-pay/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SandboxOptions } from './sandbox.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'
import { orderableKinds, statusWords, transactionKinds } from './transaction-kinds.ts'

const start = Date.UTC(2026, 0, 10)
const options: SandboxOptions = { clock: { at: start, frozen: true } }
let merchant: TestMerchant
beforeEach(() => {
  merchant = createTestMerchant(options)
})
afterEach(() => merchant.sandbox.close())

interface Card {
  uid: string
  userBankcardId: number
}

async function activeCard(bankcardId: number, amount = '100'): Promise<Card> {
  const uid = await merchant.register()
  const residenceAddress = '1 Test Street'
  const applied = await merchant.client.bankcard.apply({ uid, bankcardId, residenceAddress })
  if (applied.state !== 'done') throw new Error('not applied')
  const card = { uid, userBankcardId: applied.result.userBankcardId }
  await merchant.control(`/cards/${card.userBankcardId}/approve`)
  await merchant.client.bankcard.recharge({ ...card, amount })
  return card
}
const spend = ({ userBankcardId }: Card, input: object) =>
  merchant.control(`/cards/${userBankcardId}/transactions`, input) as Promise<Record<string, string>>
const balance = async (card: Card) => (await merchant.client.bankcard.balance(card)).balance

describe('the words', () => {
  test('are those of the tables, each with the kind of card they are for', () => {
    const used = Object.values(transactionKinds).flatMap(({ type }) => Object.entries(type as Record<string, string>))
    for (const [nature, word] of used)
      if (word !== 'topup') expect(transactionTypes[word as 'AUTH'].nature).toBe(nature)
    const words = new Set(used.map(([, word]) => word))
    expect(Object.keys(transactionTypes).filter((word) => !words.has(word))).toEqual([])
    for (const [nature, statuses] of Object.entries(statusWords))
      for (const status of Object.values(statuses)) expect(transactionStatuses[status].nature).toBe(nature)
  })

  test.each(orderableKinds)('%s happens on the cards that have it, and moves money its way', async (kind) => {
    for (const [product, nature] of [
      [101, 'VIRTUAL'],
      [103, 'PHYSICAL'],
    ] as const) {
      const card = await activeCard(product)
      const { type, sign, of } = transactionKinds[kind] as { type: Record<string, string>; sign: string; of?: string }
      const bought = of === undefined ? {} : await spend(card, { kind: 'purchase', amount: '20' })
      const before = await balance(card)
      const made = await spend(card, { kind, amount: '5', original: bought.recordNo })
      if (type[nature] === undefined) expect(made.error).toContain(`has no ${kind}`)
      else if (of === 'fee') expect(made).toMatchObject({ respCode: '400006' })
      else {
        const [latest] = await merchant.client.bankcard.transactions(card)
        expect(latest).toMatchObject({ transType: type[nature], respCode: '000000' })
        expect(subtractMoney(await balance(card), before)).toBe({ '+': '5', '-': '-5', '0': '0' }[sign])
      }
    }
  })
})

describe('declines', () => {
  const codes = Object.keys(transactionResponseCodes).filter((code) => code !== '000000')
  test('happen with every code of the table, move nothing and are told of', async () => {
    const card = await activeCard(101)
    for (const respCode of codes) {
      expect(await spend(card, { amount: '1', respCode })).toMatchObject({ respCode, transStatus: 'DECLINED' })
      const [latest] = await merchant.client.bankcard.transactions({ ...card, pageSize: 1 })
      expect(latest).toMatchObject({
        respCode,
        respCodeDesc: transactionResponseCodes[respCode as '100001'].text,
        localCurrencyAmt: '-1.00',
      })
    }
    expect(await balance(card)).toBe('99.50')
  })

  test.each([
    ['200002', { amount: '99.51' }],
    ['200003', { cvv: '1x' }],
    ['200004', { expiry: '200001' }],
    ['200005', { currency: 'XXX' }],
    ['200007', { amount: '50000.01' }],
    ['400004', { kind: 'refund' }],
    ['400004', { kind: 'refund', original: 'nobody-knows' }],
  ])('%s follows from %j', async (respCode, input) => {
    const card = await activeCard(101)
    expect(await spend(card, { amount: '1', ...input })).toMatchObject({ respCode })
  })

  test('follow from what was given back already', async () => {
    const card = await activeCard(101)
    const { recordNo: original } = await spend(card, { amount: '10' })
    const refund = async (amount: string) => (await spend(card, { kind: 'refund', amount, original })).respCode
    expect([await refund('6'), await refund('4.01'), await refund('4'), await refund('0.01')]).toEqual([
      '000000',
      '400010',
      '000000',
      '400010',
    ])
    const declined = await spend(card, { amount: '1000' })
    const back = await spend(card, { kind: 'refund', amount: '1', original: declined.recordNo })
    expect(back).toMatchObject({ respCode: '400005' })
  })

  test('follow from the card: expired, closing, closed', async () => {
    const [old, closed] = [await activeCard(101), await activeCard(101)]
    await merchant.client.bankcard.close(closed)
    expect(await spend(closed, { amount: '1' })).toMatchObject({ respCode: '200001' })
    await merchant.control('/clock/set', { at: Date.UTC(2029, 0, 31) })
    expect(await spend(old, { amount: '1' })).toMatchObject({ respCode: '000000' })
    await merchant.control('/clock/set', { at: Date.UTC(2029, 1, 1) })
    expect(await spend(old, { amount: '1' })).toMatchObject({ respCode: '200004' })
  })
})

describe('fees', () => {
  test('of a purchase abroad, a decline and a refund carry the number of what they belong to', async () => {
    const card = await activeCard(105)
    const abroad = await spend(card, { amount: '10', currency: 'EUR' })
    const dear = await spend(card, { amount: '1000' })
    await spend(card, { kind: 'refund', amount: '5', original: abroad.recordNo })
    const list = await merchant.client.bankcard.transactions({ ...card, pageSize: 20 })
    const fees = list
      .filter((row) => 'receiptNo' in row)
      .map((row) => [row.transType, row.localCurrencyAmt, 'receiptNo' in row && row.receiptNo])
    const refund = list.find(({ transType }) => transType === 'REFUND')
    expect(fees.toReversed()).toEqual([
      ['TRADE_CROSS_BOARD_FEE', '-0.15', abroad.recordNo],
      ['TRADE_PROCESS_FEE', '-0.30', dear.recordNo],
      ['TRADE_REFUND_FEE', '-0.20', refund?.recordNo],
    ])
    expect(await balance(card)).toBe('93.35')
    const fee = list.find(({ transType }) => transType === 'TRADE_PROCESS_FEE')
    expect(await spend(card, { kind: 'feeReversal', original: fee?.recordNo })).toMatchObject({ respCode: '000000' })
    expect(await balance(card)).toBe('93.65')
  })

  test('of a purchase abroad must be on the card as well', async () => {
    const card = await activeCard(105, '10')
    expect(await spend(card, { amount: '9.90', currency: 'EUR' })).toMatchObject({ respCode: '200002' })
  })

  test('of the month: what a card lacks is owed and taken the next time', async () => {
    const card = await activeCard(103, '2')
    const months = async (month: number) => {
      await merchant.control('/clock/set', { at: Date.UTC(2026, month, 7) })
      return balance(card)
    }
    expect([await months(1), await months(2)]).toEqual(['0.48', '0.00'])
    await merchant.client.bankcard.recharge({ ...card, amount: '10' })
    expect(await months(3)).toBe('7.38')
    const fees = (await merchant.client.bankcard.transactions({ ...card, pageSize: 20 })).filter(
      ({ transType }) => transType === 'fee',
    )
    expect(fees.map(({ localCurrencyAmt, occurTime }) => [localCurrencyAmt, occurTime])).toEqual([
      ['-2.52', Date.UTC(2026, 3, 7)],
      ['-0.48', Date.UTC(2026, 2, 7)],
      ['-1.50', Date.UTC(2026, 1, 7)],
    ])
  })
})

test('a purchase of a physical card can stand as pending, then be posted or voided', async () => {
  const card = await activeCard(103)
  const held = async () => (await spend(card, { amount: '10', hold: true })).recordNo ?? ''
  const [posted, voided] = [await held(), await held()]
  expect(await balance(card)).toBe('79.00')
  expect(await merchant.control(`/transactions/${posted}/post`)).toMatchObject({ transStatus: 'posted' })
  expect(await merchant.control(`/transactions/${voided}/void`)).toMatchObject({ transStatus: 'vodi' })
  expect(await merchant.control(`/transactions/${voided}/post`)).toEqual({
    error: 'The transaction is vodi, not pending.',
  })
  expect(await balance(card)).toBe('89.00')
})
