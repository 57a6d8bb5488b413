import { cardStatuses, type Outcome } from '@asinx-pay/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cardLife } from './card-life.ts'
import { luhnDigit } from './ids.ts'
import type { State } from './state.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'

let merchant: TestMerchant
beforeEach(() => {
  merchant = createTestMerchant()
})
afterEach(() => merchant.sandbox.close())

const done = <T>(outcome: Outcome<T>): T => {
  if (outcome.state !== 'done') throw new Error(`The call is ${outcome.state}: ${outcome.message}`)
  return outcome.result
}

const residenceAddress = '1 Test Street'

async function apply(bankcardId: number): Promise<{ uid: string; userBankcardId: number }> {
  const uid = await merchant.register()
  const { userBankcardId } = done(await merchant.client.bankcard.apply({ uid, bankcardId, residenceAddress }))
  return { uid, userBankcardId }
}

async function activate(bankcardId: number): Promise<{ uid: string; userBankcardId: number }> {
  const card = await apply(bankcardId)
  await merchant.control(`/cards/${card.userBankcardId}/approve`)
  const { state, reference } = await merchant.client.bankcard.recharge({ ...card, amount: '50' })
  if (state === 'unknown') {
    await merchant.control(`/orders/${reference.requestOrderId}/settle`, { status: 'SUCCESS' })
    await merchant.client.settle(reference)
  }
  return card
}

const state = async (): Promise<State> =>
  (await (await merchant.send(new Request('http://localhost/__sandbox/state'))).json()) as State

describe('the table of the life', () => {
  test('has every status and leads nowhere else', () => {
    expect(Object.keys(cardLife).sort()).toEqual(Object.keys(cardStatuses).sort())
    for (const events of Object.values(cardLife))
      for (const next of Object.values(events)) expect(cardStatuses).toHaveProperty(next)
  })

  test('nothing can be done with a card that is not approved, or is closed', async () => {
    const waiting = await apply(101)
    const closed = await activate(101)
    done(await merchant.client.bankcard.close(closed))
    for (const card of [waiting, closed]) {
      expect(await merchant.client.bankcard.recharge({ ...card, amount: '1' })).toMatchObject({ code: 200 })
      expect(await merchant.client.bankcard.close(card)).toMatchObject({ state: 'declined', code: 200 })
      await expect(merchant.client.bankcard.setPin({ ...card, pin: '123456' })).rejects.toThrow('declined')
      await expect(merchant.client.bankcard.updateStatus({ ...card, enable: false })).rejects.toThrow('declined')
    }
    const buy = (id: number) => merchant.control(`/cards/${id}/purchase`, { amount: '1' })
    expect(await buy(waiting.userBankcardId)).toHaveProperty('error')
    expect(await buy(closed.userBankcardId)).toMatchObject({ transStatus: 'DECLINED', respCode: '200001' })
    expect(await merchant.control(`/cards/${closed.userBankcardId}/approve`)).toHaveProperty('error')
  })
})

