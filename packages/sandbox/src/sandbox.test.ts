import { isAsinxError, type OpenedNotify, type Outcome } from '@asinx-pay/core'
import { createCodec } from '@asinx-pay/core/wire'
import { serve } from '@hono/node-server'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { demoCredentials } from './demo-credentials.ts'
import { createSandbox, seedDemo } from './index.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const codec = createCodec(demoCredentials)

function merchantWith(options: Parameters<typeof createTestMerchant>[0] = {}): TestMerchant {
  const merchant = createTestMerchant(options)
  closers.push(merchant.sandbox.close)
  return merchant
}

/** An address that keeps every notify it gets; it can be told to fail first. */
async function receiver(failures = 0): Promise<{ url: string; notifies: OpenedNotify[] }> {
  const notifies: OpenedNotify[] = []
  let left = failures
  const url = await new Promise<string>((resolve) => {
    const server = serve(
      {
        port: 0,
        hostname: '127.0.0.1',
        fetch: async (request) => {
          if (left-- > 0) return new Response('later', { status: 503 })
          notifies.push(codec.openNotify(await request.text()))
          return new Response('success')
        },
      },
      ({ port }: AddressInfo) => resolve(`http://127.0.0.1:${port}/`),
    )
    closers.push(() => new Promise((done) => server.close(done)))
  })
  return { url, notifies }
}

const done = <T>(outcome: Outcome<T>): T => {
  if (outcome.state !== 'done') throw new Error(`The call is ${outcome.state}: ${outcome.message}`)
  return outcome.result
}

async function approvedCard(
  merchant: TestMerchant,
  bankcardId: number,
): Promise<{ uid: string; userBankcardId: number }> {
  const uid = await merchant.register()
  const { userBankcardId } = done(await merchant.client.bankcard.apply({ uid, bankcardId }))
  expect(await merchant.control(`/cards/${userBankcardId}/approve`)).toMatchObject({ status: 'TBA' })
  return { uid, userBankcardId }
}

async function post(merchant: TestMerchant, body: string, headers: Record<string, string>) {
  const request = new Request('http://localhost/api-web/sys/clock', { method: 'POST', body, headers })
  return codec.openReply(await (await merchant.sandbox.fetch(request)).text())
}

describe('refusals', () => {
  test('a wrong signature, a foreign appId and unsorted keys look alike', async () => {
    const merchant = merchantWith()
    const { sign, body } = codec.sign('/sys/clock', {})
    const unsorted = '{"b":1,"a":1}'
    const unsortedSign = createCodec(demoCredentials).sign('/sys/clock', {}).sign
    expect(await post(merchant, body, { appId: demoCredentials.appId, sign })).toMatchObject({ code: 1 })
    const answers = [
      await post(merchant, body, { appId: demoCredentials.appId, sign: '0'.repeat(32) }),
      await post(merchant, body, { appId: 'app_other', sign }),
      await post(merchant, unsorted, { appId: demoCredentials.appId, sign: unsortedSign }),
    ]
    for (const answer of answers)
      expect(answer).toEqual({ success: false, code: 200, message: 'The signature is wrong.' })
  })

  test('a missing or wrong field is code 2', async () => {
    const merchant = merchantWith()
    const uid = await merchant.register()
    const { body, sign } = codec.sign('/bankcard/balance', { userBankcardId: 'x' })
    const headers = { appId: demoCredentials.appId, sign, uId: uid }
    const request = new Request('http://localhost/api-web/bankcard/balance', { method: 'POST', body, headers })
    expect(codec.openReply(await (await merchant.sandbox.fetch(request)).text())).toMatchObject({ code: 2 })
  })

  test('unknown users, cards and products are code 200 with a message', async () => {
    const merchant = merchantWith()
    const uid = await merchant.register()
    const declined = (error: unknown) => isAsinxError(error, 'declined') && error.vendorCode === 200
    await expect(merchant.client.bankcard.balance({ uid: 'nobody', userBankcardId: 1 })).rejects.toSatisfy(declined)
    await expect(merchant.client.bankcard.balance({ uid, userBankcardId: 9999 })).rejects.toSatisfy(declined)
    expect(await merchant.client.bankcard.apply({ uid, bankcardId: 9999 })).toMatchObject({
      state: 'declined',
      code: 200,
    })
  })

  test('an email is taken once', async () => {
    const { client } = merchantWith()
    const person = { email: 'same@example.com', mobileNumber: '5550111', mobilePrefix: '1' }
    done(await client.user.register(person))
    expect(await client.user.register({ ...person, mobileNumber: '5550112' })).toMatchObject({
      state: 'declined',
      code: 200,
    })
  })

  test('too little money is code 212 and changes nothing', async () => {
    const merchant = merchantWith()
    const card = await approvedCard(merchant, 101)
    const before = await merchant.client.merchant.asset()
    expect(await merchant.client.bankcard.recharge({ ...card, amount: '5000' })).toMatchObject({
      state: 'declined',
      code: 212,
    })
    expect(await merchant.client.merchant.asset()).toEqual(before)
  })
})

