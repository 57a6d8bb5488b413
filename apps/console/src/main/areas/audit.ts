import type { AuditCommands, AuditViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import { auditFile } from '../services/audit-file.ts'
import type { Table } from './area.ts'
import { choice, cursor, optional, text } from './fields.ts'

/** What people did here, and handing it on. */
export function auditArea({ trail, audit, saveFile, now }: Services): {
  commands: Table<AuditCommands>
  views: Table<AuditViews>
} {
  return {
    commands: {
      'audit.verify': { fields: {}, run: async () => ({ firstBroken: trail.firstBroken() }) },
      'audit.export': {
        fields: { format: choice('Format', ['csv', 'json']) },
        async run({ format }) {
          const saved = await saveFile(auditFile(trail.rows(), { format, at: now() }))
          if (saved.state !== 'cancelled') audit.note('audit.exported', { format })
          return saved
        },
      },
    },
    views: {
      audit: {
        fields: { cursor, kind: optional(text('Kind', '[\\w.]{1,60}')) },
        run: async (asked) => trail.page(asked),
      },
      auditKinds: { fields: {}, run: async () => trail.kinds() },
    },
  }
}
