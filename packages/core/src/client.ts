/**
 * The API client: every endpoint a typed method, over fetch.
 * @module
 */
import {
  callWithReply,
  checkDeadline,
  defaultDeadlineMs,
  maxDeadlineMs,
  type CallOptions,
  type WithReply,
} from './call.ts'
import type { Answer, Call, Methods } from './client-types.ts'
import { createCodec, type CodecOptions } from './codec.ts'
import { decide, type Decision } from './decide.ts'
import type { Input } from './endpoint.ts'
import { endpointKeys, endpointOf, type EndpointKey, type Endpoints } from './endpoints/index.ts'
import { createFetchSender } from './fetch-sender.ts'
import { bothHooks, type Hooks } from './hooks.ts'
import { createLatest } from './latest.ts'
import type { Limits } from './limits.ts'
import { listAll, type ListOptions } from './list-all.ts'
import { callOnceWithReply } from './once.ts'
import type { Outcome } from './outcome.ts'
import type { Ports } from './ports.ts'
import { parseReference, type Reference } from './reference.ts'
import { settle, type SettleOptions } from './settle.ts'
import { sleep } from './sleep.ts'
import { createSpending, type SpendingStore } from './spending.ts'

export type { Answer, Call, Method, Methods, Paged, PagedKey, Row } from './client-types.ts'
export { createFetchSender, parseBaseUrl } from './fetch-sender.ts'

/** What a client is made of. */
export interface ClientOptions extends CodecOptions, Hooks {
  /** Such as `https://test.asinx.io/api-web`; endpoint paths are appended. https, or http on this machine. */
  baseUrl: string
  /**
   * A fetch to use instead of the global one, for proxies and tests. It must not send a request again by itself; what is
   * sent once therefore has a stream for its body.
   */
  fetch?: typeof fetch
  /** Longest time for one answer, all tries together, in milliseconds. Default 15,000. */
  deadlineMs?: number
  limits?: Limits
  /** Where open recharges and the day's total are kept. Default in memory, for this client alone. */
  spendingStore?: SpendingStore
  /** Awaited before any `once` call leaves; when it rejects, nothing is sent. A call's own comes after it. */
  beforeSend?: CallOptions['beforeSend']
  /** Milliseconds since 1970; for tests. */
  now?: () => number
}

/** The API of one merchant: every endpoint as `client.group.name(input)`, and what settles doubt. */
export interface Client extends Methods {
  /** Calls an endpoint by its key. */
  call<K extends EndpointKey>(endpoint: K, input: Input<Endpoints[K]>, options?: CallOptions): Call<Answer<K>>
  /**
   * Finds out how a `once` call ended, by asking and never by sending it again; an end that is found frees its card and
   * corrects the day's total. @throws AsinxError `bad_reference`
   */
  settle(reference: Reference, options?: SettleOptions): Promise<Outcome<unknown>>
  /** Ends a call that nothing can tell about, as a person decided. @throws AsinxError `bad_reference`, `invalid_input` */
  decide(reference: Reference, decision: Decision): Promise<Outcome<unknown>>
  /** References of all recharges that have not ended for certain, those of earlier runs included if the store kept them. */
  openRecharges(): Promise<Reference[]>
}

type Caller = (endpoint: EndpointKey, input: unknown, options?: CallOptions) => Call<unknown>
type Lister = (endpoint: EndpointKey, input: unknown, options?: ListOptions) => AsyncGenerator<object, void, undefined>

function methodsOf(call: Caller, list: Lister): Methods {
  const groups: Record<string, Record<string, unknown>> = {}
  for (const key of endpointKeys) {
    const [group = '', name = ''] = key.split('.')
    const method = (input: unknown = {}, options?: CallOptions): Call<unknown> => call(key, input, options)
    const listing = { listAll: (input: unknown = {}, options?: ListOptions) => list(key, input, options) }
    groups[group] ??= {}
    groups[group][name] = endpointOf(key).paged ? Object.assign(method, listing) : method
  }
  return groups as unknown as Methods
}

/** A promise of the result that also gives the facts; who asks for the facts alone has handled the failure. */
function callOf(answered: Promise<WithReply<unknown>>): Call<unknown> {
  const result = answered.then((answer) => answer.result)
  return Object.assign(result, {
    withReply() {
      result.catch(() => undefined)
      return answered
    },
  })
}

/** The client's own journal is never left out: a call's `beforeSend` comes after it. */
function bothIntents(
  first: CallOptions['beforeSend'],
  second: CallOptions['beforeSend'],
): Required<Pick<CallOptions, 'beforeSend'>> {
  return {
    async beforeSend(intent) {
      await first?.(intent)
      await second?.(intent)
    },
  }
}

function portsOf(options: ClientOptions): Ports {
  const codec = createCodec(options)
  const { baseUrl, fetch, now = Date.now } = options
  return {
    send: createFetchSender({ baseUrl, codec, ...(fetch && { fetch }) }),
    open: codec.openReply,
    sleep,
    now,
    random: Math.random,
  }
}

/**
 * Makes a client for one merchant.
 * @throws AsinxError `bad_credentials`, `invalid_input`
 */
export function createClient(options: ClientOptions): Client {
  const ports = portsOf(options)
  const { limits, spendingStore: store, beforeSend, onRequest, onReply } = options
  const spending = createSpending({ ...(limits && { limits }), ...(store && { store }), now: ports.now })
  const latest = createLatest()
  const ownHooks: Hooks = { ...(onRequest && { onRequest }), ...(onReply && { onReply }) }
  const deadlineMs = checkDeadline(options.deadlineMs ?? defaultDeadlineMs, { from: 1, to: maxDeadlineMs })

  async function answer(endpoint: EndpointKey, input: unknown, own: CallOptions): Promise<WithReply<unknown>> {
    const merged = { deadlineMs, ...own, ...bothHooks(ownHooks, own), ...bothIntents(beforeSend, own.beforeSend) }
    if (endpointOf(endpoint).effect === 'once')
      return callOnceWithReply(ports, { endpoint, input }, { ...merged, spending })
    const { isSuperseded, leave } = latest.enter({ endpoint, input })
    try {
      return await callWithReply(ports, { endpoint, input }, { ...merged, isSuperseded })
    } finally {
      leave()
    }
  }

  const call: Caller = (endpoint, input, own = {}) => callOf(answer(endpoint, input, own))
  const list: Lister = (endpoint, input, own = {}) =>
    listAll(ports, { endpoint, input }, { deadlineMs, ...own, ...bothHooks(ownHooks, own) })

  return Object.freeze({
    ...methodsOf(call, list),
    call: call as Client['call'],
    async settle(reference: Reference, own: SettleOptions = {}) {
      const { intentId } = parseReference(reference)
      const isOpen = async (): Promise<boolean> => (await spending.open()).some((each) => each.intentId === intentId)
      const isOnlyOpen = own.isOnlyOpen ?? (own.hint !== undefined && (await isOpen()))
      const outcome = await settle(ports, reference, { answerMs: deadlineMs, ...own, isOnlyOpen })
      await spending.end(outcome)
      return outcome
    },
    async decide(reference: Reference, decision: Decision) {
      const outcome = decide(reference, decision)
      await spending.end(outcome)
      return outcome
    },
    openRecharges: () => spending.open(),
  })
}
