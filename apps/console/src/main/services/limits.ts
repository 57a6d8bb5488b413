import { addMoney, AsinxError, compareMoney, isPayable, type Reference } from '@asinx-pay/core'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { Profile } from './profiles.ts'

/** Keeps what a profile may spend. What was spent is read from the journal, so there is one truth and it outlives the run. */
export interface SpendingLimits {
  /** @throws AsinxError `limit_exceeded`; nothing may be sent then. */
  require(profile: Profile, intent: Reference): void
  /** Decimal text in USD of the profile's recharges of this day, UTC: declined ones are given back, unknown ones count. */
  spentToday(profileId: string): string
}

const dayMs = 86_400_000

const exceeded = ({ endpoint }: Reference, what: string): AsinxError =>
  new AsinxError('limit_exceeded', `${endpoint}: ${what}`, { endpoint })

export function createSpendingLimits({ db, now }: { db: Database; now: Clock }): SpendingLimits {
  function spentToday(profileId: string): string {
    const since = Math.floor(now() / dayMs) * dayMs
    const rows = db.all<{ amount: string }>(
      `select json_extract(reference, '$.amount') as amount from journal
       where profile_id = $profileId and spends = 1 and sent_at >= $since and state <> 'declined'`,
      { profileId, since },
    )
    return addMoney('0', ...rows.map(({ amount }) => amount))
  }
  return {
    spentToday,
    require({ id, limits }, intent) {
      const { amount } = intent
      if (amount === undefined || !isPayable(amount)) return
      const { largestRecharge, rechargePerDay } = limits
      if (largestRecharge !== null && compareMoney(amount, largestRecharge) > 0)
        throw exceeded(intent, `the amount is above the largest recharge of this profile (${largestRecharge} USD).`)
      if (rechargePerDay !== null && compareMoney(addMoney(spentToday(id), amount), rechargePerDay) > 0)
        throw exceeded(intent, `the day's recharges would be above the total of this profile (${rechargePerDay} USD).`)
    },
  }
}
