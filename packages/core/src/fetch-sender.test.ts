import { afterEach, describe, expect, test } from 'vitest'
import { answers, codec, sealed, uid } from '../test/support/stub-ports.ts'
import { createServers } from '../test/support/servers.ts'
import { outgoing } from './call.ts'
import { maxMessageBytes } from './codec.ts'
import { endpointKeys, endpointOf } from './endpoints/index.ts'
import { createFetchSender } from './fetch-sender.ts'
import { TransportFailure, type Incoming, type OutgoingCall } from './ports.ts'

const servers = createServers()
afterEach(() => servers.close())

const recharge = outgoing('bankcard.recharge', { uid, userBankcardId: 135, amount: '16.00' })
const clock = outgoing('sys.clock', {})
const ok = answers({}).text

interface Sending {
  call?: OutgoingCall
  timeoutMs?: number
  signal?: AbortSignal
  fetch?: typeof fetch
}

async function send(baseUrl: string, sending: Sending = {}): Promise<Incoming | string> {
  const { call = recharge, timeoutMs = 5000, signal, fetch } = sending
  const sender = createFetchSender({ baseUrl, codec, ...(fetch && { fetch }) })
  try {
    return await sender(call, { timeoutMs, ...(signal && { signal }) })
  } catch (error) {
    if (!(error instanceof TransportFailure)) throw error
    expect(error).not.toHaveProperty('cause')
    return `${error.sent ? 'sent' : 'not sent'}: ${error.message}`
  }
}

const cut = (_response: unknown, request: { socket: { destroy(): void } }): void => void request.socket.destroy()

describe('one request is one request', () => {
  test('what arrives is what was signed, with its length', async () => {
    const { url, received } = await servers.serve((response) => response.end(ok))
    expect(await send(url)).toEqual({ status: 200, text: ok })
    const { body, headers } = received[0] ?? expect.fail('Nothing arrived.')
    expect(body).toBe('{"amount":16.00,"userBankcardId":135}')
    expect(headers).toMatchObject({
      'content-length': String(body.length),
      sign: codec.sign(recharge.path, recharge.body).sign,
    })
    expect(headers).not.toHaveProperty('transfer-encoding')
  })

  test.each(['bankcard.recharge', 'bankcard.close'] as const)(
    '%s is not sent again by the HTTP client, on a connection that was used before',
    async (key) => {
      const card = { uid, userBankcardId: 135 }
      const call = outgoing(key, key === 'bankcard.recharge' ? { ...card, amount: '1' } : card)
      const misdirected = await servers.serve(
        (response) => response.end(ok),
        (response) => response.writeHead(421).end(),
      )
      await send(misdirected.url, { call })
      expect(await send(misdirected.url, { call })).toMatchObject({ status: 421 })
      expect(misdirected.received).toHaveLength(2)
      const broken = await servers.serve((response) => response.end(ok), cut)
      await send(broken.url, { call })
      expect(await send(broken.url, { call })).toMatch(/^sent: The connection broke/)
      expect(broken.received).toHaveLength(2)
    },
  )

  test('the HTTP client would send a text again: that is why what is sent once is a stream', async () => {
    const { url, received } = await servers.serve(
      (response) => response.end(ok),
      (response) => response.writeHead(421).end(),
    )
    await send(url, { call: clock })
    await send(url, { call: clock })
    expect(received.length).toBeGreaterThan(2)
  })

  test('every endpoint that is sent once goes out as a stream, and the others do not', async () => {
    const kinds: Record<string, unknown[]> = {}
    for (const endpoint of endpointKeys) {
      const { path, effect } = endpointOf(endpoint)
      await send('https://api.example', {
        call: { endpoint, path, body: {} },
        fetch: async (_url, init) => {
          kinds[effect] = [...new Set([...(kinds[effect] ?? []), init?.body instanceof ReadableStream])]
          return new Response(ok)
        },
      })
    }
    expect(kinds).toEqual({ read: [false], repeatable: [false], single: [true], once: [true] })
  })

  test('a redirect is not followed', async () => {
    const target = await servers.serve((response) => response.end(ok))
    const { url } = await servers.serve((response) => response.writeHead(307, { location: target.url }).end())
    expect(await send(url)).toMatchObject({ status: 307 })
    expect(target.received).toHaveLength(0)
  })

  test('an opaque redirect, as browsers give it, is one too', async () => {
    const redirected = new Response(null)
    Object.defineProperty(redirected, 'type', { value: 'opaqueredirect' })
    expect(await send('https://api.example', { fetch: async () => redirected })).toMatchObject({ status: 307 })
  })
})

