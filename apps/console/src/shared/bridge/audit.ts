import type { Nothing, Page } from './common.ts'
import type { Saved } from './files.ts'

/** Names of what a line of the trail tells besides its kind. */
export type AuditFact =
  | 'amount'
  | 'appId'
  | 'baseUrl'
  | 'by'
  | 'card'
  | 'carried'
  | 'days'
  | 'endedRuns'
  | 'endpoint'
  | 'environment'
  | 'format'
  | 'from'
  | 'host'
  | 'intentId'
  | 'kind'
  | 'largestRecharge'
  | 'left'
  | 'lines'
  | 'lost'
  | 'lowBelow'
  | 'madeAt'
  | 'minutes'
  | 'name'
  | 'problems'
  | 'reason'
  | 'rechargePerDay'
  | 'rows'
  | 'run'
  | 'seq'
  | 'state'
  | 'uid'
  | 'until'
  | 'verdict'
  | 'what'
  | 'why'

export type AuditFacts = Readonly<Partial<Record<AuditFact, string | number | null>>>

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
