import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest'
import { createClient, type Client, type ClientOptions } from './client.ts'
import { createCodec } from './codec.ts'
import type { ReplyContent } from './envelope.ts'
import { endpointKeys } from './endpoints/index.ts'
import { isAsinxError } from './errors.ts'
import { exactNumber } from './json.ts'
import type { Declined, Done, Outcome, Unknown } from './outcome.ts'
import type { Reference } from './reference.ts'

const credentials = { appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' }
const codec = createCodec(credentials)
const uid = 'hgwoxhlpzvav6m2l'
const recharge = { uid, userBankcardId: 135, amount: '16.00' }

const sealed = (reply: Partial<ReplyContent>, status = 200): Response =>
  new Response(codec.sealReply({ success: true, code: 1, message: '', ...reply }), { status })
const paid = (): Response => sealed({ result: { requestOrderId: 'LM1' } })
const pending = (): Response => sealed({ success: false, code: 99997, result: { requestOrderId: 'LM1' } })
const fails = (code: string) => (): never => {
  throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code }) })
}

interface Sent {
  url: string
  init: RequestInit
  body: string
}

/** A client whose fetch answers in turn, the last answer again and again; a card's balance cannot be read. */
function stub(answers: (() => Response)[], options: Partial<ClientOptions> = {}): { client: Client; sent: Sent[] } {
  const sent: Sent[] = []
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (String(url).endsWith('/bankcard/balance')) return sealed({ success: false, code: 200 })
    const answer = answers[Math.min(sent.length, answers.length - 1)]
    sent.push({ url: String(url), init, body: await new Response(init.body ?? null).text() })
    return answer?.() ?? Response.error()
  }
  const client = createClient({ ...credentials, baseUrl: 'https://api.example/api-web/', fetch, ...options })
  return { client, sent }
}

const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => (value as Outcome<unknown>).state,
    (error: unknown) => (isAsinxError(error) ? error.code : error),
  )

describe('what goes out', () => {
  test('a signed POST that follows no redirect', async () => {
    const { client, sent } = stub([paid])
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
    const { client, sent } = stub([
      () => sealed({ result: { availableAmount: exactNumber('398.000000000000000000') } }),
    ])
    expect(await client.merchant.asset()).toEqual({ availableAmount: '398.000000000000000000' })
    expect(sent[0]?.body).toBe('{}')
    expect(sent[0]?.init.headers).not.toHaveProperty('uId')
  })

  test('there is a method for every endpoint', () => {
    const { client } = stub([paid])
    const methods = client as unknown as Record<string, Record<string, unknown>>
    const missing = endpointKeys.filter((key) => {
      const [group = '', name = ''] = key.split('.')
      return typeof methods[group]?.[name] !== 'function'
    })
    expect(missing).toEqual([])
  })

  test('the client prints without its secret', () => {
    expect(inspect(stub([paid]).client, { depth: 10, showHidden: true })).not.toContain(credentials.appSecret)
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
    ['declined', () => sealed({ success: false, code: 212 }), 'declined'],
    ['99997', pending, 'unknown'],
    ['contradictory', () => sealed({ success: false }), 'unknown'],
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
    const { client, sent } = stub([answer])
    expect(await codeOf(client.bankcard.recharge(recharge))).toBe(ends)
    expect(sent).toHaveLength(1)
  })

  test('a journal that rejects lets nothing out, and the card stays free', async () => {
    const { client, sent } = stub([paid], { beforeSend: () => Promise.reject(new Error('disk full')) })
    expect(await codeOf(client.bankcard.recharge(recharge))).toBe('not_sent')
    expect(await codeOf(client.bankcard.recharge(recharge))).toBe('not_sent')
    expect(sent).toHaveLength(0)
  })

  test('reads are tried again', async () => {
    const { client, sent } = stub([fails('ECONNRESET'), () => sealed({ result: { availableAmount: '1' } })])
    expect(await client.merchant.asset()).toEqual({ availableAmount: '1' })
    expect(sent).toHaveLength(2)
  })
})

describe('one open recharge per card', () => {
  test('a second is refused while the first is under way or unknown; another card is free', async () => {
    const { client, sent } = stub([pending])
    const first = client.bankcard.recharge(recharge)
    expect(await codeOf(client.bankcard.recharge(recharge))).toBe('outcome_open')
    expect(await codeOf(first)).toBe('unknown')
    expect(await codeOf(client.bankcard.recharge(recharge))).toBe('outcome_open')
    expect(await codeOf(client.bankcard.recharge({ ...recharge, userBankcardId: 136 }))).toBe('unknown')
    expect(sent).toHaveLength(2)
  })

  test('settling it frees the card; settling anything else does not', async () => {
    const { client } = stub([
      pending,
      () => sealed({ result: { userBankCardStatus: 'CLOSE' } }),
      () => sealed({ result: { requestOrderId: 'LM1', status: 'SUCCESS' } }),
      paid,
    ])
    const outcome = await client.bankcard.recharge(recharge)
    const close: Reference = { ...outcome.reference, intentId: 'other', endpoint: 'bankcard.close' }
    expect(await codeOf(client.settle(close))).toBe('done')
    expect(await codeOf(client.bankcard.recharge(recharge))).toBe('outcome_open')
    expect(await codeOf(client.settle(outcome.reference))).toBe('done')
    expect(await codeOf(client.bankcard.recharge(recharge))).toBe('done')
  })

  test.each([
    ['declined', () => sealed({ success: false, code: 212 })],
    ['not sent', fails('ECONNREFUSED')],
  ])('one that was %s leaves the card free', async (_what, answer: () => Response) => {
    const { client } = stub([answer, paid])
    await codeOf(client.bankcard.recharge(recharge))
    expect(await codeOf(client.bankcard.recharge(recharge))).toBe('done')
  })
})

