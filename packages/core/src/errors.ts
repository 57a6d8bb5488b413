import type { Problem } from './check.ts'

/** Every way a call, a codec or a notify can fail, with what to do about it. Codes are stable. */
export const errorAdvice = {
  invalid_input: 'Correct the fields named in `problems` and call again; nothing was sent.',
  bad_credentials: 'Check appId and appSecret; a current secret is 32 hexadecimal digits.',
  bad_reference: 'Pass the reference as it was given to `beforeSend` or in the outcome; nothing was asked.',
  limit_exceeded: 'Lower the amount or raise the limit; nothing was sent.',
  outcome_open: 'Settle the recharge that is still open on this card first; nothing was sent.',
  not_sent: 'Nothing reached the API; it is safe to call again.',
  unreachable: 'The API did not answer in time; the call changes nothing and may be repeated.',
  delivery_unknown: 'The call may or may not have taken effect; look at the state it sets before you repeat it.',
  superseded: 'A later command for the same card took its place; look at how that one ended.',
  declined: 'Read `vendorCode` and the vendor message; the call had no effect.',
  unreadable_reply: 'The answer could not be opened; check that the appSecret belongs to this appId and address.',
  too_many_rows: 'Narrow the list down, for example by time, or raise `maxRows`; the rows already given are good.',
  bad_signature:
    'The signature does not fit path and body; check the secret and that the signed text is what was sent.',
  notify_refused: 'Do not act on it; it did not open as a notify of this merchant.',
  aborted: 'The caller stopped it.',
} as const

/** Stable code of an `AsinxError`. */
export type AsinxErrorCode = keyof typeof errorAdvice

/** What an error says beyond its code. Never a body, secret, card number or ciphertext. */
export interface AsinxErrorDetails {
  /** Which fields are wrong and how. */
  problems?: readonly Problem[]
  /** Key of the endpoint that was called. */
  endpoint?: string
  /** `code` of the reply envelope; 0 where HTTP 401 or 403 refused the call. */
  vendorCode?: number
  /** The vendor's message, at most 300 characters. */
  vendorMessage?: string
  /** HTTP status of the answer. */
  httpStatus?: number
  cause?: unknown
}

const brand = Symbol.for('asinx-pay.error')

/**
 * The one error of this package. Tell cases apart by `code`; tell it from others by `isAsinxError`. Every code comes
 * with `advice`: what to do about it, from one table.
 */
export class AsinxError<C extends AsinxErrorCode = AsinxErrorCode> extends Error {
  override readonly name = 'AsinxError'
  readonly code: C
  readonly advice: string
  readonly problems: readonly Problem[]
  readonly endpoint: string | undefined
  /** A number whenever `code` is `declined`. */
  readonly vendorCode: C extends 'declined' ? number : number | undefined
  readonly vendorMessage: string | undefined
  readonly httpStatus: number | undefined

  constructor(code: C, message: string, details: AsinxErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    Object.defineProperty(this, brand, { value: true })
    this.code = code
    this.advice = errorAdvice[code]
    this.problems = details.problems ?? []
    this.endpoint = details.endpoint
    this.vendorCode = (details.vendorCode ?? (code === 'declined' ? 0 : undefined)) as this['vendorCode']
    this.vendorMessage = details.vendorMessage?.slice(0, 300)
    this.httpStatus = details.httpStatus
  }
}

/** The error of any code, as a union that narrows when `code` is compared. */
export type AnyAsinxError = { [C in AsinxErrorCode]: AsinxError<C> }[AsinxErrorCode]

/** Whether a caught value is ours; works across copies of this package, where `instanceof` does not. */
export function isAsinxError(error: unknown): error is AnyAsinxError
export function isAsinxError<C extends AsinxErrorCode>(error: unknown, code: C): error is AsinxError<C>
export function isAsinxError(error: unknown, code?: AsinxErrorCode): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    brand in error &&
    (code === undefined || (error as { code?: unknown }).code === code)
  )
}
