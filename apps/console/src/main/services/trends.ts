import { addMoney, readMoney, subtractMoney, type NotifyType } from '@asinx-pay/core'
import type { TrendDay, Trends } from '../../shared/bridge.ts'
import { merchantCurrency } from '../../shared/costs.ts'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import { hasMoved } from './transactions/moved.ts'
import { dayOf, lastDays, startOfDay } from '../../shared/days.ts'

/** How things moved, day by day, from what this console saw. */
export interface TrendBook {
  /** Notes what the merchant's account held; the same again within an hour is not written. */
  mark(profileId: string, assets: { available: string; frozen: string; currency: string }): void
  read(profileId: string, days: number): Trends
}

/** Longest span that is drawn, in days. */
export const maxTrendDays = 90
/** Most notifies of payments that are looked at; older ones of the span are left out beyond it. */
export const maxTrendRows = 20_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** How long marks of the account are kept, in milliseconds. */
const keepMarksMs = 400 * dayMs

const paymentType = 'TRANSACTION_CREATED' satisfies NotifyType

interface Payment {
  recordNo: string | null
  at: number
  amount: unknown
  currency: string | null
  status: string | null
}

const paymentsSql = `
  select json_extract(data, '$.transaction.recordNo') as recordNo,
    coalesce(json_extract(data, '$.transaction.occurTime'), received_at) as at,
    json_extract(data, '$.transaction.localCurrencyAmt') as amount,
    json_extract(data, '$.transaction.localCurrency') as currency,
    json_extract(data, '$.transaction.transStatus') as status
  from notifies indexed by notifies_of_payments
  where profile_id = $profileId and type = '${paymentType}' and received_at >= $since
  order by received_at desc, seq desc limit $limit`

/** The last word on each transaction counts: a pending one comes again when it is posted. */
function lastWords(newestFirst: readonly Payment[]): Payment[] {
  const seen = new Set<string | null>()
  return newestFirst.filter(({ recordNo }) => !seen.has(recordNo) && seen.add(recordNo))
}

/** What left a card; a text that is no amount is not summed. */
const isPayment = (payment: Payment): payment is Payment & { amount: string } => {
  const { amount, status } = payment
  return typeof amount === 'string' && hasMoved(status) && readMoney(amount)?.startsWith('-') === true
}

/** Each day's amounts are added up at once: there may be very many. */
function sumsOf(rows: readonly { at: number; amount: string }[]): (day: string) => string {
  const days = Map.groupBy(rows, ({ at }) => dayOf(at))
  return (day) => addMoney('0', ...(days.get(day) ?? []).map(({ amount }) => amount))
}

export function createTrends({ db, now }: { db: Database; now: Clock }): TrendBook {
  function payments(profileId: string, since: number): { own: { at: number; amount: string }[]; others: number } {
    const rows = lastWords(db.all<Payment>(paymentsSql, { profileId, since, limit: maxTrendRows })).filter(isPayment)
    const own = rows.filter(({ currency }) => (currency ?? merchantCurrency) === merchantCurrency)
    return { own, others: rows.length - own.length }
  }

  const recharges = (profileId: string, since: number): { at: number; amount: string }[] =>
    db.all(
      `select sent_at as at, json_extract(reference, '$.amount') as amount from journal
       where profile_id = $profileId and spends = 1 and state = 'done' and sent_at >= $since
         and json_extract(reference, '$.amount') is not null
       order by seq desc limit $limit`,
      { profileId, since, limit: maxTrendRows },
    )

  /** The last mark of each day, and the one before the span that still held on its first day. */
  function availableBy(profileId: string, since: number): Map<string, string> {
    const rows = db.all<{ at: number; available: string }>(
      'select at, available from asset_marks where profile_id = $profileId and at >= $since order by at',
      { profileId, since },
    )
    const before = db.get<{ available: string }>(
      'select available from asset_marks where profile_id = $profileId and at < $since order by at desc limit 1',
      { profileId, since },
    )
    const marks = new Map(rows.map(({ at, available }) => [dayOf(at), available]))
    if (before) marks.set('', before.available)
    return marks
  }

  return {
    mark(profileId, { available, frozen, currency }) {
      const last = db.get<{ at: number; available: string; frozen: string }>(
        'select at, available, frozen from asset_marks where profile_id = $profileId order by at desc limit 1',
        { profileId },
      )
      const isSame = last?.available === available && last.frozen === frozen
      if (isSame && now() - last.at < hourMs) return
      db.run('insert or replace into asset_marks values ($profileId, $now, $available, $frozen, $currency)', {
        profileId,
        now: now(),
        available,
        frozen,
        currency,
      })
      db.run('delete from asset_marks where at < $oldest', { oldest: now() - keepMarksMs })
    },
    read(profileId, count) {
      const days = lastDays(now(), Math.min(count, maxTrendDays))
      const since = startOfDay(days[0] ?? '') ?? 0
      const { own, others } = payments(profileId, since)
      const spent = sumsOf(own)
      const recharged = sumsOf(recharges(profileId, since))
      const marks = availableBy(profileId, since)
      let held = marks.get('') ?? null
      const rows = days.map((day): TrendDay => {
        held = marks.get(day) ?? held
        return { day, spent: subtractMoney('0', spent(day)), recharged: recharged(day), available: held }
      })
      return { currency: merchantCurrency, days: rows, others }
    },
  }
}
