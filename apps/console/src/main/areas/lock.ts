import type { LockCommands } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'

/** Locking the console and opening it again. */
export function lockArea({ lock }: Services): { commands: Table<LockCommands> } {
  const done = (work: () => void) => async () => {
    work()
    return null
  }
  return {
    commands: {
      'lock.lock': { fields: {}, run: done(() => lock.lock('person')) },
      'lock.unlock': { whileLocked: true, fields: {}, run: done(() => lock.unlock()) },
      'lock.active': { fields: {}, run: done(() => lock.active()) },
    },
  }
}
