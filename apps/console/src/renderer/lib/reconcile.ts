import type { ReconcileState } from '../../shared/bridge.ts'
import type { Look } from './status.ts'

/** What became of a recharge when both sides were compared, in the order in which it wants a person. */
export const reconcileLooks: Record<ReconcileState, Look> = {
  differs: { tone: 'bad', shape: 'triangle' },
  open: { tone: 'doubt', shape: 'diamond' },
  only_journal: { tone: 'wait', shape: 'half' },
  only_vendor: { tone: 'wait', shape: 'ring' },
  matched: { tone: 'good', shape: 'disc' },
  no_effect: { tone: 'calm', shape: 'square' },
}

export const reconcileStates = Object.keys(reconcileLooks) as ReconcileState[]
