import { setImmediate } from 'node:timers/promises'
import type { InsightViews, StatementViews } from '../../shared/bridge.ts'
import { createInsightBook } from '../services/insight/insight-book.ts'
import { createStatementBook } from '../services/insight/statement.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { optional, period, text, uid, userBankcardId } from './fields.ts'

const currency = optional(text('Currency', '.{0,20}'))

/** Where spending went, and statements of it. */
export function insightArea({ db, activeProfile, now }: Services): { views: Table<InsightViews & StatementViews> } {
  const book = createInsightBook({ db, breathe: setImmediate })
  const statements = createStatementBook({ db, now })
  return {
    views: {
      statement: {
        fields: { ...period, userBankcardId: optional(userBankcardId), uid: optional(uid) },
        run: async (asked) => statements.read(activeProfile(), asked),
      },
      insight: { fields: { ...period, currency }, run: async (asked) => book.read(activeProfile().id, asked) },
    },
  }
}
