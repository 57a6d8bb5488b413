import type { DecidedBy, EndpointKey, Reference, UnknownReason } from '@asinx-pay/core'
import type { CardRow } from './cards.ts'
import type { Page } from './common.ts'
import type { NotifyRow } from './notifies.ts'

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
  /** When nobody could say how it ended, be it settled since. */
  unknownAt: number | null
  /** What its end rests on. */
  settledBy: DecidedBy | null
  /** A person's words for their verdict. */
  reason: string | null
  reference: Reference
  /** For a call that spends: the card's balance read before it left, as evidence; null when it could not be read. */
  balanceBefore: string | null
}

/** A record of a card that may be the recharge in question. */
export interface EvidenceRecord {
  recordNo: string
  at: number | null
  /** Signed decimal text in the card's currency; null when it cannot be read. */
  amount: string | null
  currency: string | null
  type: string | null
  merchant: string | null
}

export type EvidenceHint = 'points_to_done' | 'points_to_not_done' | 'cannot_tell'

/** What can be known of a call that nothing settles, laid out for a person. */
export interface Evidence {
  balanceBefore: string | null
  balanceNow: string | null
  /** What the card receives of the amount. */
  receipt: string | null
  /** Balance before and receipt together. */
  expected: string | null
  /** Records of the card since the call was sent; null when they could not be read. */
  records: EvidenceRecord[] | null
  notifies: NotifyRow[]
  hint: EvidenceHint
}

/** A call of the journal with the card it is about. */
export interface OutcomeCase {
  entry: JournalRow
  card: CardRow | null
}

export type Verdict = 'done' | 'declined'

export interface MoneyCommands {
  'outcome.settle': { input: { intentId: string }; output: JournalRow }
  /** Asks the API for what may tell, without deciding. */
  'outcome.evidence': { input: { intentId: string }; output: Evidence }
  /** A person's verdict on a call that nothing settles; it stands. */
  'outcome.decide': { input: { intentId: string; verdict: Verdict; reason: string }; output: JournalRow }
}

export interface MoneyViews {
  outcome: { params: { intentId: string }; output: OutcomeCase | null }
  journal: { params: { cursor?: string; state?: JournalRow['state'] }; output: Page<JournalRow> }
}

export interface MoneyEvents {
  'journal.changed': { intentId: string }
}
