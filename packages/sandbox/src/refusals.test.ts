import { endpointKeys, endpointOf, inputFields, type EndpointKey, type Reply } from '@asinx-pay/core'
import { createCodec } from '@asinx-pay/core/wire'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoCredentials } from './demo-credentials.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'

const codec = createCodec(demoCredentials)
let merchant: TestMerchant
let uid = ''

beforeAll(async () => {
  merchant = createTestMerchant()
  uid = await merchant.register()
})
afterAll(() => merchant.sandbox.close())

const rows = (wanted: (key: EndpointKey) => boolean) => endpointKeys.filter(wanted)
const isUserRow = (key: EndpointKey): boolean => endpointOf(key).scope === 'user'
const takes = (name: string) => (key: EndpointKey) => name in endpointOf(key).request

/** A call whose body may be anything, signed correctly. */
async function call(key: EndpointKey, body: object, headers: Record<string, string> = { uId: uid }): Promise<Reply> {
  const { path } = endpointOf(key)
  const signed = codec.sign(path, body)
  const response = await merchant.send(
    new Request(`http://localhost/api-web${path}`, {
      method: 'POST',
      headers: { appId: demoCredentials.appId, sign: signed.sign, ...headers },
      body: signed.body,
    }),
  )
  expect(response.status).toBe(200)
  return codec.openReply(await response.text())
}

/** The smallest body of a row that is well-formed, by the examples of its fields. */
const smallest = (key: EndpointKey): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(endpointOf(key).request)
      .filter(([, field]) => !field.optional)
      .map(([name, field]) => [name, field.kind === 'image' ? 'data:image/png;base64,iVBORw0KGgo=' : field.example]),
  )

describe('fields', () => {
  const required = (key: EndpointKey) => Object.values(endpointOf(key).request).some((field) => !field.optional)

  test.each(rows(required))('%s without its fields is code 2', async (key) => {
    expect(await call(key, {})).toMatchObject({ success: false, code: 2 })
  })

  test.each(endpointKeys)('%s with a member nobody knows is code 2', async (key) => {
    expect(await call(key, { ...smallest(key), surprise: 1 })).toMatchObject({ success: false, code: 2 })
  })

  test.each(['0', '-1', '1.234', 'ten', '', true, null, [], {}])('an amount of %j is code 2', async (amount) => {
    const { userBankcardId } = await freshCard()
    expect(await call('bankcard.recharge', { userBankcardId, amount })).toMatchObject({ success: false, code: 2 })
  })

  test('no refusal repeats what was sent', async () => {
    const { message } = await call('bankcard.setPin', { userBankcardId: 1, pin: '99 77 55' })
    expect(message).toContain('pin')
    expect(message).not.toContain('99 77 55')
  })
})

async function freshCard(): Promise<{ uid: string; userBankcardId: number }> {
  await merchant.control('/merchant/top-up', { amount: '100' })
  const outcome = await merchant.client.bankcard.apply({ uid, bankcardId: 101 })
  if (outcome.state !== 'done') throw new Error('The application was declined')
  const { userBankcardId } = outcome.result
  await merchant.control(`/cards/${userBankcardId}/approve`)
  return { uid, userBankcardId }
}

describe('ids', () => {
  test.each(rows(isUserRow))('%s without a user, or for one nobody knows, is code 200', async (key) => {
    for (const headers of [{}, { uId: 'nobody' }])
      expect(await call(key, smallest(key), headers)).toMatchObject({ success: false, code: 200 })
  })

  test.each(rows(takes('userBankcardId')))('%s for a card nobody knows is code 200', async (key) => {
    const body = { ...smallest(key), userBankcardId: 99_999, ...(key === 'bankcard.apply' && { bankcardId: 101 }) }
    expect(await call(key, body)).toMatchObject({ success: false, code: 200, message: 'The card does not exist.' })
  })

  test.each(rows(takes('userBankcardId')))("%s for somebody else's card is code 200", async (key) => {
    const { userBankcardId } = await freshCard()
    const other = await merchant.register()
    const body = { ...smallest(key), userBankcardId, ...(key === 'bankcard.apply' && { bankcardId: 101 }) }
    expect(await call(key, body, { uId: other })).toMatchObject({ code: 200, message: 'The card does not exist.' })
  })

  test('every user row names its user outside the body', () => {
    for (const key of rows(isUserRow)) expect(Object.keys(inputFields(endpointOf(key)))[0]).toBe('uid')
  })
})

describe('transport', () => {
  test('GET is refused, an unknown path is code 200', async () => {
    const get = await merchant.send(new Request('http://localhost/api-web/sys/clock'))
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    const { body, sign } = codec.sign('/no/such', {})
    const headers = { appId: demoCredentials.appId, sign }
    const unknown = await merchant.send(
      new Request('http://localhost/api-web/no/such', { method: 'POST', headers, body }),
    )
    expect(codec.openReply(await unknown.text())).toMatchObject({ success: false, code: 200 })
  })

  test('amounts are exact whether they come as numbers or as text', async () => {
    const { userBankcardId } = await freshCard()
    expect(await call('bankcard.recharge', { userBankcardId, amount: '10.10' })).toMatchObject({ code: 1 })
    expect(await call('bankcard.recharge', { userBankcardId, amount: 10.1 })).toMatchObject({ code: 1 })
    expect(await call('bankcard.balance', { userBankcardId })).toMatchObject({ result: { balance: '20.10' } })
  })

  test('a page far beyond the end is empty', async () => {
    const { userBankcardId } = await freshCard()
    const page = { userBankcardId, pageNum: Number.MAX_SAFE_INTEGER, pageSize: Number.MAX_SAFE_INTEGER }
    expect(await call('bankcard.transactions', page)).toMatchObject({ code: 1, result: [], total: 0 })
  })
})