describe('limits', () => {
  const card = (userBankcardId: number, amount: string) => ({ uid, userBankcardId, amount })

  test('the largest single recharge', async () => {
    const { client, sent } = stub([paid], { limits: { largestRecharge: '100' } })
    expect(await codeOf(client.bankcard.recharge(card(1, '100.01')))).toBe('limit_exceeded')
    expect(await codeOf(client.bankcard.recharge(card(1, '100.00')))).toBe('done')
    expect(sent).toHaveLength(1)
  })

  test('the total of a day: unknown ones count, declined and unsent ones do not, a new day is new', async () => {
    let now = Date.UTC(2026, 0, 1)
    const answers = [pending, () => sealed({ success: false, code: 212 }), fails('ECONNREFUSED'), paid, paid]
    const { client, sent } = stub(answers, { limits: { rechargePerDay: '100' }, now: () => now })
    expect(await codeOf(client.bankcard.recharge(card(1, '60')))).toBe('unknown')
    expect(await codeOf(client.bankcard.recharge(card(2, '40')))).toBe('declined')
    expect(await codeOf(client.bankcard.recharge(card(2, '40')))).toBe('not_sent')
    expect(await codeOf(client.bankcard.recharge(card(2, '40.01')))).toBe('limit_exceeded')
    expect(await codeOf(client.bankcard.recharge(card(2, '40')))).toBe('done')
    expect(await codeOf(client.bankcard.recharge(card(3, '0.01')))).toBe('limit_exceeded')
    now += 24 * 60 * 60 * 1000
    expect(await codeOf(client.bankcard.recharge(card(3, '100')))).toBe('done')
    expect(sent).toHaveLength(5)
  })
})

describe('over a real connection', () => {
  const closers: (() => void)[] = []
  afterEach(() => closers.splice(0).forEach((close) => close()))

  async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
    const server = createServer(answer)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closers.push(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const client = (baseUrl: string, deadlineMs?: number): Client =>
    createClient({ ...credentials, baseUrl, ...(deadlineMs !== undefined && { deadlineMs }) })

  test('a connection cut after the request arrived is unknown', async () => {
    let arrived = 0
    const url = await serve((request, response) => {
      if (request.url === '/bankcard/balance') response.end()
      else
        request.resume().on('end', () => {
          arrived++
          request.socket.destroy()
        })
    })
    expect(await client(url).bankcard.recharge(recharge)).toMatchObject({ state: 'unknown', why: 'lost' })
    expect(arrived).toBe(1)
  })

  test('no answer within the deadline, and one that stops half-way, are unknown', async () => {
    const silent = await serve((request) => void request.resume())
    expect(await client(silent, 100).bankcard.recharge(recharge)).toMatchObject({ state: 'unknown', why: 'lost' })
    const halfWay = await serve((_request, response) => void response.write('{"success":true,'))
    expect(await client(halfWay, 100).bankcard.recharge(recharge)).toMatchObject({ state: 'unknown', why: 'lost' })
  })

  test('a redirect is not followed', async () => {
    let followed = 0
    const target = await serve((_request, response) => void response.end(String(followed++)))
    const url = await serve((_request, response) => void response.writeHead(307, { location: target }).end())
    expect(await client(url).bankcard.recharge(recharge)).toMatchObject({ state: 'unknown', why: 'redirected' })
    expect(followed).toBe(0)
  })

  test('a port nobody listens on was not sent to', async () => {
    const url = await serve(() => {})
    closers.splice(0).forEach((close) => close())
    expect(await codeOf(client(url).bankcard.recharge(recharge))).toBe('not_sent')
  })

  test('a caller who stops waiting leaves the outcome unknown', async () => {
    const stop = new AbortController()
    const url = await serve((request, response) => {
      if (request.url === '/bankcard/balance') response.end()
      else request.resume().on('end', () => stop.abort())
    })
    const outcome = await client(url).bankcard.recharge(recharge, { signal: stop.signal })
    expect(outcome).toMatchObject({ state: 'unknown', why: 'lost' })
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
})
