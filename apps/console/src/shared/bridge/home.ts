import type { CardRow } from './cards.ts'
import type { BridgeError, Nothing } from './common.ts'
import type { JournalRow } from './money.ts'
import type { NotifyRow } from './notifies.ts'

export type Assets =
  | { state: 'known'; availableAmount: string; frozenAmount: string; currency: string }
  | { state: 'failed'; error: BridgeError }

export interface Home {
  assets: Assets
  open: JournalRow[]
  /** Unknown ones that were settled within the last day. */
  settled: JournalRow[]
  rejected: CardRow[]
  unassigned: CardRow[]
  /** Active cards with less on them than `lowBelow`. */
  low: CardRow[]
  lowBelow: string
  /** Notifies of the last week that tell of a failure, or contradict an earlier one of the same number. */
  failed: NotifyRow[]
  refusedNotifies: number
  cardsByStatus: { status: string; count: number }[]
  latest: NotifyRow[]
}

/** One day of the operator's zone; amounts are decimal text in the merchant's currency. */
export interface TrendDay {
  /** `YYYY-MM-DD`. */
  day: string
  /** What cards paid, as notified here; declined attempts and refunds are not in it. */
  spent: string
  /** What was recharged from here and is known to be done. */
  recharged: string
  /** Available money of the merchant as last asked on that day; null before it was ever asked. */
  available: string | null
}

export interface Trends {
  currency: string
  days: TrendDay[]
  /** Notified payments in other currencies, which the sums leave out. */
  others: number
}

export interface HomeViews {
  home: { params: Nothing; output: Home }
  trends: { params: { days: number }; output: Trends }
}
