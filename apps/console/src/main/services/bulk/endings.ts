import { endpointOf, isAsinxError, TransportFailure, type EndpointKey, type Outcome } from '@asinx-pay/core'
import type { BulkPause } from '../../../shared/bridge.ts'
import { ConsoleError } from '../../errors.ts'
import type { RowEnd } from './row-book.ts'

/** What a call of a row came to: an end of the row or none, and whether the run should stand still. */
export interface Ending {
  /** Null: nothing was sent, the row waits again. */
  end: RowEnd | null
  /** It left, and no answer came. */
  silent?: true
  pause?: BulkPause
}

/** Codes of the vendor's answer after which the next rows would only be refused, too. */
const pausingCodes: Readonly<Record<number, BulkPause>> = {
  /** Refused by HTTP 401 or 403: not this key. */
  0: 'secret',
  /** Account balance not enough (published). */
  212: 'balance',
}

/** An outcome is a row's end; the journal says from here on how it stands. */
export const endOfOutcome = (outcome: Outcome<unknown>): RowEnd => ({
  state: outcome.state,
  message: outcome.message ?? null,
  ...('code' in outcome && outcome.code !== undefined && { code: String(outcome.code) }),
  ...(outcome.state === 'done' && { result: outcome.result }),
})

export function afterAnswer(endpoint: EndpointKey, answer: unknown): Ending {
  if (endpointOf(endpoint).effect !== 'once') return { end: { state: 'done', result: answer } }
  const outcome = answer as Outcome<unknown>
  const pause = outcome.state === 'declined' ? pausingCodes[outcome.code] : undefined
  const isSilent = outcome.state === 'unknown' && outcome.code === undefined
  return { end: endOfOutcome(outcome), ...(isSilent && { silent: true }), ...(pause && { pause }) }
}

/** Why a call did not leave, where going on would leave the next ones behind, too. */
const pausingErrors: Readonly<Record<string, BulkPause>> = {
  limit_exceeded: 'limit',
  live_read_only: 'readOnly',
  secret_unreadable: 'secret',
  bad_credentials: 'secret',
  unreachable: 'offline',
}

/** Reads a failure: what did not leave waits again; what the vendor or the console refuses for this row alone ends it. */
export function afterFailure(error: unknown): Ending {
  if (isAsinxError(error, 'declined')) {
    const pause = pausingCodes[error.vendorCode]
    const end: RowEnd = { state: 'declined', code: String(error.vendorCode), message: error.vendorMessage ?? null }
    return { end, ...(pause && { pause }) }
  }
  if (isAsinxError(error, 'not_sent'))
    return { end: null, pause: error.cause instanceof TransportFailure ? 'offline' : 'trouble' }
  if (isAsinxError(error, 'delivery_unknown'))
    return { end: { state: 'unknown', code: error.code, message: error.message }, silent: true }
  if (!isAsinxError(error) && !(error instanceof ConsoleError))
    return { end: { state: 'failed', code: 'internal', message: null }, pause: 'trouble' }
  const { code, message } = error
  const pause = pausingErrors[code]
  return pause ? { end: null, pause } : { end: { state: 'failed', code, message } }
}
