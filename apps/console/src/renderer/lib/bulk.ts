import type { BulkRow, BulkRowState, BulkRun, BulkRunState } from '../../shared/bridge.ts'
import type { Look } from './status.ts'

const looks: Record<BulkRunState, Look> = {
  draft: { tone: 'calm', shape: 'ring' },
  running: { tone: 'wait', shape: 'half' },
  paused: { tone: 'doubt', shape: 'diamond' },
  cancelled: { tone: 'calm', shape: 'square' },
  finished: { tone: 'good', shape: 'disc' },
}

export const rowLooks: Record<BulkRowState, Look> = {
  bad: { tone: 'bad', shape: 'square' },
  waiting: { tone: 'calm', shape: 'ring' },
  sending: { tone: 'wait', shape: 'half' },
  done: { tone: 'good', shape: 'disc' },
  declined: { tone: 'bad', shape: 'triangle' },
  unknown: { tone: 'doubt', shape: 'diamond' },
  failed: { tone: 'bad', shape: 'ring' },
}

/** States of rows in the order they are counted: how far first, then what is left. */
export const rowStates = Object.keys(rowLooks) as BulkRowState[]
/** Parts of the bar, from what is over to what is left. */
export const barStates = [
  'done',
  'declined',
  'failed',
  'unknown',
  'sending',
  'waiting',
] as const satisfies BulkRowState[]

/** Rows that can be sent, and those of them that were. */
export function progressOf({ counts }: Pick<BulkRun, 'counts'>): { all: number; over: number } {
  const all = barStates.reduce((sum, state) => sum + counts[state], 0)
  return { all, over: all - counts.waiting - counts.sending }
}

/** How a run looks: one that is over is well only when all of it is done. */
export function runLook({ state, counts }: Pick<BulkRun, 'state' | 'counts'>): Look {
  if (state !== 'finished') return looks[state]
  if (counts.unknown > 0) return { tone: 'doubt', shape: 'diamond' }
  return counts.declined + counts.failed > 0 ? { tone: 'calm', shape: 'square' } : looks.finished
}

/** Rows of a run that had no effect. */
export const renewable = ({ counts }: Pick<BulkRun, 'counts'>): number => counts.declined + counts.failed

/** A row that a cancelled run left out waits for nothing. */
export const stateWord = (run: BulkRunState, row: BulkRowState): BulkRowState | 'left' =>
  run === 'cancelled' && row === 'waiting' ? 'left' : row

/** What was asked for a row beside its card, user or address: nothing of it is shown twice. */
export const cellOf = (row: BulkRow, name: string): string => {
  const value = row.values[name] ?? row.made[name]
  return value === undefined ? '' : String(value)
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** A length of time in its largest unit that tells something: seconds under two minutes, then minutes, then hours. */
export function lengthOf(ms: number): { unit: 'seconds' | 'minutes' | 'hours'; n: number } {
  if (ms < 2 * minuteMs) return { unit: 'seconds', n: Math.ceil(ms / 1000) }
  if (ms < 2 * hourMs) return { unit: 'minutes', n: Math.ceil(ms / minuteMs) }
  return { unit: 'hours', n: Math.ceil(ms / hourMs) }
}

/** Most lines that a note names; the rest is counted. */
export const maxLinesNamed = 8
