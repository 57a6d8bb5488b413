import type { BridgeError, Nothing } from './common.ts'
import type { Saved } from './files.ts'

/** What long work can be about; each has its words in `i18n/<language>/tasks.ts` and its place in `lib/tasks.ts`. */
export type TaskKind = 'bulk.run' | 'transactions.sync' | 'transactions.export'

/**
 * `pausing`, `stopping`: asked for, and the step in hand is still under way. `cancelled`: a person ended it.
 * What was done before an end stays done.
 */
export type TaskState = 'running' | 'pausing' | 'paused' | 'stopping' | 'done' | 'failed' | 'cancelled'

/** Long work that a person started, as the tray shows it. Kept until the console ends. */
export interface TaskRow {
  id: string
  kind: TaskKind
  profileId: string | null
  /** What it works on, such as a file's name; null where the kind says all. */
  subject: string | null
  state: TaskState
  /** What keeps it paused: a person, the lock of the console, or its last end. Null unless it is paused. */
  pausedBy: 'person' | 'lock' | 'restart' | null
  canPause: boolean
  /** Units done, those of them that failed, and units in all; null while nobody knows. */
  done: number
  failed: number
  total: number | null
  startedAt: number
  endedAt: number | null
  /** Why it failed. */
  error: BridgeError | null
  /** The file it made. */
  saved: Saved | null
}

export interface TaskCommands {
  /** Takes effect after the step in hand. */
  'task.pause': { input: { id: string }; output: null }
  'task.resume': { input: { id: string }; output: null }
  'task.cancel': { input: { id: string }; output: null }
  /** Takes ended work out of the list. */
  'task.dismiss': { input: { id: string }; output: null }
}

export interface TaskViews {
  /** Newest first. */
  tasks: { params: Nothing; output: TaskRow[] }
}

export interface TaskEvents {
  'tasks.changed': { id: string }
}
