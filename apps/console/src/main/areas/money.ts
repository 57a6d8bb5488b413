import type { MoneyCommands, MoneyViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { choice, cursor, optional, text } from './fields.ts'

/** The journal of `once` calls, and how those ended whose end nobody saw. */
export function moneyArea({ journal, outcomes, activeProfile }: Services): {
  commands: Table<MoneyCommands>
  views: Table<MoneyViews>
} {
  return {
    commands: {
      'outcome.settle': {
        fields: { intentId: text('Intent', '[0-9a-z-]{1,60}') },
        run: ({ intentId }) => outcomes.settle(intentId),
      },
    },
    views: {
      journal: {
        fields: { cursor, state: optional(choice('State', ['intended', 'done', 'declined', 'unknown'])) },
        run: async (params) => journal.page(activeProfile().id, params),
      },
    },
  }
}
