import { addMoney, compareMoney, subtractMoney } from '@asinx-pay/core'
import type { Insight, InsightCard, InsightSum, InsightType, Period } from '../../../shared/bridge.ts'
import { movementOf, typesOf, type Movement } from '../../../shared/movements.ts'
import type { Database } from '../database.ts'
import { requirePeriod } from '../period.ts'
import { hasMoved } from '../transactions/moved.ts'
import { merged, ranking } from './piles.ts'
import { seriesOf } from './series.ts'
import { byCard, byCode, byMerchant, byType } from './sources.ts'
import { groupsOf, spentBy, type Group } from './tally.ts'

/** Where spending went, from the local copy of transactions. */
export interface InsightBook {
  /** @throws ConsoleError `period_wrong` */
  read(profileId: string, asked: Period & { currency?: string }): Promise<Insight>
}

/** Currencies, the most frequent first. */
function currenciesOf(all: readonly Group[]): string[] {
  const counts = new Map<string, number>()
  for (const { currency, count } of all) counts.set(currency, (counts.get(currency) ?? 0) + count)
  return [...counts].sort(([, one], [, other]) => other - one).map(([currency]) => currency)
}

/** Signed sums by what a transaction is; declined and cancelled ones moved nothing. */
export function movementSums(groups: readonly Group[]): Record<Movement, string> {
  const sums: Record<Movement, string> = { spend: '0', refund: '0', fee: '0', topup: '0', other: '0' }
  for (const { type, status, moneyIn, moneyOut } of groups) {
    if (!hasMoved(status)) continue
    const movement = movementOf(type)
    sums[movement] = addMoney(sums[movement], moneyIn, moneyOut)
  }
  return sums
}

/** Sums by type of what moved, the most money out first. */
export function typesIn(all: readonly Group[]): InsightType[] {
  const types = new Map<string, InsightType>()
  for (const { type, status, count, moneyIn, moneyOut } of all) {
    if (!hasMoved(status)) continue
    const known = types.get(type) ?? { type, movement: movementOf(type), count: 0, moneyIn: '0', moneyOut: '0' }
    types.set(type, {
      ...known,
      count: known.count + count,
      moneyIn: addMoney(known.moneyIn, moneyIn),
      moneyOut: addMoney(known.moneyOut, moneyOut),
    })
  }
  return [...types.values()].sort((one, other) => compareMoney(one.moneyOut, other.moneyOut))
}

/** Declined attempts by response code, the most frequent first. */
function declinesIn(all: readonly Group[]): InsightSum[] {
  const codes = new Map<string, InsightSum>()
  for (const { key, status, count, moneyOut } of all) {
    if (status.toLowerCase() !== 'declined') continue
    const known = codes.get(key) ?? { key, count: 0, amount: '0' }
    codes.set(key, { key, count: known.count + count, amount: subtractMoney(known.amount, moneyOut) })
  }
  return [...codes.values()].sort((one, other) => other.count - one.count)
}

const countOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0)

function createCardNames(db: Database, profileId: string) {
  return {
    uids: (): Map<string, string> =>
      new Map(
        db
          .all<{ cardId: string; uid: string }>(
            'select cast(card_id as text) as cardId, uid from cards where profile_id = $profileId and uid is not null',
            { profileId },
          )
          .map(({ cardId, uid }) => [cardId, uid]),
      ),
    named: (row: InsightSum): InsightCard => ({
      ...row,
      maskedPan: null,
      product: null,
      ...db.get<{ maskedPan: string | null; product: string | null }>(
        `select masked_pan as maskedPan, title as product from cards left join products using (profile_id, product_id)
         where profile_id = $profileId and card_id = $cardId`,
        { profileId, cardId: Number(row.key) },
      ),
    }),
  }
}

const none: Insight = {
  currencies: [],
  currency: null,
  payments: 0,
  spent: '0',
  refunded: '0',
  fees: '0',
  toppedUp: '0',
  other: '0',
  declined: { count: 0, amount: '0' },
  series: { unit: 'day', points: [] },
  merchants: { rows: [], others: null },
  cards: { rows: [], others: null },
  users: { rows: [], others: null },
  types: [],
  declines: [],
}

export interface InsightPorts {
  db: Database
  /** Lets others have a turn between two questions. */
  breathe: () => Promise<void>
}

export function createInsightBook({ db, breathe }: InsightPorts): InsightBook {
  /** Merchants, cards and users by what was spent. */
  async function rankings(
    asked: { profileId: string; period: Period; currency: string },
    spend: { count: number; amount: string },
  ): Promise<Pick<Insight, 'merchants' | 'cards' | 'users'>> {
    const names = createCardNames(db, asked.profileId)
    const spending = { ...asked, types: typesOf('spend') }
    const merchants = spentBy(db, byMerchant, { ...spending, isRanked: true })
    await breathe()
    const cards = spentBy(db, byCard, spending)
    const uidOf = names.uids()
    const byCards = ranking(cards, spend)
    return {
      merchants: ranking(merchants, spend),
      cards: { ...byCards, rows: byCards.rows.map(names.named) },
      users: ranking(
        merged(cards, ({ key }) => uidOf.get(key) ?? ''),
        spend,
      ),
    }
  }

  return {
    async read(profileId, { currency: wanted, ...period }) {
      requirePeriod(period)
      const asked = { profileId, period }
      const all = groupsOf(db, byType, asked)
      const currencies = currenciesOf(all)
      const currency = wanted !== undefined && currencies.includes(wanted) ? wanted : currencies[0]
      if (currency === undefined) return none
      const own = all.filter((group) => group.currency === currency)
      const types = typesIn(own)
      const sums = movementSums(own)
      const spend = {
        count: countOf(types.filter(({ movement }) => movement === 'spend')),
        amount: subtractMoney('0', sums.spend),
      }
      await breathe()
      const declines = declinesIn(groupsOf(db, byCode, asked).filter((group) => group.currency === currency))
      await breathe()
      return {
        currencies,
        currency,
        payments: spend.count,
        spent: spend.amount,
        refunded: sums.refund,
        fees: sums.fee,
        toppedUp: sums.topup,
        other: sums.other,
        declined: { count: countOf(declines), amount: addMoney('0', ...declines.map(({ amount }) => amount)) },
        series: seriesOf(db, { ...asked, currency }),
        ...(await rankings({ ...asked, currency }, spend)),
        types,
        declines,
      }
    },
  }
}
