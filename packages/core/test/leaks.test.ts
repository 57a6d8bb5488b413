import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { callEndpoint } from '../src/call.ts'
import { createClient, type Client } from '../src/client.ts'
import { createCodec } from '../src/codec.ts'
import { inputFields } from '../src/endpoint.ts'
import { endpointKeyOfPath, endpointKeys, endpointOf, type EndpointKey } from '../src/endpoints/index.ts'
import type { Hooks } from '../src/hooks.ts'
import { hideSecret } from '../src/hidden-secret.ts'
import type { Outcome } from '../src/outcome.ts'
import { TransportFailure } from '../src/ports.ts'
import { bodyText, filled, leaksOf, misfilled, secrets, spilled, spilledOf } from './support/canaries.ts'
import { stubPorts, uid } from './support/stub-ports.ts'

const credentials = { appId: 'app_1', appSecret: hideSecret(secrets.appSecret) }
const codec = createCodec(credentials)
const stranger = createCodec({ appId: 'app_1', appSecret: 'ab'.repeat(16) })

/** A server that answers every path with all its fields, secrets included, and says the call's again in its message. */
function answerOf(key: EndpointKey): { result: unknown; message: string } {
  const { request, response, list } = endpointOf(key)
  const result = { ...filled(response, 'reply'), undescribed: secrets.undescribed }
  return { result: list ? [result] : result, message: spilledOf(filled(request), result) }
}

type Server = (key: EndpointKey, init: RequestInit) => Response | Promise<Response>

const reply = (key: EndpointKey, envelope: object): Response =>
  new Response(codec.sealReply({ success: true, code: 1, ...answerOf(key), ...envelope }))
const html =
  (status: number, headers: Record<string, string> = {}): Server =>
  () =>
    new Response(`<html>${spilled} ${bodyText}</html>`, { status, headers })

/** Every way a call can go wrong, and the one in which it does not. */
const servers: Record<string, Server> = {
  done: (key) => reply(key, {}),
  declined: (key) => reply(key, { success: false, code: 200 }),
  pending: (key) => reply(key, { success: false, code: 99997 }),
  contradictory: (key) => reply(key, { code: 200 }),
  garbage: html(200),
  'HTTP 401': html(401),
  'HTTP 500': html(500),
  redirect: html(307, { location: `https://evil.example/?${encodeURIComponent(spilled)}` }),
  'another key': (key) => new Response(stranger.sealReply({ success: true, code: 1, ...answerOf(key) })),
  'another shape': (key) => reply(key, { message: '', result: [{ cardNo: { deep: spilled } }, spilled] }),
  'lists for values': (key) =>
    reply(key, {
      message: '',
      result: Object.fromEntries(Object.keys(endpointOf(key).response).map((name) => [name, [spilled]])),
    }),
  'broken connection': async (_key, init) => {
    const body = await new Response(init.body ?? null).text()
    const cause = Object.assign(new Error(`${body} ${spilled}`), { code: `${spilled}`, request: init })
    throw Object.assign(new TypeError(`fetch failed: ${body}`), { cause, code: spilled })
  },
  'no answer': () => new Promise(() => undefined),
}

interface Seen {
  /** Errors and what is not done: nothing of the request may be in it. */
  failures: unknown[]
  /** What hooks and facts show: no secrets. */
  shown: unknown[]
  /** Signatures and ciphertext that went over the wire. */
  wire: string[]
  client: Client
}

function sceneOf(server: Server, hooks: Hooks): Seen {
  const seen: Seen = { failures: [], shown: [], wire: [], client: undefined as never }
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const key = endpointKeyOfPath(new URL(String(url)).pathname) ?? expect.fail(`No endpoint at ${String(url)}`)
    seen.wire.push((init.headers as Record<string, string>).sign ?? '')
    const response = await server(key, init)
    const text = await response.clone().text()
    seen.wire.push(...(/"result":"([^"]{64,})"/.exec(text)?.[1]?.match(/.{64}/g) ?? []))
    return response
  }
  const show = (event: unknown): void => {
    seen.shown.push(structuredClone(event))
  }
  const options = {
    ...credentials,
    baseUrl: 'https://api.example',
    fetch,
    deadlineMs: 10,
    onRequest: show,
    onReply: show,
  }
  seen.client = createClient(hooks.onRequest ? { ...options, ...hooks } : options)
  return seen
}

async function keepEnd(seen: Seen, call: ReturnType<Client['call']>): Promise<void> {
  try {
    const { result, reply: facts } = await call.withReply()
    seen.shown.push(facts)
    const { state, reference } = result as Outcome<unknown>
    if (state === undefined || state === 'done') return
    seen.failures.push(result)
    seen.failures.push(await seen.client.settle(reference).catch((error: unknown) => error))
  } catch (error) {
    seen.failures.push(error)
  }
}

async function callWith(
  key: EndpointKey,
  server: Server,
  { input, hooks = {} }: { input: object; hooks?: Hooks },
): Promise<Seen> {
  const seen = sceneOf(server, hooks)
  await keepEnd(seen, seen.client.call(key, input as never))
  return seen
}

