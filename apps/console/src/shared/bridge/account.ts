import type { Assets } from './home.ts'

/** The merchant's account as last asked on a day of the operator's zone; null before it was ever asked. */
export interface AssetDay {
  /** `YYYY-MM-DD`. */
  day: string
  /** Decimal text. */
  available: string | null
  frozen: string | null
}

export interface AssetHistory {
  currency: string
  days: AssetDay[]
  /** Least and most that was available whenever it was asked in these days; null when it never was. */
  low: string | null
  high: string | null
}

export interface AccountViews {
  /** Asks what the account holds now, and says what it held before. */
  account: { params: { days: number }; output: { assets: Assets; history: AssetHistory } }
}
