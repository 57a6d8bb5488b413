import { compareMoney } from '@asinx-pay/core'
import type { AssetDay, AssetHistory } from '../../../shared/bridge.ts'
import { merchantCurrency } from '../../../shared/costs.ts'
import type { Clock } from '../../ports.ts'
import type { Database } from '../database.ts'
import { dayOf, lastDays, startOfDay } from '../../../shared/days.ts'

/** What the merchant's account held, day by day, from every time it was asked. */
export interface AssetHistoryBook {
  read(profileId: string, days: number): AssetHistory
}

/** Longest span, in days; marks of the account are kept a little longer. */
export const maxHistoryDays = 366

interface Mark {
  at: number
  available: string
  frozen: string
  currency: string
}

const selectMarks = 'select at, available, frozen, currency from asset_marks where profile_id = $profileId'

/** The mark that a day closed with; a day without one closed as the day before. */
function closings(days: readonly string[], marks: readonly Mark[], before: Mark | undefined): AssetDay[] {
  const byDay = new Map(marks.map((mark) => [dayOf(mark.at), mark]))
  let held = before
  return days.map((day) => {
    held = byDay.get(day) ?? held
    return { day, available: held?.available ?? null, frozen: held?.frozen ?? null }
  })
}

const extreme = (marks: readonly Mark[], sign: 1 | -1): string | null =>
  marks.reduce<string | null>(
    (found, { available }) => (found === null || compareMoney(available, found) * sign > 0 ? available : found),
    null,
  )

export function createAssetHistory({ db, now }: { db: Database; now: Clock }): AssetHistoryBook {
  return {
    read(profileId, count) {
      const days = lastDays(now(), Math.min(Math.max(1, count), maxHistoryDays))
      const since = startOfDay(days[0] ?? '') ?? 0
      const marks = db.all<Mark>(`${selectMarks} and at >= $since order by at`, { profileId, since })
      const before = db.get<Mark>(`${selectMarks} and at < $since order by at desc limit 1`, { profileId, since })
      return {
        currency: (marks.at(-1) ?? before)?.currency ?? merchantCurrency,
        days: closings(days, marks, before),
        low: extreme(marks, -1),
        high: extreme(marks, 1),
      }
    },
  }
}
