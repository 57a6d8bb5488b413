import type { Nothing, Page } from './common.ts'
import type { Saved } from './files.ts'

/** What somebody did. Its facts hold no secret. */
export interface AuditRow {
  seq: number
  at: number
  /** Who was at this computer, as the operating system says. */
  who: string
  kind: string
  profileId: string | null
  facts: Record<string, string | number | null>
}

export interface AuditCommands {
  /** Reads every line and says which is not as it was written; null: all are. */
  'audit.verify': { input: Nothing; output: { firstBroken: number | null } }
  'audit.export': { input: { format: 'csv' | 'json' }; output: Saved }
}

export interface AuditViews {
  audit: { params: { cursor?: string; kind?: string }; output: Page<AuditRow> }
  auditKinds: { params: Nothing; output: string[] }
}

export interface AuditEvents {
  'audit.changed': null
}
