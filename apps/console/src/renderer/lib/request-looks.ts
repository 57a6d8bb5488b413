import type { RequestVerdict } from '../../shared/bridge.ts'
import type { Look } from './status.ts'

const doubt: Look = { tone: 'doubt', shape: 'diamond' }

/** How the end of a request looks. */
export const requestLooks: Record<RequestVerdict, Look> = {
  done: { tone: 'good', shape: 'disc' },
  declined: { tone: 'bad', shape: 'triangle' },
  not_sent: { tone: 'calm', shape: 'ring' },
  pending: { tone: 'wait', shape: 'half' },
  lost: doubt,
  unreadable: doubt,
  contradictory: doubt,
  redirected: doubt,
}
