import type { RetentionCommands, RetentionViews } from '../../shared/bridge.ts'
import { retentionChoices, retentionKinds } from '../../shared/retention.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { choice } from './fields.ts'

const allDays = [...new Set(Object.values(retentionChoices).flat())]

/** How long things are kept. */
export function retentionArea({ retention }: Services): {
  commands: Table<RetentionCommands>
  views: Table<RetentionViews>
} {
  return {
    commands: {
      'retention.set': {
        fields: { kind: choice('Kind', retentionKinds), days: choice('Days', allDays) },
        async run({ kind, days }) {
          retention.set(kind, days)
          return null
        },
      },
    },
    views: { retention: { fields: {}, run: async () => retention.all() } },
  }
}
