import { addMoney } from '@asinx-pay/core'
import type { Period, StatementEntry } from '../../../shared/bridge.ts'
import { movementOf } from '../../../shared/movements.ts'
import type { Database } from '../database.ts'
import { amountOfSums, isAmount } from '../transactions/amounts.ts'
import { firstIdAt } from '../transactions/filter.ts'
import { isStillSql } from '../transactions/moved.ts'
import { sumText } from '../transactions/split-sums.ts'
import type { Group } from './tally.ts'

/** Cards of a statement, and the time. */
export interface CardSpan {
  profileId: string
  cards: readonly number[]
  period: Period
}

const rowsOf = 'json_each($cards) c cross join transactions t'
const where = 't.profile_id = $profileId and t.card_id = c.value and t.id >= $from and t.id < $to'
const paramsOf = ({ profileId, cards, period }: CardSpan) => ({
  profileId,
  cards: JSON.stringify(cards),
  from: firstIdAt(period.from),
  to: firstIdAt(period.to),
})

interface Sum extends Pick<Group, 'key' | 'type' | 'status' | 'currency' | 'count'> {
  units: string
  micros: string
  odd: string | null
}

/** Sums of cards by card, type, status and currency; each card's rows are one stretch of an index. */
export function cardGroups(db: Database, span: CardSpan): (Omit<Group, 'moneyIn' | 'moneyOut'> & { amount: string })[] {
  return db
    .all<Sum>(
      `select cast(t.card_id as text) as key, coalesce(t.type, '') as type, coalesce(t.status, '') as status,
         coalesce(t.currency, '') as currency, count(*) as count,
         ${sumText('coalesce(t.amount_micro, 0) / 1000000', 'units')},
         ${sumText('coalesce(t.amount_micro, 0) % 1000000', 'micros')},
         json_group_array(t.amount) filter (where t.amount_micro is null and t.amount is not null) as odd
       from ${rowsOf} where ${where} group by 1, 2, 3, 4`,
      paramsOf(span),
    )
    .map(({ units, micros, odd, ...row }) => {
      const texts = (JSON.parse(odd ?? '[]') as string[]).filter(isAmount)
      return { ...row, amount: addMoney(amountOfSums(units, micros), ...texts) }
    })
}

/** What moved money, oldest first, and one more than the limit where there is more. */
export function entriesOf(db: Database, span: CardSpan & { currency: string; limit: number }): StatementEntry[] {
  const { currency, limit } = span
  return db
    .all<Omit<StatementEntry, 'movement'>>(
      `select cast(t.id as text) as id, t.occurred_at as at, t.card_id as userBankcardId, t.record_no as recordNo,
         t.merchant, t.type, t.amount
       from ${rowsOf} where ${where} and coalesce(t.currency, '') = $currency and t.amount is not null
         and not ${isStillSql('t.status')}
       order by t.id limit $limit`,
      { ...paramsOf(span), currency, limit: limit + 1 },
    )
    .filter(({ amount }) => isAmount(amount))
    .map((row) => ({ ...row, movement: movementOf(row.type) }))
}
