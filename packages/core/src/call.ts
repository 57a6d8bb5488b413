import { check } from './check.ts'
import { responseCodes } from './codes.ts'
import { encode } from './decode.ts'
import { inputFields } from './endpoint.ts'
import { endpointOf, type EndpointKey } from './endpoints/index.ts'
import { AsinxError } from './errors.ts'
import { exchange, factsOf, type Exchange, type ReplyFacts } from './exchange.ts'
import type { Hooks } from './hooks.ts'
import type { OutgoingCall, Ports } from './ports.ts'
import type { Reference } from './reference.ts'

/** What one call may be told beyond its input. */
export interface CallOptions extends Hooks {
  /**
   * Longest time for an answer in milliseconds, all tries, the pauses between them and the reading of their bodies
   * together; 1 to `maxDeadlineMs`. Default 15,000, as in the vendor's demo. What comes before a `once` call leaves (the
   * journal, the balance) is not part of it, so that a slow disk never cuts a payment short.
   */
  deadlineMs?: number
  /**
   * Stops the call: before it leaves (`aborted`), between tries, or while it waits. A call that had left and changes
   * something may still take effect.
   */
  signal?: AbortSignal
  /** Awaited before a `once` call leaves; when it rejects, nothing is sent. Write the intent down here. */
  beforeSend?: (intent: Reference) => void | Promise<void>
  /** For a call that spends: the card's balance as read just before, as decimal text. Otherwise it is read here. */
  balanceBefore?: string
}

/** A call by its endpoint's key, with what the caller passes. */
export interface CallRequest {
  endpoint: EndpointKey
  input: unknown
}

/** A result with what is known of the answer besides it. */
export interface WithReply<T> {
  result: T
  reply: ReplyFacts
}

/** Longest time of a call unless told otherwise, in milliseconds; the vendor's demo waits as long. */
export const defaultDeadlineMs = 15_000
/** Longest deadline of one call: 10 minutes. */
export const maxDeadlineMs = 600_000
/** Tries of a `read` or `repeatable` call, the first included. */
export const maxTries = 3
/** Pauses between tries: doubled each time, half of it at random, so that clients do not come back in step. */
const backoff = { firstMs: 250, longestMs: 4000 } as const

/** Checks a time limit. @throws AsinxError `invalid_input` */
export function checkDeadline(deadlineMs: number, range: { from: number; to: number }): number {
  const { from, to } = range
  if (Number.isSafeInteger(deadlineMs) && deadlineMs >= from && deadlineMs <= to) return deadlineMs
  const message = `must be whole milliseconds from ${from} to ${to}`
  throw new AsinxError('invalid_input', `deadlineMs ${message}.`, { problems: [{ path: 'deadlineMs', message }] })
}

export const deadlineOf = ({ deadlineMs = defaultDeadlineMs }: CallOptions): number =>
  checkDeadline(deadlineMs, { from: 1, to: maxDeadlineMs })

/** Splits what a caller passes into header and body. @throws AsinxError `invalid_input` */
export function outgoing(endpoint: EndpointKey, input: unknown): OutgoingCall {
  const row = endpointOf(endpoint)
  const problems = check(inputFields(row), input)
  if (problems.length > 0) {
    const what = problems.map(({ path, message }) => `${path} ${message}`).join('; ')
    throw new AsinxError('invalid_input', `${endpoint}: ${what}.`, { problems, endpoint })
  }
  const fields = input as Record<string, unknown>
  if (row.scope !== 'user') return { endpoint, path: row.path, body: encode(row.request, fields) }
  const { uid, ...rest } = fields
  return { endpoint, path: row.path, body: encode(row.request, rest), uid: uid as string }
}

/** What to do about a code of the reply envelope. */
export const adviceOf = (code: number): string =>
  code in responseCodes ? responseCodes[code as keyof typeof responseCodes].advice : 'Read the message of the vendor.'

export const abortedBefore = (endpoint: EndpointKey): AsinxError =>
  new AsinxError('aborted', `${endpoint} was stopped before it was sent.`, { endpoint })

/** All tries of a call: the last one, and whether an earlier one may have reached the API unanswered. */
interface Tried {
  last: Exchange
  tries: number
  isDoubtful: boolean
  superseded: boolean
}

const isFinal = (last: Exchange): boolean => 'verdict' in last && last.verdict.kind !== 'unclear'
const mayHaveActed = (last: Exchange): boolean =>
  'failure' in last ? last.failure.sent : last.verdict.kind === 'unclear'

interface Deciding {
  call: OutgoingCall
  tried: Tried
  aborted: boolean
}

/** How a call failed whose own words do not matter any more. */
function stoppedError({ call, tried, aborted }: Deciding): AsinxError | undefined {
  const { endpoint } = call
  const isRead = endpointOf(endpoint).effect === 'read'
  if (tried.superseded)
    return new AsinxError('superseded', `${endpoint} was not tried again: a later command for the same card came.`, {
      endpoint,
    })
  if (aborted && !isFinal(tried.last) && (isRead || !(tried.isDoubtful || mayHaveActed(tried.last))))
    return new AsinxError('aborted', `${endpoint} was stopped by the caller.`, { endpoint })
  return undefined
}

