import type { EndpointKey } from './endpoints/index.ts'

/**
 * Plain JSON that names one `once` call, for a journal and for `settle` in another process, later.
 * It carries no secret: only what is needed to ask how the call ended.
 */
export interface Reference {
  v: 1
  /** Our own number of the intent; the same from `beforeSend` to the settled end. */
  intentId: string
  endpoint: EndpointKey
  /** Milliseconds when the call was about to leave. */
  sentAt: number
  uid?: string
  userBankcardId?: number
  /** Decimal text. */
  amount?: string
  tag?: string
  requestOrderId?: string
}

/** Why nobody can say yet how a call ended. */
export type UnknownReason =
  /** Code 99997: the vendor does not know yet. */
  | 'pending'
  /** No answer came: lost, late, or the connection broke after it was sent. */
  | 'lost'
  /** An answer came that can't be read: not JSON, not decryptable, HTTP 5xx. */
  | 'unreadable'
  /** The answer contradicts itself or the request. */
  | 'contradictory'
  /** The API redirected; redirects of signed payments are never followed. */
  | 'redirected'

export interface Done<T> {
  state: 'done'
  result: T
  reference: Reference
}
export interface Declined {
  state: 'declined'
  /** `code` of the reply, or 0 where HTTP 401/403 refused it. */
  code: number
  message: string
  advice: string
  reference: Reference
}
export interface Unknown {
  state: 'unknown'
  why: UnknownReason
  code?: number
  message: string
  advice: string
  reference: Reference
}

/** How a `once` call ended. A call that did not leave throws instead and is safe to try again. */
export type Outcome<T> = Done<T> | Declined | Unknown

export const unknownAdvice = 'Do not send it again. Settle it by its reference; until then treat it as possibly done.'
