import { describe, expect, expectTypeOf, test } from 'vitest'
import { endOf, codec, credentials, uid } from '../test/support/stub-ports.ts'
import {
  fails,
  paid,
  pending,
  refuses,
  says,
  sealedResponse,
  stubClient,
  type Sent,
} from '../test/support/stub-client.ts'
import { createClient, type Client } from './client.ts'
import { endpointKeys } from './endpoints/index.ts'
import { exactNumber } from './json.ts'
import type { Declined, Done, Outcome, Unknown } from './outcome.ts'

const recharge = { uid, userBankcardId: 135, amount: '16.00' }

describe('what goes out', () => {
  test('a signed POST that follows no redirect', async () => {
    const { client, sent } = stubClient([paid])
    await client.bankcard.recharge(recharge)
    const [{ url, init, body }] = sent as [Sent]
    expect(url).toBe('https://api.example/api-web/bankcard/recharge')
    expect(init).toMatchObject({ method: 'POST', redirect: 'manual' })
    expect(body).toBe('{"amount":16.00,"userBankcardId":135}')
    const sign = codec.sign('/bankcard/recharge', { amount: exactNumber('16.00'), userBankcardId: 135 }).sign
    expect(init.headers).toEqual({
      appId: credentials.appId,
      sign,
      uId: uid,
      'content-type': 'application/json;charset=UTF-8',
      'content-length': String(body.length),
    })
  })

  test('merchant calls have an empty body and no uId', async () => {
    const { client, sent } = stubClient([says({ availableAmount: exactNumber('398.000000000000000000') })])
    expect(await client.merchant.asset()).toEqual({ availableAmount: '398.000000000000000000' })
    expect(sent[0]?.body).toBe('{}')
    expect(sent[0]?.init.headers).not.toHaveProperty('uId')
  })

  test('there is a method for every endpoint', () => {
    const { client } = stubClient([paid])
    const methods = client as unknown as Record<string, Record<string, unknown>>
    const missing = endpointKeys.filter((key) => {
      const [group = '', name = ''] = key.split('.')
      return typeof methods[group]?.[name] !== 'function'
    })
    expect(missing).toEqual([])
  })
})

