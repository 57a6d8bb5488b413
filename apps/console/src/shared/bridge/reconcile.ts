import type { AsinxErrorCode } from '@asinx-pay/core'
import type { ConsoleErrorCode } from '../console-errors.ts'
import type { Nothing, Page } from './common.ts'
import type { Saved } from './files.ts'
import type { JournalRow } from './money.ts'

/** A time from a first millisecond to one that is no longer in it. */
export interface Period {
  from: number
  to: number
}

/**
 * What became of a recharge when both sides were compared. `no_effect`: declined here, and the vendor has nothing of it.
 * `open`: nobody knows yet how it ended, whatever the vendor lists.
 */
export type ReconcileState = 'differs' | 'open' | 'only_journal' | 'only_vendor' | 'matched' | 'no_effect'

/** In what both sides differ: the amount sent, how it ended, or what the card received. */
export type Difference = 'amount' | 'end' | 'receipt'

/** A recharge as the journal and the vendor have it; a side that has none is null. */
export interface ReconcileRow {
  state: ReconcileState
  differs: Difference[]
  userBankcardId: number
  /** When it was sent, or the vendor's time of the record where only the vendor has it. */
  at: number
  intentId: string | null
  /** How it ended by the journal. */
  end: JournalRow['state'] | null
  /** Decimal text in the merchant's currency, as it was sent. */
  sent: string | null
  requestOrderId: string | null
  /** The vendor's word on the order; null: not asked for, or not told. */
  orderStatus: string | null
  orderAmount: string | null
  recordNo: string | null
  /** What the card received: of its record, else of its order. Decimal text. */
  received: string | null
  currency: string | null
}

/** Exact sums of the rows of one state; the two columns of one currency belong together. */
export interface ReconcileTotal {
  state: ReconcileState
  currency: string
  count: number
  sent: string
  received: string
}

export interface Reconciliation {
  period: Period
  /** When the vendor was asked. */
  at: number
  counts: Record<ReconcileState, number>
  totals: ReconcileTotal[]
  cardsRead: number
  /** Cards whose records could not be read, and why; only the vendor's side may be missing there. */
  unread: { userBankcardId: number; code: AsinxErrorCode | ConsoleErrorCode }[]
  /** Known cards that were beyond the limit of one run. */
  cardsLeft: number
  /** There were more calls in the journal than one run compares. */
  isCut: boolean
}

export interface ReconcileCommands {
  /** Asks the vendor for orders and records and compares; it changes nothing. */
  'reconcile.run': { input: Period; output: Reconciliation }
  'reconcile.stop': { input: Nothing; output: null }
  'reconcile.export': { input: Nothing; output: Saved }
}

export interface ReconcileViews {
  /** The last comparison of this profile since the console was started. */
  reconciliation: { params: Nothing; output: Reconciliation | null }
  reconciled: { params: { cursor?: string; state?: ReconcileState }; output: Page<ReconcileRow> }
}

export interface ReconcileEvents {
  /** Questions to the vendor that were answered, of all there are. */
  'reconcile.progress': { done: number; of: number }
  'reconcile.changed': null
}
