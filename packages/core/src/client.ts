/**
 * The API client: every endpoint a typed method, over fetch.
 * @module
 */
import { callEndpoint, callOnce, defaultDeadlineMs, outgoing, type CallOptions } from './call.ts'
import type { Answer, Methods } from './client-types.ts'
import { createCodec, type CodecOptions } from './codec.ts'
import type { Input } from './endpoint.ts'
import { endpointKeys, endpointOf, type EndpointKey, type Endpoints } from './endpoints/index.ts'
import { AsinxError } from './errors.ts'
import { createFetchSender } from './fetch-sender.ts'
import { createLimitKeeper, type Limits } from './limits.ts'
import type { Outcome, Reference } from './outcome.ts'
import type { Ports } from './ports.ts'
import { settle, type SettleOptions } from './settle.ts'

export type { Answer, Method, Methods } from './client-types.ts'
export { createFetchSender, parseBaseUrl } from './fetch-sender.ts'

export interface ClientOptions extends CodecOptions {
  /** Such as `https://test.asinx.io/api-web`; endpoint paths are appended. https, or http on this machine. */
  baseUrl: string
  /** A fetch to use instead of the global one, for proxies and tests. */
  fetch?: typeof fetch
  /** Longest time of one call, all tries together, in milliseconds. Default 15,000. */
  deadlineMs?: number
  limits?: Limits
  /** Awaited before any `once` call leaves; when it rejects, nothing is sent. */
  beforeSend?: CallOptions['beforeSend']
  /** Milliseconds since 1970; for tests. */
  now?: () => number
}

export interface Client extends Methods {
  /** Calls an endpoint by its key. */
  call<K extends EndpointKey>(endpoint: K, input: Input<Endpoints[K]>, options?: CallOptions): Promise<Answer<K>>
  /** Finds out how a `once` call ended, by asking and never by sending it again. */
  settle(reference: Reference, options?: SettleOptions): Promise<Outcome<unknown>>
}

const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, ms)
    signal?.addEventListener('abort', wake, { once: true })
  })

/** One recharge at a time per card: a second would make the first impossible to tell apart. */
function createGate(): {
  enter(input: { userBankcardId: number }): (outcome: Outcome<unknown> | undefined) => void
  clear(reference: Reference): void
} {
  /** Cards with an open recharge, and the intent of it once that is known. */
  const open = new Map<number, string>()
  return {
    enter({ userBankcardId }) {
      if (open.has(userBankcardId))
        throw new AsinxError('outcome_open', `Card ${userBankcardId} has a recharge whose outcome is open.`, {
          endpoint: 'bankcard.recharge',
        })
      open.set(userBankcardId, '')
      return (outcome) => {
        if (outcome?.state === 'unknown') open.set(userBankcardId, outcome.reference.intentId)
        else open.delete(userBankcardId)
      }
    },
    clear({ userBankcardId, intentId }) {
      if (userBankcardId !== undefined && open.get(userBankcardId) === intentId) open.delete(userBankcardId)
    },
  }
}

const methodsOf = (
  call: (endpoint: EndpointKey, input: unknown, options?: CallOptions) => Promise<unknown>,
): Methods => {
  const groups: Record<string, Record<string, unknown>> = {}
  for (const key of endpointKeys) {
    const [group = '', name = ''] = key.split('.')
    groups[group] ??= {}
    groups[group][name] = (input: unknown = {}, options?: CallOptions) => call(key, input, options)
  }
  return groups as unknown as Methods
}

/**
 * Makes a client for one merchant.
 * @throws AsinxError `bad_credentials`, `invalid_input`
 */
export function createClient(options: ClientOptions): Client {
  const codec = createCodec(options)
  const now = options.now ?? Date.now
  const ports: Ports = {
    send: createFetchSender({ baseUrl: options.baseUrl, codec, ...(options.fetch && { fetch: options.fetch }) }),
    open: codec.openReply,
    sleep,
    now,
    random: Math.random,
  }
  const limits = createLimitKeeper(options.limits ?? {}, now)
  const gate = createGate()
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs

  async function spend(
    endpoint: EndpointKey,
    input: { userBankcardId: number; amount: string },
    callOptions: CallOptions,
  ): Promise<Outcome<unknown>> {
    outgoing(endpoint, input) // refuses bad input before a card is held or a limit is touched
    const leave = gate.enter(input)
    let outcome: Outcome<unknown> | undefined
    let giveBack: (() => void) | undefined
    try {
      giveBack = limits.take(input.amount)
      outcome = await callOnce(ports, { endpoint, input }, callOptions)
      return outcome
    } finally {
      leave(outcome)
      if (outcome === undefined || outcome.state === 'declined') giveBack?.()
    }
  }

  const call = async (endpoint: EndpointKey, input: unknown, callOptions: CallOptions = {}): Promise<unknown> => {
    const merged = { deadlineMs, ...(options.beforeSend && { beforeSend: options.beforeSend }), ...callOptions }
    const row = endpointOf(endpoint)
    if (row.effect !== 'once') return callEndpoint(ports, { endpoint, input }, merged)
    if (row.spends === undefined) return callOnce(ports, { endpoint, input }, merged)
    return spend(endpoint, input as { userBankcardId: number; amount: string }, merged)
  }

  return Object.freeze({
    ...methodsOf(call),
    call: call as Client['call'],
    async settle(reference: Reference, settleOptions?: SettleOptions) {
      const outcome = await settle(ports, reference, settleOptions)
      if (outcome.state !== 'unknown') gate.clear(reference)
      return outcome
    },
  })
}
