import type { RouteLocationRaw } from 'vue-router'
import type { InsightRanking } from '../../shared/bridge.ts'

/** A line of a ranking as it is shown. */
export interface RankLine {
  key: string
  name: string
  /** More about it, in smaller letters. */
  detail: string
  count: number
  amount: string
  /** Where it leads. */
  to: RouteLocationRaw | null
}

export interface Ranked {
  lines: RankLine[]
  others: InsightRanking['others']
}
