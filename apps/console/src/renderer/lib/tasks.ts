import type { RouteLocationRaw } from 'vue-router'
import type { TaskKind, TaskRow } from '../../shared/bridge.ts'
import type { Look } from './status.ts'

/** Where the page of a kind of long work is. */
export const taskPlaces: Record<TaskKind, RouteLocationRaw> = {
  'bulk.run': { name: 'bulk' },
  'transactions.sync': { name: 'money', params: { part: 'transactions' } },
  'transactions.export': { name: 'money', params: { part: 'transactions' } },
}

const looks: Record<TaskRow['state'], Look> = {
  running: { tone: 'wait', shape: 'half' },
  pausing: { tone: 'wait', shape: 'half' },
  paused: { tone: 'doubt', shape: 'ring' },
  stopping: { tone: 'wait', shape: 'half' },
  done: { tone: 'good', shape: 'disc' },
  failed: { tone: 'bad', shape: 'triangle' },
  cancelled: { tone: 'calm', shape: 'square' },
}
export const taskLook = ({ state, failed }: TaskRow): Look =>
  state === 'done' && failed > 0 ? { tone: 'bad', shape: 'triangle' } : looks[state]

const ended: ReadonlySet<TaskRow['state']> = new Set(['done', 'failed', 'cancelled'])
export const hasEnded = ({ state }: TaskRow): boolean => ended.has(state)
