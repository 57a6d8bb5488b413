import { createClient } from '@asinx-pay/core/client'
import { expect, test } from 'vitest'
import { demoCredentials } from './demo-credentials.ts'
import { createSandbox, seedDemo } from './index.ts'
import { createReceiver } from './test-receiver.ts'

/**
 * Every call, a month's fees, faults and deliveries, on a sandbox that nobody looks at: what it asks its database
 * meanwhile is what must not grow with the number of cards.
 */
async function hotStatements(): Promise<{ statement: string; plan: string[] }[]> {
  const receiver = await createReceiver(1)
  const sandbox = createSandbox({
    clock: { at: Date.UTC(2026, 0, 5), frozen: true },
    notify: [receiver.url],
    faults: [
      { call: '*', kind: 'empty', card: 1 },
      { notify: 'CARD_STATUS_CHANGE', kind: 'reorder', nth: 1 },
    ],
  })
  const fetch = async (input: string, init?: RequestInit) => sandbox.fetch(new Request(input, init))
  const control = async (path: string, body: object = {}) =>
    (await (
      await fetch(`http://localhost/__sandbox${path}`, { method: 'POST', body: JSON.stringify(body) })
    ).json()) as Record<string, unknown>
  const { bankcard, user, kyc, ...client } = createClient({
    ...demoCredentials,
    baseUrl: 'http://localhost/api-web',
    fetch: (input, init) => fetch(String(input), init),
  })
  await control('/merchant/top-up', { amount: '1000' })
  const registered = await user.register({ email: 'a@example.com', mobileNumber: '5550100', mobilePrefix: '1' })
  const uid = registered.state === 'done' ? registered.result.uid : ''
  await kyc.gateway({ uid, doneViewURL: 'https://a.example', timeoutViewURL: 'https://b.example' })
  await user.setHolderInfo({ uid, firstName: 'Sam' })
  await user.setUserInfo({ uid, firstName: 'Sam' })
  for (const bankcardId of [101, 102, 103, 105]) {
    const applied = await bankcard.apply({ uid, bankcardId, residenceAddress: '1 Test Street' })
    const card = { uid, userBankcardId: applied.state === 'done' ? applied.result.userBankcardId : 0 }
    await control(`/cards/${card.userBankcardId}/approve`)
    const recharged = await bankcard.recharge({ ...card, amount: '20' })
    await control('/clock/advance', { ms: 2_000 })
    const { requestOrderId = '' } = recharged.reference
    if (requestOrderId) await bankcard.cardOrderInfo({ ...card, requestOrderId })
    const { recordNo } = await control(`/cards/${card.userBankcardId}/purchase`, { amount: '5', currency: 'EUR' })
    await control(`/cards/${card.userBankcardId}/transactions`, { kind: 'refund', original: recordNo })
    await bankcard.setPin({ ...card, pin: '123456' })
    await bankcard.cardInfo(card)
    await bankcard.transactions(card)
    await bankcard.updateStatus({ ...card, enable: true })
    await sandbox.settled()
    await control('/clock/advance', { ms: 3 * 86_400_000 })
    if (bankcardId !== 103) await bankcard.close(card)
  }
  await control(`/users/${uid}/deposit`, { amount: '10' })
  for (const filter of [{}, { uid }, { symbol: 'USDT' }, { uid, symbol: 'USDT' }])
    await client.account.userRechargeList(filter)
  await client.merchant.rechargeList()
  await client.merchant.asset()
  await control('/clock/advance', { ms: 40 * 86_400_000 })
  await sandbox.settled()
  const { store } = sandbox.bank
  const hot = store
    .statements()
    .filter((statement) => /^\s*(SELECT|UPDATE|DELETE|INSERT)/.test(statement))
    .map((statement) => ({
      statement,
      plan: store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement}`).map(({ detail }) => detail),
    }))
  expect(sandbox.audit()).toEqual([])
  await sandbox.close()
  await receiver.close()
  return hot
}

/** Tables whose size is limited by a constant of the code. */
const isSmall = (statement: string): boolean => /\bFROM (addresses|faults)\b/.test(statement)
/** Walking an index in its order and stopping at a limit reads no more than it answers with. */
const isBounded = (statement: string, step: string): boolean =>
  /^SCAN \w+ USING (COVERING )?INDEX/.test(step) && /\bLIMIT\b/.test(statement)

test('no statement on the way of a call walks through a table or sorts one', async () => {
  const hot = await hotStatements()
  expect(hot.length).toBeGreaterThan(50)
  const slow = hot
    .filter(({ statement }) => !isSmall(statement))
    .flatMap(({ statement, plan }) =>
      plan
        .filter((step) => /^SCAN|TEMP B-TREE/.test(step) && !isBounded(statement, step))
        .map((step) => `${step}: ${statement}`),
    )
  expect(slow).toEqual([])
})

test("a card's page finds what belongs to the card by indexes", async () => {
  const sandbox = createSandbox()
  seedDemo(sandbox)
  const card = sandbox.bank.store.one<{ id: number }>('SELECT id FROM cards LIMIT 1')?.id
  const page = await sandbox.fetch(new Request(`http://localhost/__sandbox?view=cards&card=${card}`))
  expect(await page.text()).toContain('Notifies')
  const ofNotifies = sandbox.bank.store.statements().filter((sql) => /FROM notifies\b/.test(sql))
  expect(ofNotifies.some((sql) => sql.includes('json_extract'))).toBe(true)
  const steps = ofNotifies.flatMap((sql) => sandbox.bank.store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`))
  expect(steps.filter(({ detail }) => /^SCAN|TEMP B-TREE/.test(detail))).toEqual([])
  await sandbox.close()
})
