import type { ReconcileCommands, ReconcileViews } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import { reconcileFile } from '../services/reconcile/file.ts'
import { createReconciler } from '../services/reconcile/reconciler.ts'
import { reconcileStates } from '../services/reconcile/totals.ts'
import type { Services } from '../services.ts'
import type { Table } from './area.ts'
import { choice, cursor, optional, period } from './fields.ts'

/** The journal beside what the vendor lists. */
export function reconcileArea(services: Services): {
  commands: Table<ReconcileCommands>
  views: Table<ReconcileViews>
} {
  const { activeProfile, saveFile, audit } = services
  const reconciler = createReconciler(services)
  const activeId = (): string => activeProfile().id
  return {
    commands: {
      'reconcile.run': { fields: period, run: async (asked) => reconciler.run(activeProfile(), asked) },
      'reconcile.stop': {
        fields: {},
        async run() {
          reconciler.stop()
          return null
        },
      },
      'reconcile.export': {
        fields: {},
        async run() {
          const compared = reconciler.last(activeId())
          if (!compared) throw new ConsoleError('not_found', 'Nothing was compared yet.')
          const saved = await saveFile(reconcileFile(compared))
          if (saved.state !== 'cancelled') audit.note('reconciliation.exported', { rows: compared.rows.length })
          return saved
        },
      },
    },
    views: {
      reconciliation: { fields: {}, run: async () => reconciler.last(activeId())?.summary ?? null },
      reconciled: {
        fields: { cursor, state: optional(choice('State', reconcileStates)) },
        run: async (asked) => reconciler.page(activeId(), asked),
      },
    },
  }
}
