import type { UserViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { cursor } from './fields.ts'

/** The users this console knows. */
export function userArea({ directory, activeProfile }: Services): { views: Table<UserViews> } {
  return {
    views: {
      users: { fields: { cursor }, run: async (params) => directory.users(activeProfile().id, params) },
    },
  }
}
