import type { Reply } from './envelope.ts'
import type { EndpointKey } from './endpoints/index.ts'

/** One call on its way out, before signing. */
export interface OutgoingCall {
  endpoint: EndpointKey
  path: string
  /** Exact values, ready for canonical JSON. */
  body: Record<string, unknown>
  uid?: string
}

/** What came back over HTTP. */
export interface Incoming {
  status: number
  text: string
  /** How long the answer asks to wait before another try (`Retry-After`), in milliseconds. */
  retryAfterMs?: number
}

/** A failure to get an answer; `sent` says whether the request can have reached the API. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure'
  readonly sent: boolean
  constructor(message: string, options: { sent: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.sent = options.sent
  }
}

/** What the host gives: the policy itself knows no network, timer or clock. */
export interface Ports {
  /**
   * Sends once, follows no redirect, and answers or fails within the time, the body included. Whatever else than a
   * TransportFailure it throws counts as possibly sent. @throws TransportFailure
   */
  send(call: OutgoingCall, options: { timeoutMs: number; signal?: AbortSignal }): Promise<Incoming>
  /** Opens a reply. @throws AsinxError `unreadable_reply` */
  open(text: string): Reply
  /** Resolves after the time, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Milliseconds since 1970. */
  now(): number
  /** 0 to 1, for jitter and intent numbers. */
  random(): number
}
