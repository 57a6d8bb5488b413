import { subtractMoney } from '@asinx-pay/core'
import type { Period } from '../../../shared/bridge.ts'
import type { Database } from '../database.ts'
import { amountOfSums, isAmount } from '../transactions/amounts.ts'
import { firstIdAt } from '../transactions/filter.ts'
import { hasMoved, isStillSql } from '../transactions/moved.ts'
import { splitSumsOfParts, sumText, type SplitSums } from '../transactions/split-sums.ts'
import { maxRanked, merged, type Pile } from './piles.ts'
import { spanQuery, type Source } from './span.ts'

/** Transactions that are alike in everything that is asked of them. */
export interface Group {
  key: string
  type: string
  status: string
  currency: string
  count: number
  /** Signed decimal text: what came onto cards, and what left them. */
  moneyIn: string
  moneyOut: string
}

export interface Asked {
  profileId: string
  period: Period
}

type Stored = Omit<Group, 'moneyIn' | 'moneyOut'> & SplitSums

const sums = `sum(rows) as count, ${splitSumsOfParts}`

const groupOf = ({ inUnits, inMicros, outUnits, outMicros, ...rest }: Stored): Group => ({
  ...rest,
  moneyIn: amountOfSums(inUnits, inMicros),
  moneyOut: amountOfSums(outUnits, outMicros),
})

/** A row whose amount does not fit the sums of SQL; its count is in them. */
type Odd = Pick<Group, 'key' | 'type' | 'status' | 'currency'> & { amount: string }

function oddOf(db: Database, { rowKey }: Source, { profileId, period }: Asked): Odd[] {
  return db
    .all<Odd>(
      `select ${rowKey} as key, coalesce(t.type, '') as type, coalesce(t.status, '') as status,
         coalesce(t.currency, '') as currency, t.amount
       from transactions t
       where t.profile_id = $profileId and t.amount_micro is null and t.amount is not null
         and t.id >= $from and t.id < $to`,
      { profileId, from: firstIdAt(period.from), to: firstIdAt(period.to) },
    )
    .filter(({ amount }) => isAmount(amount))
}

/** Every group of a period, or those of some keys. */
export function groupsOf(db: Database, source: Source, asked: Asked & { keys?: readonly string[] }): Group[] {
  const { keys } = asked
  const { sql, params } = spanQuery(source, asked.profileId, asked.period)
  const rows = db.all<Stored>(
    `select key, type, status, currency, ${sums} from (${sql})
     ${keys ? 'where key in (select value from json_each($keys))' : ''}
     group by 1, 2, 3, 4 having sum(rows) > 0`,
    { ...params, ...(keys && { keys: JSON.stringify(keys) }) },
  )
  const odd = oddOf(db, source, asked)
    .filter(({ key }) => keys?.includes(key) ?? true)
    .map(({ amount, ...row }): Group => {
      const isOut = amount.startsWith('-')
      return { ...row, count: 0, moneyIn: isOut ? '0' : amount, moneyOut: isOut ? amount : '0' }
    })
  return [...rows.map(groupOf), ...odd]
}

const mostOutFirst = 'order by sum(in_units + out_units) + sum(in_micros + out_micros) / 1000000.0'

/** Keys that moved the most out, in all or so many of them; every key where an amount does not fit the sums of SQL. */
export function leadingKeys(
  db: Database,
  source: Source,
  asked: Asked & { currency: string; limit: number },
): string[] {
  const { profileId, period, currency, limit } = asked
  const isOdd = oddOf(db, source, asked).some((one) => one.currency === currency && hasMoved(one.status))
  const { sql, params } = spanQuery(
    { ...source, where: `${source.where ?? 'true'} and currency = $currency` },
    profileId,
    period,
  )
  return db
    .all<{ key: string }>(
      `select key from (${sql}) where currency = $currency and not ${isStillSql('status')}
       group by key having sum(rows) > 0 ${mostOutFirst} limit $limit`,
      { ...params, currency, limit: isOdd ? -1 : limit },
    )
    .map(({ key }) => key)
}

/** What counts as spent. */
export interface Spending {
  currency: string
  types: readonly string[]
  /** Reads no more keys than a ranking names. */
  isRanked?: true
}

/**
 * What was spent by key. Where there are amounts that the sums of SQL cannot hold, every key is read before any is left
 * out.
 */
export function spentBy(db: Database, source: Source, asked: Asked & Spending): Pile[] {
  const { profileId, period, currency, types, isRanked } = asked
  const odd = oddOf(db, source, asked).filter(
    (one) => one.currency === currency && types.includes(one.type) && hasMoved(one.status),
  )
  const spending = `currency = $currency and type in (select value from json_each($types))`
  const { sql, params } = spanQuery(
    { ...source, where: `${source.where ?? 'true'} and ${spending}` },
    profileId,
    period,
  )
  const rows = db.all<{ key: string; count: number; units: string; micros: string }>(
    `select key, sum(rows) as count, ${sumText('in_units + out_units', 'units')},
       ${sumText('in_micros + out_micros', 'micros')}
     from (${sql}) where ${spending} and not ${isStillSql('status')}
     group by key having sum(rows) > 0
     ${mostOutFirst} limit $limit`,
    {
      ...params,
      currency,
      types: JSON.stringify(types),
      limit: isRanked && odd.length === 0 ? maxRanked : -1,
    },
  )
  return merged([
    ...rows.map(({ key, count, units, micros }) => ({
      key,
      count,
      micro: -(BigInt(units) * 1_000_000n + BigInt(micros)),
      odd: '0',
    })),
    ...odd.map(({ key, amount }) => ({ key, count: 0, micro: 0n, odd: subtractMoney('0', amount) })),
  ])
}
