import { check } from './check.ts'
import { responseCodes } from './codes.ts'
import { encode } from './decode.ts'
import { inputFields } from './endpoint.ts'
import { endpointOf, type EndpointKey } from './endpoints/index.ts'
import { AsinxError } from './errors.ts'
import { judge, type Verdict } from './judge.ts'
import { unknownAdvice, type Outcome, type Reference } from './outcome.ts'
import { TransportFailure, type OutgoingCall, type Ports } from './ports.ts'

export interface CallOptions {
  /** Longest time for the call, all tries and their bodies together, in milliseconds. Default 15,000, as in the vendor's demo. */
  deadlineMs?: number
  signal?: AbortSignal
  /** Awaited before a `once` call leaves; when it rejects, nothing is sent. Write the intent down here. */
  beforeSend?: (intent: Reference) => void | Promise<void>
}

export const defaultDeadlineMs = 15_000
/** Tries of a `read` or `repeatable` call, the first included. */
export const maxTries = 3
const firstPauseMs = 250

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

const describe = (code: number): string =>
  code in responseCodes ? responseCodes[code as keyof typeof responseCodes].advice : 'Read the message of the vendor.'

function failure(call: OutgoingCall, verdict: Exclude<Verdict, { kind: 'done' }>): AsinxError {
  const { endpoint } = call
  if (verdict.kind === 'declined')
    return new AsinxError('declined', `${endpoint} was declined with code ${verdict.code}.`, {
      endpoint,
      vendorCode: verdict.code,
      vendorMessage: verdict.message,
    })
  if (endpointOf(endpoint).effect === 'read')
    return new AsinxError('unreadable_reply', `${endpoint}: ${verdict.message}`, { endpoint })
  return new AsinxError('delivery_unknown', `${endpoint}: ${verdict.message}`, { endpoint })
}

function transportError(call: OutgoingCall, cause: unknown): AsinxError {
  if (!(cause instanceof TransportFailure)) throw cause
  const { endpoint } = call
  if (!cause.sent) return new AsinxError('not_sent', `${endpoint} was not sent: ${cause.message}`, { endpoint, cause })
  const code = endpointOf(endpoint).effect === 'read' ? 'unreachable' : 'delivery_unknown'
  return new AsinxError(code, `${endpoint}: ${cause.message}`, { endpoint, cause })
}

type Try = { verdict: Verdict } | { error: AsinxError }

async function tryOnce(
  ports: Ports,
  call: OutgoingCall,
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<Try> {
  try {
    return { verdict: judge(ports, call, await ports.send(call, options)) }
  } catch (cause) {
    return { error: transportError(call, cause) }
  }
}

const isFinal = (tried: Try): boolean => 'verdict' in tried && tried.verdict.kind !== 'unclear'

/** Sends a call whose repetition does no harm until it is answered, the deadline nears, or the tries are used up. */
async function sendRepeatedly(ports: Ports, call: OutgoingCall, options: CallOptions): Promise<Try> {
  const end = ports.now() + (options.deadlineMs ?? defaultDeadlineMs)
  const signal = options.signal && { signal: options.signal }
  for (let count = 1; ; count++) {
    const tried = await tryOnce(ports, call, { timeoutMs: Math.max(1, end - ports.now()), ...signal })
    const pauseMs = firstPauseMs * 2 ** (count - 1) * (0.5 + ports.random() / 2)
    if (isFinal(tried) || count === maxTries || options.signal?.aborted || ports.now() + pauseMs >= end) return tried
    await ports.sleep(pauseMs, options.signal)
  }
}

/** Calls an endpoint whose effect is not `once`; resolves to its result. @throws AsinxError */
export async function callEndpoint(
  ports: Ports,
  request: { endpoint: EndpointKey; input: unknown },
  options: CallOptions = {},
): Promise<unknown> {
  const call = outgoing(request.endpoint, request.input)
  const { effect } = endpointOf(call.endpoint)
  if (options.signal?.aborted)
    throw new AsinxError('aborted', `${call.endpoint} was stopped before it was sent.`, { endpoint: call.endpoint })
  const timeoutMs = options.deadlineMs ?? defaultDeadlineMs
  const tried =
    effect === 'single'
      ? await tryOnce(ports, call, { timeoutMs, ...(options.signal && { signal: options.signal }) })
      : await sendRepeatedly(ports, call, options)
  if ('error' in tried) throw tried.error
  if (tried.verdict.kind !== 'done') throw failure(call, tried.verdict)
  return tried.verdict.result
}

const hexDigits = (random: () => number): string =>
  Array.from({ length: 4 }, () =>
    Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, '0'),
  ).join('')

/** The reference of a call about to leave: ids and amount only. */
export function referenceOf(ports: Pick<Ports, 'now' | 'random'>, endpoint: EndpointKey, input: unknown): Reference {
  const { uid, userBankcardId, amount, tag } = input as Partial<Reference>
  return {
    v: 1,
    intentId: `${ports.now().toString(36)}-${hexDigits(ports.random)}`,
    endpoint,
    sentAt: ports.now(),
    ...(uid !== undefined && { uid }),
    ...(userBankcardId !== undefined && { userBankcardId }),
    ...(amount !== undefined && { amount }),
    ...(tag !== undefined && { tag }),
  }
}

const withOrder = (reference: Reference, result: unknown): Reference => {
  const order = (result as { requestOrderId?: string } | undefined)?.requestOrderId
  return order ? { ...reference, requestOrderId: order } : reference
}

function outcomeOf(verdict: Verdict, reference: Reference): Outcome<unknown> {
  if (verdict.kind === 'done')
    return { state: 'done', result: verdict.result, reference: withOrder(reference, verdict.result) }
  if (verdict.kind === 'declined')
    return {
      state: 'declined',
      code: verdict.code,
      message: verdict.message,
      advice: describe(verdict.code),
      reference,
    }
  const { why, message, code } = verdict
  return {
    state: 'unknown',
    why,
    message,
    ...(code !== undefined && { code }),
    advice: unknownAdvice,
    reference: withOrder(reference, verdict.result),
  }
}

async function writeIntent(intent: Reference, beforeSend: CallOptions['beforeSend']): Promise<void> {
  try {
    await beforeSend?.(intent)
  } catch (cause) {
    throw new AsinxError('not_sent', `${intent.endpoint} was not sent: the intent could not be written down.`, {
      endpoint: intent.endpoint,
      cause,
    })
  }
}

/**
 * Calls an endpoint whose effect is `once`: sent one time, whatever happens, and answered with how it ended.
 * @throws AsinxError `invalid_input`, `not_sent`, `aborted`: nothing reached the API.
 */
export async function callOnce(
  ports: Ports,
  request: { endpoint: EndpointKey; input: unknown },
  options: CallOptions = {},
): Promise<Outcome<unknown>> {
  const call = outgoing(request.endpoint, request.input)
  const reference = referenceOf(ports, call.endpoint, request.input)
  await writeIntent(reference, options.beforeSend)
  if (options.signal?.aborted)
    throw new AsinxError('aborted', `${call.endpoint} was stopped before it was sent.`, { endpoint: call.endpoint })
  const tried = await tryOnce(ports, call, {
    timeoutMs: options.deadlineMs ?? defaultDeadlineMs,
    ...(options.signal && { signal: options.signal }),
  })
  if ('verdict' in tried) return outcomeOf(tried.verdict, reference)
  if (tried.error.code === 'not_sent') throw tried.error
  return { state: 'unknown', why: 'lost', message: tried.error.message, advice: unknownAdvice, reference }
}