describe('applying', () => {
  test('the discounted fee is frozen, then taken; the number is hidden until then', async () => {
    const card = await apply(101)
    const held = { availableAmount: '991.500000000000000000', frozenAmount: '8.500000000000000000' }
    expect(await merchant.client.merchant.asset()).toMatchObject(held)
    expect(await merchant.client.account.asset()).toMatchObject(held)
    const before = await merchant.client.bankcard.cardInfo(card)
    expect(before).toMatchObject({ cardNo: '424242 **** **** ****', userBankCardStatus: 'AUDITING' })
    expect(before.cardCvv).toBeUndefined()
    await merchant.control(`/cards/${card.userBankcardId}/approve`)
    const after = await merchant.client.bankcard.cardInfo(card)
    expect(after.cardNo).toMatch(/^424242\d{10}$/)
    expect(luhnDigit(after.cardNo?.slice(0, -1) ?? '')).toBe(after.cardNo?.at(-1))
    expect(after.cardCvv).toMatch(/^\d{3}$/)
    expect(await merchant.client.merchant.asset()).toMatchObject({ frozenAmount: '0.000000000000000000' })
  })

  test('a physical card needs an address and shows no CVV', async () => {
    const uid = await merchant.register()
    expect(await merchant.client.bankcard.apply({ uid, bankcardId: 103 })).toMatchObject({ code: 2 })
    const card = await activate(103)
    expect((await merchant.client.bankcard.cardInfo(card)).cardCvv).toBeUndefined()
  })

  test('a product that needs holder data needs KYC, and tells the holder', async () => {
    const uid = await merchant.register()
    const wish = { uid, bankcardId: 5 }
    expect(await merchant.client.bankcard.apply(wish)).toMatchObject({ state: 'declined', code: 200 })
    await merchant.client.kyc.gateway({ uid, doneViewURL: 'https://a.example', timeoutViewURL: 'https://b.example' })
    expect(await merchant.client.user.kycCheck({ uid })).toEqual({ status: 'PENDING' })
    await merchant.control(`/users/${uid}/verify`)
    await merchant.client.user.setHolderInfo({ uid, firstName: 'Sam', residentialAddressCity: 'Sampletown' })
    const { userBankcardId } = done(await merchant.client.bankcard.apply(wish))
    expect(await merchant.client.bankcard.cardInfo({ uid, userBankcardId })).toMatchObject({
      hashHolderInfo: true,
      vccCardHolderVo: { firstName: 'Sam', billingCity: 'Sampletown' },
    })
  })

  test('a product that is switched off, and one too dear, are declined', async () => {
    const uid = await merchant.register()
    expect(await merchant.client.bankcard.apply({ uid, bankcardId: 104 })).toMatchObject({ code: 200 })
    await merchant.control(`/users/${uid}/verify`)
    const wish = { uid, bankcardId: 9, residenceAddress }
    for (let count = 0; count < 3; count++) done(await merchant.client.bankcard.apply(wish))
    expect(await merchant.client.bankcard.apply(wish)).toMatchObject({ state: 'declined', code: 212 })
  })

  test('only a rejected card of the same product can be applied for again', async () => {
    const { uid, userBankcardId } = await apply(101)
    const again = { uid, bankcardId: 101, userBankcardId, tag: 'second-try' }
    expect(await merchant.client.bankcard.apply(again)).toMatchObject({ state: 'declined', code: 200 })
    await merchant.control(`/cards/${userBankcardId}/reject`)
    expect(await merchant.client.bankcard.apply({ ...again, bankcardId: 1 })).toMatchObject({ code: 200 })
    expect(done(await merchant.client.bankcard.apply(again))).toMatchObject({ userBankcardId, tag: 'second-try' })
  })
})

describe('spending', () => {
  test.each([
    [101, { transType: 'AUTH', transStatus: 'APPROVED', topup: 'APPROVED' }],
    [103, { transType: 'charge', transStatus: 'posted', topup: 'posted' }],
  ] as const)('product %i uses its own words and signed text', async (product, words) => {
    const card = await activate(product)
    await merchant.control(`/cards/${card.userBankcardId}/purchase`, {
      amount: '10',
      currency: 'HKD',
      merchant: 'FERRY',
    })
    const [latest, first] = await merchant.client.bankcard.transactions(card)
    expect(latest).toMatchObject({
      transType: words.transType,
      transStatus: words.transStatus,
      localCurrencyAmt: '-10.00',
      transCurrency: 'HKD',
      transCurrencyAmt: '-77.90',
      merchantName: 'FERRY',
    })
    expect(first).toMatchObject({ transType: 'topup', transStatus: words.topup })
    const { notifies } = await state()
    expect(notifies[0]).toMatchObject({
      type: 'TRANSACTION_CREATED',
      data: { transaction: { recordNo: latest?.recordNo, localCurrencyAmt: '-10.00' } },
    })
  })

  test('transactions come by time and page, the end excluded', async () => {
    const card = await activate(101)
    await merchant.control('/clock/advance', { ms: 60_000 })
    for (const amount of ['1', '2', '3']) await merchant.control(`/cards/${card.userBankcardId}/purchase`, { amount })
    const all = await merchant.client.bankcard.transactions(card)
    const times = all.map(({ occurTime = 0 }) => occurTime)
    expect(await merchant.client.bankcard.transactions({ ...card, pageSize: 2, pageNum: 2 })).toEqual(all.slice(2))
    const fromTimestamp = times.at(-1) ?? 0
    const early = { ...card, fromTimestamp, endTimestamp: times.at(-2) ?? 0 }
    expect(await merchant.client.bankcard.transactions(early)).toEqual(all.slice(-1))
    expect(await merchant.client.bankcard.transactions({ ...card, endTimestamp: fromTimestamp })).toEqual([])
  })
})

