import type { Page } from './common.ts'

export interface NotifyRow {
  /** Local number, rising with arrival. */
  seq: number
  uniqueNo: string
  type: string
  receivedAt: number
  userBankcardId: number | null
  uid: string | null
  /** Redacted data as the row of its type describes it. */
  data: Record<string, unknown>
  /** How many more times the same content has come. */
  repeats: number
  authentic: false
  /** Its number came before with other content: an alarm. */
  conflict?: true
}

export interface NotifyViews {
  notifies: { params: { cursor?: string; type?: string }; output: Page<NotifyRow> }
}

export interface NotifyEvents {
  'notifies.changed': { seq: number }
}