const printed: unknown[] = []
beforeEach(() => {
  printed.length = 0
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const)
    vi.spyOn(console, method).mockImplementation((...values: unknown[]) => void printed.push(...values))
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0)
})
afterEach(() => vi.restoreAllMocks())

const allLeaks = ({ failures, shown, wire }: Seen): string[] => [
  ...failures.flatMap((failure) => leaksOf(failure, [...wire, bodyText])),
  ...shown.flatMap((value) => leaksOf(value, wire)),
  ...leaksOf(printed, [...wire, bodyText]),
]

const goodInput = (key: EndpointKey): object => {
  const fields = inputFields(endpointOf(key))
  return { ...filled(fields), ...('uid' in fields && { uid }) }
}

describe.each(endpointKeys)('%s', (key) => {
  test.each(Object.keys(servers))('%s', async (what) => {
    const seen = await callWith(key, servers[what] ?? expect.fail(), { input: goodInput(key) })
    expect(allLeaks(seen)).toEqual([])
    expect(seen.shown.length).toBeGreaterThan(1)
    const isHarmless =
      what === 'done' || (Object.keys(endpointOf(key).response).length === 0 && /shape|values/.test(what))
    expect(seen.failures.length > 0 || isHarmless).toBe(true)
  })

  test('bad input', async () => {
    const seen = await callWith(key, servers.done ?? expect.fail(), { input: misfilled(inputFields(endpointOf(key))) })
    expect(seen.failures).toMatchObject([{ code: 'invalid_input' }])
    expect(allLeaks(seen)).toEqual([])
  })

  test('hooks that fail with what they were given', async () => {
    const fail = (event: unknown): never => {
      throw new Error(inspect(event))
    }
    const hooks = { onRequest: fail, onReply: fail }
    const seen = await callWith(key, servers.declined ?? expect.fail(), { input: goodInput(key), hooks })
    expect(seen.failures.length).toBeGreaterThan(0)
    expect(allLeaks(seen)).toEqual([])
  })
})

test('what holds the secret prints, serialises and clones without it', () => {
  const { client } = sceneOf(servers.done ?? expect.fail(), {})
  const options = { ...credentials, previousSecret: hideSecret(secrets.appSecret), baseUrl: 'https://api.example' }
  for (const holder of [client, codec, credentials, options, credentials.appSecret, `${options.appSecret}`])
    expect(leaksOf(holder)).toEqual([])
  expect(() => structuredClone(client)).toThrow(/could not be cloned/)
  expect(leaksOf(structuredClone(credentials))).toEqual([])
})

test.each(['', '   ', 'short', `${secrets.pan} ${secrets.pin}`, 7 as never])(
  'a bad secret is refused without being repeated',
  (appSecret) => {
    const error: unknown = (() => {
      try {
        return createCodec({ appId: 'app_1', appSecret })
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toMatchObject({ code: 'bad_credentials' })
    expect(leaksOf(error)).toEqual([])
  },
)

describe('the search itself finds a leak', () => {
  const error = new Error('harmless')
  const leaky: [where: string, value: unknown][] = [
    ['message', new Error(`pin ${secrets.pin}`)],
    ['stack', Object.assign(new Error('harmless'), { stack: `at ${secrets.cvv}` })],
    ['cause', new Error('harmless', { cause: new Error('harmless', { cause: { body: secrets.pan } }) })],
    ['member', Object.assign(error, { request: { body: [{ image: secrets.image }] } })],
    ['hidden member', Object.defineProperty({}, 'hidden', { value: secrets.code, enumerable: false })],
    ['JSON', { toJSON: () => secrets.garbage }],
    ['text', { toString: () => secrets.appSecret }],
  ]
  test.each(leaky)('in a %s', (_where, value) => {
    expect(leaksOf(value)).toHaveLength(1)
  })

  test('in what is printed', () => {
    const { error: print } = console
    print('failed', { pin: secrets.pin })
    process.stderr.write(`${secrets.idNumber}\n`)
    expect(leaksOf(printed)).toEqual(['pin', 'idNumber'])
  })

  test('in a call whose sender puts the request into its failure', async () => {
    const { ports } = stubPorts([
      ({ body }) => new TransportFailure(`Could not send ${JSON.stringify(body)}`, { sent: true }),
    ])
    const call = callEndpoint(ports, { endpoint: 'bankcard.setPin', input: goodInput('bankcard.setPin') })
    expect(leaksOf(await call.catch((thrown: unknown) => thrown))).toEqual(['pin'])
  })

  test('in a hook that is given a body as it came', async () => {
    const seen = await callWith('bankcard.cardInfo', servers.done ?? expect.fail(), {
      input: goodInput('bankcard.cardInfo'),
    })
    seen.shown.push(answerOf('bankcard.cardInfo').result)
    expect(allLeaks(seen)).toEqual(expect.arrayContaining(['pan', 'cvv', 'undescribed']))
  })
})
