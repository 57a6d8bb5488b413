import { endpointOf, type EndpointKey } from './endpoints/index.ts'
import { inputFields } from './endpoint.ts'
import type { UnknownReason } from './outcome.ts'
import { redact } from './redact.ts'

/** A request about to leave. There is one for every try. */
export interface RequestEvent {
  endpoint: EndpointKey
  path: string
  /** Which try of the call it is, from 1. */
  tries: number
  /** What the caller passed, redacted by the row; never the signature, a secret or an image. */
  input: Record<string, unknown>
}

/** What came of a request; it names the request again, so that a log needs nothing else. */
export interface ReplyEvent extends RequestEvent {
  /** From the send to the end of the body, in milliseconds. */
  durationMs: number
  /** How it is understood; `not_sent`: nothing reached the API. */
  verdict: 'done' | 'declined' | 'not_sent' | UnknownReason
  /** Absent when no answer came. */
  httpStatus?: number
  /** Of the reply, where one could be opened; the message without secrets. */
  code?: number
  message?: string
  total?: number
  /** The result, redacted by the row; ciphertext never. */
  result?: unknown
}

/**
 * Look at what goes out and comes back, for logs and metrics. Hooks get copies, are not awaited, and cannot change how
 * a call ends: what they throw, or reject with, is dropped.
 */
export interface Hooks {
  onRequest?: (event: RequestEvent) => void
  onReply?: (event: ReplyEvent) => void
}

type Listener<E> = ((event: E) => unknown) | undefined

/** Calls a hook, whatever it does. */
export function tell<E>(listener: Listener<E>, event: () => E): void {
  if (!listener) return
  try {
    Promise.resolve(listener(event())).catch(() => undefined)
  } catch {
    // A logger that fails must not decide what becomes of a payment.
  }
}

const bothListeners = <E>(first: Listener<E>, second: Listener<E>): ((event: E) => void) | undefined =>
  first || second
    ? (event) => {
        tell(first, () => event)
        tell(second, () => event)
      }
    : undefined

/** Hooks of a client and of one call as one; neither can keep the other from being told. */
export function bothHooks(first: Hooks, second: Hooks): Hooks {
  const onRequest = bothListeners(first.onRequest, second.onRequest)
  const onReply = bothListeners(first.onReply, second.onReply)
  return { ...(onRequest && { onRequest }), ...(onReply && { onReply }) }
}

export const redactInput = (endpoint: EndpointKey, input: unknown): Record<string, unknown> =>
  redact(inputFields(endpointOf(endpoint)), input)

/** A copy of an opened result that is safe to log. */
export function redactResult(endpoint: EndpointKey, result: unknown): unknown {
  const { list, response } = endpointOf(endpoint)
  return list ? (Array.isArray(result) ? result.map((item) => redact(response, item)) : []) : redact(response, result)
}
