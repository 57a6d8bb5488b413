import { AsinxError } from './errors.ts'
import { addMoney, compareMoney } from './money.ts'

/** Limits on what leaves the merchant's account, as decimal text in USD, enforced before a call is sent. */
export interface Limits {
  /** Largest single recharge. */
  largestRecharge?: string
  /** Total of all recharges on one day, UTC; declined ones are given back, unknown ones count. */
  rechargePerDay?: string
}

/** Keeps the day's total of one client, in memory. */
export interface LimitKeeper {
  /** Takes the amount from what is left of the day, or throws `limit_exceeded`. Returns the way to give it back. */
  take(amount: string): () => void
}

const dayMs = 86_400_000

export function createLimitKeeper(limits: Limits, now: () => number): LimitKeeper {
  let day = -1
  let total = '0'
  const today = (): number => Math.floor(now() / dayMs)
  return {
    take(amount) {
      if (limits.largestRecharge !== undefined && compareMoney(amount, limits.largestRecharge) > 0)
        throw new AsinxError(
          'limit_exceeded',
          `The amount is above the largest recharge allowed (${limits.largestRecharge}).`,
        )
      if (day !== today()) total = '0'
      day = today()
      const after = addMoney(total, amount)
      if (limits.rechargePerDay !== undefined && compareMoney(after, limits.rechargePerDay) > 0)
        throw new AsinxError(
          'limit_exceeded',
          `The day's recharges would be above the total allowed (${limits.rechargePerDay}).`,
        )
      total = after
      const taken = day
      return () => {
        if (day === taken) total = addMoney(total, `-${amount}`)
      }
    },
  }
}
