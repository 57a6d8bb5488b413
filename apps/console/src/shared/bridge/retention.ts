import type { RetentionDays, RetentionKind } from '../retention.ts'
import type { Nothing } from './common.ts'

export interface RetentionCommands {
  'retention.set': { input: { kind: RetentionKind; days: RetentionDays }; output: null }
}

export interface RetentionViews {
  retention: { params: Nothing; output: Record<RetentionKind, RetentionDays> }
}