describe('closing', () => {
  test('at once, with what is left given back to the merchant', async () => {
    const card = await activate(101)
    const { requestOrderId = '' } = done(await merchant.client.bankcard.close(card))
    expect(requestOrderId).toMatch(/^CLOSE\d{19}$/)
    expect(await merchant.client.bankcard.cardOrderInfo({ ...card, requestOrderId })).toMatchObject({
      status: 'SUCCESS',
    })
    expect(await merchant.client.bankcard.balance(card)).toMatchObject({ balance: '0.00' })
    expect(await merchant.client.merchant.asset()).toMatchObject({ availableAmount: '991.250000000000000000' })
  })

  test('later, where the product answers later', async () => {
    const card = await activate(102)
    const outcome = await merchant.client.bankcard.close(card)
    expect(outcome).toMatchObject({ state: 'unknown', code: 99997 })
    expect(await merchant.client.bankcard.cardInfo(card)).toMatchObject({ userBankCardStatus: 'CLOSE_PROCESSING' })
    await merchant.control('/clock/advance', { ms: 2_000 })
    expect(await merchant.client.settle(outcome.reference)).toMatchObject({ state: 'done' })
  })

  test('not while a recharge is open', async () => {
    const card = await activate(102)
    await merchant.client.bankcard.recharge({ ...card, amount: '1' })
    expect(await merchant.client.bankcard.close(card)).toMatchObject({ state: 'declined', code: 200 })
  })
})

test('a coin deposit ends the payment that the user opened', async () => {
  const uid = await merchant.register()
  const { orderNo } = await merchant.client.user.usdRechargeInfo({ uid, amount: '40' })
  expect(await merchant.client.account.userRechargeList({ uid })).toEqual([])
  expect(await merchant.control(`/users/${uid}/deposit`, { amount: '100' })).toMatchObject({ orderNo })
  expect(await merchant.client.account.userRechargeList({ uid, symbol: 'USDT' })).toMatchObject([
    { amount: '100.000000000000000000', fee: '2.25', receiveUSDValue: '97.75', rechargeStatus: 'SUCCESS' },
  ])
  expect(await merchant.client.merchant.rechargeList()).toMatchObject([
    { operateAmount: '97.750000000000000000', availableAmount: '1097.750000000000000000' },
    { operateAmount: '1000.000000000000000000' },
  ])
})

test('what is shown hides card numbers, CVVs and codes', async () => {
  const card = await activate(101)
  await merchant.control(`/cards/${card.userBankcardId}/verification-code`)
  const { cardNo = '', cardCvv } = await merchant.client.bankcard.cardInfo(card)
  const shown = await state()
  expect(JSON.stringify(shown)).not.toContain(cardNo)
  expect(shown.notifies[0]).toMatchObject({ type: 'TRANSACTION_VERIFICATION_CODE', data: { code: '•••' } })
  expect(cardCvv).toMatch(/^\d{3}$/)
  expect(JSON.stringify(shown.cards)).not.toContain('cvv')
})
