import type { BridgeError, Crossing } from '../../shared/bridge.ts'

/** How a call that is not journalled ended as the operator sees it. */
export type SubmitEnd<T> =
  | { state: 'done'; result: T }
  | { state: 'declined'; error: BridgeError }
  /** It may have arrived. */
  | { state: 'doubt'; error: BridgeError }
  | { state: 'notSent'; error: BridgeError }

/** Failures after which nobody can say whether it arrived. */
const doubtful: ReadonlySet<string> = new Set([
  'connection_lost',
  'delivery_unknown',
  'unreadable_reply',
  'unreachable',
  'internal',
  'aborted',
])

export function readSubmit<T>(crossing: Crossing<T>): SubmitEnd<T> {
  if (crossing.ok) return { state: 'done', result: crossing.value }
  const { error } = crossing
  if (error.vendorCode !== undefined || error.code === 'declined') return { state: 'declined', error }
  return { state: doubtful.has(error.code) ? 'doubt' : 'notSent', error }
}
