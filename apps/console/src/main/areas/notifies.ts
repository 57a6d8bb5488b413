import type { NotifyViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { cursor, optional, text } from './fields.ts'

/** What the vendor sent. */
export function notifyArea({ inbox, activeProfile }: Services): { views: Table<NotifyViews> } {
  return {
    views: {
      notifies: {
        fields: { cursor, type: optional(text('Type', '\\w{1,60}')) },
        run: async (params) => inbox.page(activeProfile().id, params),
      },
    },
  }
}
