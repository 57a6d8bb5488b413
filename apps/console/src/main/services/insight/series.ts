import { addMoney, subtractMoney } from '@asinx-pay/core'
import type { Insight, Period } from '../../../shared/bridge.ts'
import { movementOf } from '../../../shared/movements.ts'
import type { Database } from '../database.ts'
import { dayOf } from '../../../shared/days.ts'
import { amountOfSums, isAmount } from '../transactions/amounts.ts'
import { firstIdAt } from '../transactions/filter.ts'
import { hasMoved, isStillSql } from '../transactions/moved.ts'
import { byType } from './sources.ts'
import { groupsOf } from './tally.ts'

type Point = Insight['series']['points'][number]

/** Longest time that is shown by day, in days; a longer one is shown by month. */
const maxDays = 100
const dayMs = 86_400_000
const quarterMs = 900_000

interface Asked {
  profileId: string
  period: Period
  currency: string
}

/** A day or month of the operator's zone, in the part of it that the period has. */
interface Place extends Period {
  at: string
}

/** Oldest first. */
function placesOf({ from, to }: Period, unit: 'day' | 'month'): Place[] {
  const first = new Date(from)
  const begin = (step: number): number =>
    unit === 'day'
      ? new Date(first.getFullYear(), first.getMonth(), first.getDate() + step).valueOf()
      : new Date(first.getFullYear(), first.getMonth() + step, 1).valueOf()
  const places: Place[] = []
  for (let step = 0; begin(step) < to; step++) {
    const start = Math.max(from, begin(step))
    places.push({
      at: dayOf(start).slice(0, unit === 'day' ? 10 : 7),
      from: start,
      to: Math.min(to, begin(step + 1)),
    })
  }
  return places
}

interface Sum {
  at: string
  type: string
  units: string
  micros: string
}

/** Each place is one stretch of the sums by quarter of an hour: all zones begin their days at one. */
const sumsSql = `
  select p.value ->> 'at' as at, q.type, cast(sum(q.in_units + q.out_units) as text) as units,
    cast(sum(q.in_micros + q.out_micros) as text) as micros
  from json_each($places) p cross join transaction_quarters q
  where q.profile_id = $profileId and q.currency = $currency
    and q.quarter >= (p.value ->> 'first') and q.quarter < (p.value ->> 'end') and not ${isStillSql('q.status')}
  group by p.key, q.type`

function oddOf(db: Database, { profileId, period, currency }: Asked): { at: number; type: string; amount: string }[] {
  return db
    .all<{ at: number; type: string; status: string | null; amount: string }>(
      `select occurred_at as at, coalesce(type, '') as type, status, amount from transactions
       where profile_id = $profileId and amount_micro is null and amount is not null
         and id >= $from and id < $to and coalesce(currency, '') = $currency`,
      { profileId, currency, from: firstIdAt(period.from), to: firstIdAt(period.to) },
    )
    .filter(({ status, amount }) => hasMoved(status) && isAmount(amount))
}

/** What was spent and refunded, by day or month of the operator's zone. */
export function seriesOf(db: Database, asked: Asked): Insight['series'] {
  const { profileId, period, currency } = asked
  const unit = period.to - period.from > maxDays * dayMs ? 'month' : 'day'
  const places = placesOf(period, unit)
  const points = new Map<string, Point>(places.map(({ at }) => [at, { at, spent: '0', refunded: '0' }]))
  const add = (at: string, type: string, amount: string): void => {
    const point = points.get(at)
    const movement = movementOf(type)
    if (!point) return
    if (movement === 'spend') point.spent = subtractMoney(point.spent, amount)
    if (movement === 'refund') point.refunded = addMoney(point.refunded, amount)
  }
  if (unit === 'month') {
    for (const { at, ...part } of places)
      for (const { type, status, moneyIn, moneyOut, ...group } of groupsOf(db, byType, { profileId, period: part }))
        if (group.currency === currency && hasMoved(status)) add(at, type, addMoney(moneyIn, moneyOut))
    return { unit, points: [...points.values()] }
  }
  const quarters = places.map(({ at, from, to }) => ({
    at,
    first: Math.floor(from / quarterMs),
    end: Math.ceil(to / quarterMs),
  }))
  const sums = db.all<Sum>(sumsSql, { profileId, currency, places: JSON.stringify(quarters) })
  for (const { at, type, units, micros } of sums) add(at, type, amountOfSums(units, micros))
  for (const { at, type, amount } of oddOf(db, asked)) add(dayOf(at), type, amount)
  return { unit, points: [...points.values()] }
}
