import type { RequestViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { cursor, flag, optional, text } from './fields.ts'

/** What went out to the API and what came back. */
export function requestArea({ requestLog, activeProfile }: Services): { views: Table<RequestViews> } {
  return {
    views: {
      requests: {
        fields: { cursor, endpoint: optional(text('Endpoint', '[A-Za-z.]{1,60}')), failed: optional(flag('Failed')) },
        run: async (params) => requestLog.page(activeProfile().id, params),
      },
    },
  }
}
