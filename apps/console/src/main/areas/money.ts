import type { MoneyCommands, MoneyViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import { createVerdicts, type Verdicts } from '../services/verdicts.ts'
import type { Table } from './area.ts'
import { choice, cursor, optional, text } from './fields.ts'

const intentId = text('Intent', '[0-9a-z-]{1,60}')
/** Shortest reason that can tell another person something. */
const minReason = 5

function commands({ outcomes, activeProfile }: Services, verdicts: Verdicts): Table<MoneyCommands> {
  return {
    'outcome.settle': { fields: { intentId }, run: ({ intentId }) => outcomes.settle(intentId) },
    'outcome.evidence': {
      fields: { intentId },
      run: async ({ intentId }) => verdicts.evidence(activeProfile(), intentId),
    },
    'outcome.decide': {
      fields: {
        intentId,
        verdict: choice('Verdict', ['done', 'declined']),
        reason: text('Reason', `[^]{${minReason},500}`),
      },
      run: async ({ intentId, ...judged }) => verdicts.decide(activeProfile(), intentId, judged),
    },
  }
}

function views({ journal, activeProfile }: Services, verdicts: Verdicts): Table<MoneyViews> {
  return {
    outcome: { fields: { intentId }, run: async ({ intentId }) => verdicts.find(activeProfile(), intentId) },
    journal: {
      fields: { cursor, state: optional(choice('State', ['intended', 'done', 'declined', 'unknown'])) },
      run: async (params) => journal.page(activeProfile().id, params),
    },
  }
}

/** The journal of `once` calls, and how those ended whose end nobody saw. */
export function moneyArea(services: Services): { commands: Table<MoneyCommands>; views: Table<MoneyViews> } {
  const verdicts = createVerdicts(services)
  return { commands: commands(services, verdicts), views: views(services, verdicts) }
}
