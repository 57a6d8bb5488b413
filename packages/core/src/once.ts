import {
  abortedBefore,
  adviceOf,
  deadlineOf,
  outgoing,
  type CallOptions,
  type CallRequest,
  type WithReply,
} from './call.ts'
import { endpointOf, isEndpointKey, type EndpointKey } from './endpoints/index.ts'
import { AsinxError, isAsinxError } from './errors.ts'
import { exchange, factsOf, type Exchange } from './exchange.ts'
import type { Verdict } from './judge.ts'
import { unknownAdvice, type Outcome } from './outcome.ts'
import type { OutgoingCall, Ports } from './ports.ts'
import { newIntentId, referenceOf, withOrder, type Reference } from './reference.ts'
import type { Spending } from './spending.ts'

/** What a `once` call may be told beyond its input. */
export interface OnceOptions extends CallOptions {
  /** Limits and open recharges; a call that spends has to pass them before it leaves. */
  spending?: Spending
}

/** Longest wait for the balance that is read before a call that spends, in milliseconds. */
export const balanceWaitMs = 5000

function outcomeOf(verdict: Verdict, reference: Reference): Outcome<unknown> {
  if (verdict.kind === 'done') {
    const { result } = verdict
    return { state: 'done', result, decidedBy: 'reply', reference: withOrder(reference, result) }
  }
  if (verdict.kind === 'declined') {
    const { code, message } = verdict
    return { state: 'declined', decidedBy: 'reply', code, message, advice: adviceOf(code), reference }
  }
  const { why, message, code, result } = verdict
  return {
    state: 'unknown',
    why,
    ...(code !== undefined && { code }),
    message,
    advice: unknownAdvice,
    reference: withOrder(reference, result),
  }
}

const notSent = (endpoint: EndpointKey, why: string, cause?: unknown): AsinxError =>
  new AsinxError('not_sent', `${endpoint} was not sent: ${why}`, { endpoint, cause })

/** The card's balance before the send, as evidence: asked for once; a card that has none yet, or a failing read, gives none. */
async function readBalance(ports: Ports, call: OutgoingCall, options: OnceOptions): Promise<string | undefined> {
  const endpoint = endpointOf(call.endpoint).settledBy?.balance
  if (endpoint === undefined || !isEndpointKey(endpoint)) return undefined
  if (options.balanceBefore !== undefined) return options.balanceBefore
  const input = { uid: call.uid, userBankcardId: call.body.userBankcardId }
  const attempt = {
    call: outgoing(endpoint, input),
    input,
    tries: 1,
    timeoutMs: Math.min(balanceWaitMs, deadlineOf(options)),
    signal: options.signal,
  }
  const answer = await exchange(ports, attempt, options)
  if (!('verdict' in answer) || answer.verdict.kind !== 'done') return undefined
  return (answer.verdict.result as { balance?: string }).balance
}

async function writeIntent(intent: Reference, beforeSend: CallOptions['beforeSend']): Promise<void> {
  try {
    await beforeSend?.(intent)
  } catch (cause) {
    throw notSent(intent.endpoint, 'the intent could not be written down.', cause)
  }
}

/** @throws AsinxError `limit_exceeded`, `outcome_open`, `not_sent` when the store fails. */
async function hold(intent: Reference, spending: Spending | undefined): Promise<void> {
  try {
    await spending?.hold(intent)
  } catch (cause) {
    throw isAsinxError(cause) ? cause : notSent(intent.endpoint, 'what it spends could not be written down.', cause)
  }
}

/**
 * Writes down what became of a held call. A store that fails now must not hide how a payment ended: the card stays held
 * and the amount counted, which is the safe side, and settling the reference frees them.
 */
async function letGo(intent: Reference, outcome: Outcome<unknown> | undefined, spending?: Spending): Promise<void> {
  try {
    await (outcome ? spending?.end(outcome) : spending?.release(intent))
  } catch {
    // See above.
  }
}

/** Everything that has to hold before the call may leave; gives the reference it leaves under. */
async function prepare(
  ports: Ports,
  call: OutgoingCall,
  held: { intent: Reference } & OnceOptions,
): Promise<Reference> {
  const balanceBefore = await readBalance(ports, call, held)
  if (held.signal?.aborted) throw abortedBefore(call.endpoint)
  const reference = Object.freeze({
    ...held.intent,
    sentAt: ports.now(),
    ...(balanceBefore !== undefined && { balanceBefore }),
  })
  await hold(reference, held.spending)
  await writeIntent(reference, held.beforeSend)
  if (held.signal?.aborted) throw abortedBefore(call.endpoint)
  return reference
}

function outcomeOfExchange(sent: Exchange, reference: Reference): Outcome<unknown> {
  if ('verdict' in sent) return outcomeOf(sent.verdict, reference)
  const { failure } = sent
  if (!failure.sent) throw notSent(reference.endpoint, failure.message, failure)
  const message = `${reference.endpoint}: ${failure.message}`
  return { state: 'unknown', why: 'lost', message, advice: unknownAdvice, reference }
}

/** A copy of the input. A call that can be found again only by its tag never leaves without one: the number of its intent. */
function withTag(endpoint: EndpointKey, input: unknown, intentId: string): unknown {
  const name = endpointOf(endpoint).settledBy?.tag
  const given = name !== undefined && (input as Record<string, unknown>)[name]
  const copy = { ...(input as Record<string, unknown>) }
  return name === undefined || (given !== undefined && given !== null) ? copy : { ...copy, [name]: intentId }
}

/**
 * Calls an endpoint whose effect is `once`: sent one time, whatever happens, and answered with how it ended and how it
 * was answered. A call that spends passes its limits first, and its card's balance is read for the reference.
 * @throws AsinxError `invalid_input`, `limit_exceeded`, `outcome_open`, `not_sent`, `aborted`: nothing reached the API.
 */
export async function callOnceWithReply(
  ports: Ports,
  request: CallRequest,
  options: OnceOptions = {},
): Promise<WithReply<Outcome<unknown>>> {
  const { endpoint } = request
  outgoing(endpoint, request.input)
  const timeoutMs = deadlineOf(options)
  if (endpointOf(endpoint).effect !== 'once')
    throw new AsinxError('invalid_input', `${endpoint} has no outcome: use callEndpoint.`, { endpoint })
  if (options.signal?.aborted) throw abortedBefore(endpoint)
  const intentId = newIntentId(ports)
  const input = withTag(endpoint, request.input, intentId)
  const call = outgoing(endpoint, input)
  const intent = referenceOf(ports, { endpoint, input, intentId })
  await hold(intent, options.spending)
  let outcome: Outcome<unknown> | undefined
  try {
    const reference = await prepare(ports, call, { ...options, intent })
    const begun = ports.now()
    const sent = await exchange(ports, { call, input, tries: 1, timeoutMs, signal: options.signal }, options)
    outcome = outcomeOfExchange(sent, reference)
    return { result: outcome, reply: factsOf(sent, 1, ports.now() - begun) }
  } finally {
    await letGo(intent, outcome, options.spending)
  }
}

/** As `callOnceWithReply`, with the outcome alone. */
export const callOnce = async (
  ports: Ports,
  request: CallRequest,
  options: OnceOptions = {},
): Promise<Outcome<unknown>> => (await callOnceWithReply(ports, request, options)).result
