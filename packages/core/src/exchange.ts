import { redactInput, redactResult, tell, type Hooks, type ReplyEvent, type RequestEvent } from './hooks.ts'
import { judge, type Envelope, type Verdict } from './judge.ts'
import { TransportFailure, type Incoming, type OutgoingCall, type Ports } from './ports.ts'

/** One request on the wire: what is sent, which try it is, and how long it may take. */
export interface Attempt {
  call: OutgoingCall
  /** As the caller passed it, for hooks. */
  input: unknown
  tries: number
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/** What one request came to: an answer and its meaning, or no answer. */
export type Exchange = { verdict: Verdict; httpStatus: number; retryAfterMs?: number } | { failure: TransportFailure }

/** What is known of an answer besides its result. */
export interface ReplyFacts extends Partial<Envelope> {
  /** HTTP status of the last answer; absent when none came. */
  httpStatus?: number
  /** How many requests were sent. */
  tries: number
  /** From the first send to the end of the last body, pauses included, in milliseconds. */
  durationMs: number
}

/** Whatever a sender throws beyond its contract may have come up after the request left, so it counts as sent. */
const failureOf = (error: unknown): TransportFailure =>
  error instanceof TransportFailure
    ? error
    : new TransportFailure('The sender failed in a way nobody foresaw.', { sent: true })

async function send(ports: Ports, { call, timeoutMs, signal }: Attempt): Promise<Incoming | TransportFailure> {
  try {
    return await ports.send(call, { timeoutMs: Math.max(1, Math.ceil(timeoutMs)), ...(signal && { signal }) })
  } catch (error) {
    return failureOf(error)
  }
}

function understand(ports: Ports, call: OutgoingCall, incoming: Incoming): Verdict {
  try {
    return judge(ports, call, incoming)
  } catch {
    return { kind: 'unclear', why: 'unreadable', message: 'The reply could not be read.' }
  }
}

const requestEvent = ({ call: { endpoint, path }, tries, input }: Attempt): RequestEvent => ({
  endpoint,
  path,
  tries,
  input: redactInput(endpoint, input),
})

function replyEvent(attempt: Attempt, exchange: Exchange, durationMs: number): ReplyEvent {
  const { call } = attempt
  const about = { ...requestEvent(attempt), durationMs }
  if ('failure' in exchange) return { ...about, verdict: exchange.failure.sent ? 'lost' : 'not_sent' }
  const { verdict, httpStatus } = exchange
  return {
    ...about,
    verdict: verdict.kind === 'unclear' ? verdict.why : verdict.kind,
    httpStatus,
    ...verdict.envelope,
    ...('result' in verdict && { result: redactResult(call.endpoint, verdict.result) }),
  }
}

/** Sends one request and understands what comes back. Never throws. */
export async function exchange(ports: Ports, attempt: Attempt, hooks: Hooks): Promise<Exchange> {
  tell(hooks.onRequest, () => requestEvent(attempt))
  const begun = ports.now()
  const incoming = await send(ports, attempt)
  const ended: Exchange =
    incoming instanceof TransportFailure
      ? { failure: incoming }
      : {
          verdict: understand(ports, attempt.call, incoming),
          httpStatus: incoming.status,
          ...(incoming.retryAfterMs !== undefined && { retryAfterMs: incoming.retryAfterMs }),
        }
  const durationMs = ports.now() - begun
  tell(hooks.onReply, () => replyEvent(attempt, ended, durationMs))
  return ended
}

/** The facts of a call whose last request came to this. */
export function factsOf(last: Exchange, tries: number, durationMs: number): ReplyFacts {
  if ('failure' in last) return { tries, durationMs }
  return { httpStatus: last.httpStatus, ...last.verdict.envelope, tries, durationMs }
}
