import type { Movement } from '../movements.ts'
import type { Period } from './reconcile.ts'

/** Transactions of one key: how many, and what they moved, as decimal text above 0 where money was spent. */
export interface InsightSum {
  key: string
  count: number
  amount: string
}

/** The largest of a list, and what all the others come to; null when there are none. */
export interface InsightRanking<Row extends InsightSum = InsightSum> {
  rows: Row[]
  others: { count: number; amount: string } | null
}

/** A card by what it spent; `key` is its id. */
export interface InsightCard extends InsightSum {
  maskedPan: string | null
  product: string | null
}

/** Signed sums of a type of transaction. */
export interface InsightType {
  type: string
  movement: Movement
  count: number
  moneyIn: string
  moneyOut: string
}

/** Spending in a time, from the local copy of transactions, in one currency. All sums are exact. */
export interface Insight {
  /** Those in which anything moved, the most frequent first. */
  currencies: string[]
  /** The one the figures are in; null: nothing happened in this time. */
  currency: string | null
  payments: number
  /** Decimal text above 0. */
  spent: string
  /** Signed: what came back to cards, what fees took, what was recharged, everything else. */
  refunded: string
  fees: string
  toppedUp: string
  other: string
  declined: { count: number; amount: string }
  /** By day of the operator's zone (`2026-03-01`), or by month (`2026-03`) where the time is long. */
  series: { unit: 'day' | 'month'; points: { at: string; spent: string; refunded: string }[] }
  merchants: InsightRanking
  cards: InsightRanking<InsightCard>
  users: InsightRanking
  types: InsightType[]
  /** Declined ones by response code; an empty key where the vendor gave none. */
  declines: InsightSum[]
}

/** A card that the local copy has no transactions of yet would be missing here. */
export interface InsightViews {
  insight: { params: Period & { currency?: string }; output: Insight }
}
