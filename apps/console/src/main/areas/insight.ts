import { setImmediate } from 'node:timers/promises'
import type { InsightViews } from '../../shared/bridge.ts'
import { createInsightBook } from '../services/insight/insight-book.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { optional, period, text } from './fields.ts'

const currency = optional(text('Currency', '.{0,20}'))

/** Where spending went. */
export function insightArea({ db, activeProfile }: Services): { views: Table<InsightViews> } {
  const book = createInsightBook({ db, breathe: setImmediate })
  return {
    views: {
      insight: { fields: { ...period, currency }, run: async (asked) => book.read(activeProfile().id, asked) },
    },
  }
}