describe('base addresses', () => {
  test.each([
    'http://api.example/api-web',
    'api.example',
    'ftp://api.example',
    'https://u:p@api.example',
    'https://x/?a',
  ])('%s is refused', (baseUrl) => {
    expect(() => createClient({ ...credentials, baseUrl })).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
  test.each(['https://api.example', 'http://127.0.0.1:4010/api-web', 'http://localhost:1/x', 'http://[::1]:1'])(
    '%s is taken',
    (baseUrl) => {
      expect(() => createClient({ ...credentials, baseUrl })).not.toThrow()
    },
  )
})

describe('a recharge is sent one time', () => {
  const cases: [what: string, answer: () => Response, ends: string][] = [
    ['done', paid, 'done'],
    ['declined', refuses(212), 'declined'],
    ['99997', pending, 'unknown'],
    ['contradictory', () => sealedResponse({ success: false }), 'unknown'],
    ['redirect', () => new Response(null, { status: 307, headers: { location: 'https://evil.example' } }), 'unknown'],
    ['HTTP 500', () => new Response('oops', { status: 500 }), 'unknown'],
    ['garbage', () => new Response('<html>'), 'unknown'],
    ['broken connection', fails('ECONNRESET'), 'unknown'],
    ['closed connection', fails('UND_ERR_SOCKET'), 'unknown'],
    ['nameless failure', fails(''), 'unknown'],
    ['refused connection', fails('ECONNREFUSED'), 'not_sent'],
    ['unknown name', fails('ENOTFOUND'), 'not_sent'],
    ['name service down', fails('EAI_AGAIN'), 'not_sent'],
    ['slow connect', fails('UND_ERR_CONNECT_TIMEOUT'), 'not_sent'],
    ['expired certificate', fails('CERT_HAS_EXPIRED'), 'not_sent'],
    ['certificate of another', fails('ERR_TLS_CERT_ALTNAME_INVALID'), 'not_sent'],
  ]
  test.each(cases)('%s', async (_what, answer, ends) => {
    const { client, sent } = stubClient([answer])
    expect(await endOf(client.bankcard.recharge(recharge))).toBe(ends)
    expect(sent).toHaveLength(1)
  })

  test('a journal that rejects lets nothing out, and the card stays free', async () => {
    const { client, sent } = stubClient([paid], { beforeSend: () => Promise.reject(new Error('disk full')) })
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('not_sent')
    expect(await endOf(client.bankcard.recharge(recharge))).toBe('not_sent')
    expect(sent).toHaveLength(0)
  })

  test('reads are tried again', async () => {
    const { client, sent } = stubClient([fails('ECONNRESET'), says({ availableAmount: '1' })])
    expect(await client.merchant.asset()).toEqual({ availableAmount: '1' })
    expect(sent).toHaveLength(2)
  })
})

describe('a call under way', () => {
  const asset = says({ availableAmount: '1' })

  test('gives its result, or with it what is known of the reply', async () => {
    const { client } = stubClient([
      () => sealedResponse({ result: { availableAmount: '1' }, message: 'Fine', total: 1 }),
    ])
    expect(await client.merchant.asset()).toEqual({ availableAmount: '1' })
    expect(await client.merchant.asset().withReply()).toEqual({
      result: { availableAmount: '1' },
      reply: { httpStatus: 200, code: 1, message: 'Fine', total: 1, tries: 1, durationMs: expect.any(Number) },
    })
  })

  test('an outcome comes with its reply as well', async () => {
    const { result, reply } = await stubClient([refuses(212)])
      .client.bankcard.recharge(recharge)
      .withReply()
    expect(result).toMatchObject({ state: 'declined', code: 212 })
    expect(reply).toMatchObject({ httpStatus: 200, code: 212, tries: 1 })
  })

  test('a failure is one failure, whichever way it is asked for', async () => {
    const unhandled: unknown[] = []
    const listen = (error: unknown): void => void unhandled.push(error)
    process.on('unhandledRejection', listen)
    const { client } = stubClient([refuses(200)])
    expect(await endOf(client.merchant.asset())).toBe('declined')
    expect(await endOf(client.merchant.asset().withReply())).toBe('declined')
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', listen)
    expect(unhandled).toEqual([])
  })

  test('has the deadline of its client unless it has one of its own', async () => {
    const never = (): Promise<Response> => new Promise(() => undefined)
    const { client } = stubClient([never], { deadlineMs: 20 })
    expect(await endOf(client.user.usdRechargeInfo({ uid, amount: '1' }))).toBe('delivery_unknown')
    const { client: patient, sent } = stubClient([asset], { deadlineMs: 600_000 })
    expect(await endOf(patient.merchant.asset({}, { deadlineMs: 600_001 }))).toBe('invalid_input')
    expect(sent).toHaveLength(0)
    expect(() => stubClient([asset], { deadlineMs: 0 })).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })

  test("the client's own journal is written before the call's, and neither is left out", async () => {
    const written: string[] = []
    const { client, sent } = stubClient([paid], { beforeSend: () => void written.push('client') })
    await client.bankcard.recharge(recharge, { beforeSend: () => void written.push('call') })
    expect(written).toEqual(['client', 'call'])
    const { client: failing, sent: unsent } = stubClient([paid], {
      beforeSend: () => Promise.reject(new Error('full')),
    })
    expect(await endOf(failing.bankcard.recharge(recharge, { beforeSend: () => undefined }))).toBe('not_sent')
    expect([sent.length, unsent.length]).toEqual([1, 0])
  })
})

describe('commands that set a state', () => {
  const freeze = { uid, userBankcardId: 1, enable: false }

  test('a later one ends the tries of an earlier one for the same card, also when it is done first', async () => {
    const answers = [Promise.withResolvers<Response>(), Promise.withResolvers<Response>()]
    const { client, sent } = stubClient([() => answers[0]!.promise, () => answers[1]!.promise, says(undefined)])
    const first = client.bankcard.updateStatus(freeze)
    const second = client.bankcard.updateStatus({ ...freeze, enable: true })
    answers[1]!.resolve(says(undefined)())
    expect(await second).toEqual({})
    answers[0]!.resolve(new Response('', { status: 503 }))
    expect(await endOf(first)).toBe('superseded')
    expect(sent).toHaveLength(2)
  })

  test('one for another card, or of another kind, ends nothing', async () => {
    const { client, sent } = stubClient([fails('ECONNRESET'), says(undefined)])
    const first = client.bankcard.updateStatus(freeze)
    await client.bankcard.updateStatus({ ...freeze, userBankcardId: 2 })
    await client.bankcard.setPin({ uid, userBankcardId: 1, pin: '123456' })
    expect(await first).toEqual({})
    expect(sent).toHaveLength(4)
  })
})

describe('types', () => {
  test('a once call is an outcome that must be narrowed, money is text', () => {
    type Answer = Awaited<ReturnType<Client['bankcard']['recharge']>>
    expectTypeOf<Answer>().toEqualTypeOf<Outcome<{ requestOrderId?: string | undefined }>>()
    expectTypeOf<Answer>().toEqualTypeOf<Done<{ requestOrderId?: string | undefined }> | Declined | Unknown>()
    expectTypeOf<Answer>().not.toHaveProperty('result')
    expectTypeOf<Parameters<Client['bankcard']['recharge']>[0]['amount']>().toEqualTypeOf<string>()
    expectTypeOf<Awaited<ReturnType<Client['merchant']['asset']>>['availableAmount']>().toEqualTypeOf<string>()
    expectTypeOf<Awaited<ReturnType<Client['bankcard']['transactions']>>>().toExtend<{ recordNo: string }[]>()
    expectTypeOf<Parameters<Client['merchant']['asset']>>().toExtend<[input?: object, options?: object]>()
    expectTypeOf<Parameters<Client['bankcard']['balance']>[0]>().toEqualTypeOf<{
      uid: string
      userBankcardId: number
    }>()
  })

  test('what is paged can be listed, row by row, and nothing else', () => {
    type Listed = ReturnType<Client['bankcard']['transactions']['listAll']>
    expectTypeOf<Listed>().toExtend<AsyncGenerator<{ recordNo: string; occurTime?: number | undefined }>>()
    expectTypeOf<Client['merchant']['rechargeList']>().toHaveProperty('listAll')
    expectTypeOf<Client['account']['userRechargeList']>().toHaveProperty('listAll')
    expectTypeOf<Client['bankcard']['balance']>().not.toHaveProperty('listAll')
    expectTypeOf<Client['bankcard']['recharge']>().not.toHaveProperty('listAll')
  })
})
