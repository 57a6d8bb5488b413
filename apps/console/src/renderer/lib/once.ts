import { type Done, type Declined, type Outcome, type Unknown } from '@asinx-pay/core'
import type { BridgeError, Crossing } from '../../shared/bridge.ts'

/** How a `once` call ended as the operator sees it. */
export type OnceEnd<T> =
  | { state: 'done'; outcome: Done<T> }
  | { state: 'declined'; outcome: Declined }
  | { state: 'unknown'; outcome: Unknown | null; error: BridgeError | null }
  | { state: 'notSent'; error: BridgeError }

/** Failures after which nobody can say whether the call left. */
const doubtful: ReadonlySet<string> = new Set(['connection_lost', 'delivery_unknown', 'internal', 'aborted'])

/** Reads a `once` answer. A lost window or process is in doubt, never "failed". */
export function readOnce<T>(crossing: Crossing<Outcome<T>>): OnceEnd<T> {
  if (!crossing.ok) {
    return doubtful.has(crossing.error.code)
      ? { state: 'unknown', outcome: null, error: crossing.error }
      : { state: 'notSent', error: crossing.error }
  }
  const outcome = crossing.value
  if (outcome.state === 'done') return { state: 'done', outcome }
  if (outcome.state === 'declined') return { state: 'declined', outcome }
  return { state: 'unknown', outcome, error: null }
}