describe('the life of a card', () => {
  test('a recharge that is answered at once activates the card and keeps the fee', async () => {
    const merchant = merchantWith()
    const card = await approvedCard(merchant, 101)
    const { requestOrderId } = done(await merchant.client.bankcard.recharge({ ...card, amount: '100' }))
    expect(requestOrderId).toMatch(/^LM\d{19}$/)
    expect(await merchant.client.bankcard.balance(card)).toMatchObject({ balance: '99.50' })
    expect(await merchant.client.bankcard.cardInfo(card)).toMatchObject({ userBankCardStatus: 'ACTIVE' })
    expect(await merchant.client.merchant.asset()).toMatchObject({ availableAmount: '891.500000000000000000' })
    expect(merchant.sandbox.audit()).toEqual([])
  })

  test('a recharge that is answered later is unknown, then settles by its order, with notifies', async () => {
    const { url, notifies } = await receiver()
    const merchant = merchantWith({ notify: [url] })
    const card = await approvedCard(merchant, 102)
    const outcome = await merchant.client.bankcard.recharge({ ...card, amount: '100' })
    expect(outcome).toMatchObject({ state: 'unknown', why: 'pending', code: 99997 })
    expect(outcome.reference.requestOrderId).toMatch(/^LM/)
    expect(await merchant.client.merchant.asset()).toMatchObject({ frozenAmount: '100.000000000000000000' })
    await merchant.control('/clock/advance', { ms: 2_000 })
    await merchant.sandbox.settled()
    expect(await merchant.client.settle(outcome.reference)).toMatchObject({
      state: 'done',
      result: { receiveAmount: '99.50' },
    })
    expect(await merchant.client.bankcard.cardInfo(card)).toMatchObject({ userBankCardStatus: 'ACTIVE' })
    expect(notifies.map(({ type, data }) => [type, 'status' in data ? data.status : undefined])).toEqual([
      ['CARD_STATUS_CHANGE', 'AUDIT_PASS'],
      ['CARD_STATUS_CHANGE', 'TBA'],
      ['CARD_STATUS_CHANGE', 'ACTIVE_PROCESSING'],
      ['CARD_STATUS_CHANGE', 'ACTIVE'],
      ['TRANSACTION_CREATED', undefined],
      ['CARD_RECHARGE_RESULT', 'SUCCESS'],
    ])
    expect(merchant.sandbox.audit()).toEqual([])
  })

  test('a failed recharge gives the money back', async () => {
    const merchant = merchantWith()
    const card = await approvedCard(merchant, 102)
    const outcome = await merchant.client.bankcard.recharge({ ...card, amount: '100' })
    await merchant.control(`/orders/${outcome.reference.requestOrderId}/settle`, { status: 'FAILED' })
    expect(await merchant.client.settle(outcome.reference)).toMatchObject({ state: 'declined' })
    expect(await merchant.client.merchant.asset()).toMatchObject({ frozenAmount: '0.000000000000000000' })
    expect(await merchant.client.bankcard.cardInfo(card)).toMatchObject({ userBankCardStatus: 'TBA' })
  })

  test('a rejected application releases the fee and can be made again', async () => {
    const merchant = merchantWith()
    const uid = await merchant.register()
    const { userBankcardId } = done(await merchant.client.bankcard.apply({ uid, bankcardId: 101 }))
    await merchant.control(`/cards/${userBankcardId}/reject`, { reason: 'blurred' })
    expect(await merchant.client.merchant.asset()).toMatchObject({ availableAmount: '1000.000000000000000000' })
    expect(done(await merchant.client.bankcard.apply({ uid, bankcardId: 101, userBankcardId }))).toMatchObject({
      userBankcardId,
      status: 'AUDITING',
    })
  })

  test('a frozen card declines with 200008, an empty one with 200002', async () => {
    const merchant = merchantWith()
    const card = await approvedCard(merchant, 101)
    done(await merchant.client.bankcard.recharge({ ...card, amount: '10' }))
    const buy = (amount: string) => merchant.control(`/cards/${card.userBankcardId}/purchase`, { amount })
    expect(await buy('100')).toMatchObject({ transStatus: 'DECLINED', respCode: '200002' })
    await merchant.client.bankcard.updateStatus({ ...card, enable: false })
    expect(await buy('1')).toMatchObject({ transStatus: 'DECLINED', respCode: '200008' })
    await merchant.client.bankcard.updateStatus({ ...card, enable: true })
    expect(await buy('1')).toMatchObject({ transStatus: 'APPROVED', respCode: '000000' })
    const [latest] = await merchant.client.bankcard.transactions(card)
    expect(latest).toMatchObject({ localCurrencyAmt: '-1.00', transType: 'AUTH' })
  })

  test('the month fee leaves on the 7th, and what is lacking is owed', async () => {
    const merchant = merchantWith({ now: () => Date.UTC(2026, 0, 10) })
    const uid = await merchant.register()
    const { userBankcardId } = done(
      await merchant.client.bankcard.apply({ uid, bankcardId: 103, residenceAddress: '1 Test Street' }),
    )
    await merchant.control(`/cards/${userBankcardId}/approve`)
    done(await merchant.client.bankcard.recharge({ uid, userBankcardId, amount: '2' }))
    await merchant.control('/clock/advance', { ms: 70 * 86_400_000 })
    expect(await merchant.client.bankcard.balance({ uid, userBankcardId })).toMatchObject({ balance: '0.00' })
    expect(merchant.sandbox.audit()).toEqual([])
  })
})

