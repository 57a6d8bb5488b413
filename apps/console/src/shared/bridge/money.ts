import type { EndpointKey, Reference, UnknownReason } from '@asinx-pay/core'
import type { Page } from './common.ts'

/** A `once` call in the journal, from intent to its settled end. */
export interface JournalRow {
  intentId: string
  endpoint: EndpointKey
  /** `intended`: written down, not known to have left. */
  state: 'intended' | 'done' | 'declined' | 'unknown'
  why: UnknownReason | null
  message: string | null
  sentAt: number
  settledAt: number | null
  reference: Reference
  /** For a call that spends: the card's balance read before it left, as evidence; null when it could not be read. */
  balanceBefore?: string | null
}

export interface MoneyCommands {
  'outcome.settle': { input: { intentId: string }; output: JournalRow }
}

export interface MoneyViews {
  journal: { params: { cursor?: string; state?: JournalRow['state'] }; output: Page<JournalRow> }
}

export interface MoneyEvents {
  'journal.changed': { intentId: string }
}
