import type { Reference } from './reference.ts'

/** Why nobody can say yet how a call ended. */
export type UnknownReason =
  /** The vendor does not know yet (code 99997), or was asked and has not decided. */
  | 'pending'
  /** No answer came: lost, late, or the connection broke after it was sent. */
  | 'lost'
  /** An answer came that can't be read: not JSON, not decryptable, HTTP 5xx. */
  | 'unreadable'
  /** The answer contradicts itself, the request, or what the API says elsewhere. */
  | 'contradictory'
  /** The API redirected; redirects of signed payments are never followed. */
  | 'redirected'

/**
 * What an ending rests on.
 *
 * - `reply`: the answer of the call itself.
 * - `order`: the order, asked for by its number.
 * - `card`: the card, asked for.
 * - `notify`: a notify of the same card and amount while exactly one attempt was open; the API did not contradict it.
 * - `person`: somebody looked at the evidence and decided.
 */
export type DecidedBy = 'reply' | 'order' | 'card' | 'notify' | 'person'

/** Money that came onto a card after the call left: what may be its topup. */
export interface Credit {
  recordNo: string
  /** Milliseconds since 1970. */
  occurTime?: number
  /** Decimal text in the card's currency. */
  amount: string
  transType?: string
}

/** What was seen when asking did not decide: for a person to judge by. Plain JSON without secrets. */
export interface Evidence {
  /** Milliseconds when it was gathered. */
  askedAt: number
  /** What to look at, in words. */
  note: string
  /** The card's balance before the call left, as decimal text; absent when it could not be read. */
  balanceBefore?: string
  balanceNow?: string
  /** `balanceNow - balanceBefore`; other uses of the card are in it. */
  balanceChange?: string
  /** Money that came onto the card since the call left, newest as the API lists them, at most `maxCredits`. */
  credits?: Credit[]
  orderStatus?: string
  cardStatus?: string
  /** Status a notify claimed that could not decide. */
  notifyStatus?: string
  /** Why the API could not be asked; an error's code and message. */
  trouble?: string
}

/** The call took effect. */
export interface Done<T> {
  state: 'done'
  result: T
  decidedBy: DecidedBy
  /** The reason of a person who decided it. */
  message?: string
  reference: Reference
}
/** The API said no before anything happened; a new call is a new intent. */
export interface Declined {
  state: 'declined'
  decidedBy: DecidedBy
  /** `code` of the reply; 0 where HTTP 401 or 403 refused it, and where it was not decided by a reply. */
  code: number
  /** The vendor's message, or what decided it in words. */
  message: string
  advice: string
  reference: Reference
}
/** Nobody can say yet how the call ended; settle its reference, never send it again. */
export interface Unknown {
  state: 'unknown'
  why: UnknownReason
  /** `code` of the reply where one came. */
  code?: number
  message: string
  advice: string
  /** From `settle` only. */
  evidence?: Evidence
  reference: Reference
}

/** How a `once` call ended. A call that did not leave throws instead and is safe to try again. */
export type Outcome<T> = Done<T> | Declined | Unknown

/** What to do about an unknown outcome. */
export const unknownAdvice = 'Do not send it again. Settle it by its reference; until then treat it as possibly done.'