describe('notifies', () => {
  test('verification codes and deposits reach the address; a failing address is tried again', async () => {
    const { url, notifies } = await receiver(1)
    const merchant = merchantWith({ notify: [url] })
    const uid = await merchant.register()
    await merchant.control(`/users/${uid}/deposit`, { amount: '100' })
    await merchant.sandbox.settled()
    expect(notifies).toEqual([])
    await merchant.control('/clock/advance', { ms: 1_000 })
    await merchant.sandbox.settled()
    expect(notifies).toMatchObject([
      { type: 'COIN_RECHARGE_RESULT', data: { uid, receiveAmount: '97.75', status: 'SUCCESS' } },
    ])
    const [deposit] = await merchant.client.account.userRechargeList({ uid })
    expect(deposit).toMatchObject({ receiveUSDValue: '97.75', rechargeStatus: 'SUCCESS' })
  })

  test('a delivery can be sent again', async () => {
    const { url, notifies } = await receiver()
    const merchant = merchantWith({ notify: [url] })
    const card = await approvedCard(merchant, 101)
    await merchant.control(`/cards/${card.userBankcardId}/verification-code`)
    const state = merchant.sandbox.bank.store.one<{ id: number }>('SELECT max(id) AS id FROM deliveries')
    await merchant.sandbox.settled()
    await merchant.control(`/deliveries/${state?.id}/resend`)
    await merchant.sandbox.settled()
    expect(notifies.map(({ type }) => type).slice(-2)).toEqual([
      'TRANSACTION_VERIFICATION_CODE',
      'TRANSACTION_VERIFICATION_CODE',
    ])
    expect(notifies.at(-1)?.digest).toBe(notifies.at(-2)?.digest)
  })

  test('addresses beyond this machine are refused', async () => {
    const merchant = merchantWith()
    expect(await merchant.control('/notify-addresses', { url: 'https://example.com/' })).toHaveProperty('error')
  })
})

describe('around it', () => {
  test('what was answered is there after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'asinx-sandbox-'))
    closers.push(() => rm(folder, { recursive: true }))
    const first = createTestMerchant({ db: join(folder, 's.db') })
    const uid = await first.register()
    await first.sandbox.close()
    const second = merchantWith({ db: join(folder, 's.db') })
    expect(await second.client.user.kycCheck({ uid })).toEqual({ status: 'NONE' })
  })

  test('one seed gives the same names', async () => {
    const now = () => Date.UTC(2026, 5, 1)
    const uids = await Promise.all(
      [merchantWith({ now }), merchantWith({ now })].map((merchant) => merchant.register()),
    )
    expect(uids[0]).toBe(uids[1])
    expect(await merchantWith({ now, seed: 'other' }).register()).not.toBe(uids[0])
  })

  test('the seeded merchant has money, users and cards, and its books add up', () => {
    const sandbox = createSandbox()
    closers.push(sandbox.close)
    seedDemo(sandbox)
    expect(sandbox.audit()).toEqual([])
    expect(sandbox.bank.store.all('SELECT DISTINCT status FROM cards')).toHaveLength(3)
  })

  test('the page shows what is there, and control refuses foreign names', async () => {
    const sandbox = createSandbox()
    closers.push(sandbox.close)
    seedDemo(sandbox)
    const page = await (await sandbox.fetch(new Request('http://localhost/__sandbox'))).text()
    expect(page).toContain('Sandbox Virtual')
    expect(page).not.toMatch(/\b\d{16}\b/)
    const foreign = new Request('http://evil.example/__sandbox/state')
    expect((await sandbox.fetch(foreign)).status).toBe(403)
  })

  test('the published secret does not face a network', async () => {
    const sandbox = createSandbox()
    closers.push(sandbox.close)
    await expect(sandbox.listen({ host: '0.0.0.0' })).rejects.toThrow('published demo secret')
  })
})
