import type { Nothing } from './common.ts'

/** Since when the console is locked and by what; null: it is open. */
export type LockState = { since: number; by: 'person' | 'idle' | 'system' } | null

export interface LockCommands {
  'lock.lock': { input: Nothing; output: null }
  'lock.unlock': { input: Nothing; output: null }
  /** Somebody is at this window. */
  'lock.active': { input: Nothing; output: null }
}

export interface LockEvents {
  'lock.changed': { isLocked: boolean }
}