/** Turns the last answer into an error whose code is true of all tries: what one of them may have done stays in doubt. */
function errorOf(deciding: Deciding): AsinxError {
  const stopped = stoppedError(deciding)
  if (stopped) return stopped
  const { call, tried } = deciding
  const { last, isDoubtful } = tried
  const { endpoint } = call
  const isRead = endpointOf(endpoint).effect === 'read'
  if ('failure' in last) {
    const { sent, message } = last.failure
    if (!sent && !isDoubtful)
      return new AsinxError('not_sent', `${endpoint} was not sent: ${message}`, { endpoint, cause: last.failure })
    return new AsinxError(isRead ? 'unreachable' : 'delivery_unknown', `${endpoint}: ${message}`, {
      endpoint,
      cause: last.failure,
    })
  }
  const { verdict, httpStatus } = last
  const said = verdict.envelope && { vendorCode: verdict.envelope.code, vendorMessage: verdict.envelope.message }
  if (verdict.kind !== 'declined') {
    const message = verdict.kind === 'unclear' ? verdict.message : ''
    const code = isRead ? 'unreadable_reply' : 'delivery_unknown'
    return new AsinxError(code, `${endpoint}: ${message}`, { endpoint, httpStatus, ...said })
  }
  if (isDoubtful && !isRead) {
    const message = `${endpoint} was declined with code ${verdict.code}, but an earlier try had no answer.`
    return new AsinxError('delivery_unknown', message, { endpoint, httpStatus, ...said })
  }
  const details = { endpoint, httpStatus, vendorCode: verdict.code, vendorMessage: verdict.message }
  return new AsinxError('declined', `${endpoint} was declined with code ${verdict.code}.`, details)
}

function pauseMs(last: Exchange, tries: number, random: number): number {
  const grown = Math.min(backoff.longestMs, backoff.firstMs * 2 ** (tries - 1)) * (0.5 + random / 2)
  return Math.max(Math.round(grown), ('retryAfterMs' in last ? last.retryAfterMs : undefined) ?? 0)
}

/** What may cut the tries of a call short besides its deadline. */
export interface RetryGuard {
  /** Asked before another try: whether a later command has made this one obsolete. */
  isSuperseded?: () => boolean
}

/** Sends a call until it is answered, its deadline nears, or its tries are used up. */
async function tryAll(
  ports: Ports,
  { call, input, tries: most }: { call: OutgoingCall; input: unknown; tries: number },
  options: CallOptions & RetryGuard,
): Promise<Tried> {
  const end = ports.now() + deadlineOf(options)
  const { signal, isSuperseded = () => false } = options
  let isDoubtful = false
  for (let tries = 1; ; tries++) {
    const last = await exchange(ports, { call, input, tries, timeoutMs: end - ports.now(), signal }, options)
    const tried = { last, tries, isDoubtful, superseded: false }
    const pause = pauseMs(last, tries, ports.random())
    if (isFinal(last) || tries === most || signal?.aborted || ports.now() + pause >= end) return tried
    isDoubtful ||= mayHaveActed(last)
    await ports.sleep(pause, signal)
    if (signal?.aborted) return { ...tried, isDoubtful }
    if (isSuperseded()) return { ...tried, superseded: true }
  }
}

/**
 * Calls an endpoint whose effect is not `once`, and says how it was answered. `read` and `repeatable` calls are tried up
 * to `maxTries` times, `single` ones are sent once.
 * @throws AsinxError `invalid_input`, `aborted`, `not_sent`, `unreachable`, `unreadable_reply`, `declined`,
 * `delivery_unknown`, `superseded`
 */
export async function callWithReply(
  ports: Ports,
  { endpoint, input }: CallRequest,
  options: CallOptions & RetryGuard = {},
): Promise<WithReply<unknown>> {
  const { effect } = endpointOf(endpoint)
  if (effect === 'once')
    throw new AsinxError('invalid_input', `${endpoint} is sent once and ends as an outcome: use callOnce.`, {
      endpoint,
    })
  const call = outgoing(endpoint, input)
  deadlineOf(options)
  if (options.signal?.aborted) throw abortedBefore(endpoint)
  const begun = ports.now()
  const tries = effect === 'single' ? 1 : maxTries
  const tried = await tryAll(ports, { call, input, tries }, options)
  const { last } = tried
  if (!('verdict' in last) || last.verdict.kind !== 'done')
    throw errorOf({ call, tried, aborted: options.signal?.aborted ?? false })
  return { result: last.verdict.result, reply: factsOf(last, tried.tries, ports.now() - begun) }
}

/** As `callWithReply`, with the result alone. */
export const callEndpoint = async (ports: Ports, request: CallRequest, options: CallOptions = {}): Promise<unknown> =>
  (await callWithReply(ports, request, options)).result