describe('time', () => {
  test('no answer, an answer that stops half-way and one that trickles end at the deadline', async () => {
    const silent = await servers.serve(() => undefined)
    const halfWay = await servers.serve((response) => response.write('{"success":true,'))
    const trickle = await servers.serve((response) => {
      const timer = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(timer))
    })
    for (const { url } of [silent, halfWay, trickle])
      expect(await send(url, { timeoutMs: 80 })).toBe('sent: No answer within 80 ms.')
  })

  test('a fetch that pays no heed to its signal is not waited for', async () => {
    const deaf = (): Promise<Response> => new Promise(() => undefined)
    expect(await send('https://api.example', { timeoutMs: 20, fetch: deaf })).toBe('sent: No answer within 20 ms.')
  })

  test('a caller may stop while it waits, and before', async () => {
    const stop = new AbortController()
    const { url, received } = await servers.serve(() => stop.abort())
    expect(await send(url, { signal: stop.signal })).toBe('sent: The caller stopped waiting.')
    expect(await send(url, { signal: stop.signal })).toBe('not sent: The caller had stopped.')
    expect(received).toHaveLength(1)
  })

  test('a caller who stops in the middle of the body stops it', async () => {
    const stop = new AbortController()
    const { url } = await servers.serve((response) => response.write('{', () => stop.abort()))
    expect(await send(url, { signal: stop.signal })).toBe('sent: The caller stopped waiting.')
  })

  test('what the answer asks to wait is read in seconds, up to a minute', async () => {
    const after = (value: string) =>
      send('https://api.example', {
        fetch: async () => new Response('', { status: 503, headers: { 'retry-after': value } }),
      })
    expect(await after('7')).toMatchObject({ retryAfterMs: 7000 })
    expect(await after('86400')).toMatchObject({ retryAfterMs: 60_000 })
    expect(await after('Wed, 21 Oct 2026 07:28:00 GMT')).not.toHaveProperty('retryAfterMs')
  })
})

describe('failures', () => {
  const failing = (code: string, more: object = {}) => ({
    fetch: async (): Promise<Response> => {
      throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code, ...more }) })
    },
  })

  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s: nothing left', async (code) => {
    expect(await send('https://api.example', failing(code))).toBe(`not sent: The API could not be reached (${code}).`)
  })

  test.each(['EHOSTUNREACH', 'ETIMEDOUT', 'ECONNRESET'])('%s counts as unsent only while connecting', async (code) => {
    expect(await send('https://api.example', failing(code, { syscall: 'connect' }))).toMatch(/^not sent/)
    expect(await send('https://api.example', failing(code, { syscall: 'read' }))).toMatch(/^sent/)
  })

  test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', ''])('%s may have left', async (code) => {
    expect(await send('https://api.example', failing(code))).toMatch(/^sent: The connection broke/)
  })

  test('a code that is no code is not repeated', async () => {
    expect(await send('https://api.example', failing('body was {"pin":"739164"}'))).toBe('sent: The connection broke.')
  })

  test('a port nobody listens on was not sent to', async () => {
    const { url } = await servers.serve((response) => response.end(ok))
    await servers.close()
    expect(await send(url)).toBe('not sent: The API could not be reached (ECONNREFUSED).')
  })

  test('a certificate nobody trusts is not sent to', async () => {
    expect(await send('https://api.example', failing('DEPTH_ZERO_SELF_SIGNED_CERT'))).toMatch(/^not sent/)
  })

  test('a body without an end is read no further than the longest message', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x')
    let written = 0
    const { url } = await servers.serve((response) => {
      const more = (): void => {
        if (!response.destroyed && response.write(chunk)) setImmediate(more)
        written++
      }
      response.on('drain', more)
      more()
    })
    expect(await send(url, { timeoutMs: 60_000 })).toBe(`sent: The reply is longer than ${maxMessageBytes} bytes.`)
    expect(written).toBeGreaterThan(1)
  })

  test('characters of several bytes are whole whatever the pieces they come in', async () => {
    const { text } = sealed({ message: '余额不足' })
    const bytes = Buffer.from(text)
    const { url } = await servers.serve((response) => {
      const next = (index: number): void =>
        void (index < bytes.length
          ? response.write(bytes.subarray(index, index + 1), () => next(index + 1))
          : response.end())
      next(0)
    })
    expect(await send(url)).toEqual({ status: 200, text })
  })
})
