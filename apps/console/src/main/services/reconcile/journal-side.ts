import { endpointKeys, endpointOf } from '@asinx-pay/core'
import type { JournalRow, Period } from '../../../shared/bridge.ts'
import { previewRecharge } from '../../../shared/costs.ts'
import type { Database } from '../database.ts'
import type { CardKey } from '../card-asker.ts'
import { clockSlackMs, lateMs } from './match.ts'
import type { JournalSide } from './sides.ts'

/** Most calls of the journal that one run compares. */
export const maxCalls = 2000
/** Most cards whose records one run reads. */
export const maxCards = 500

/** A call with what names its card to the API. */
export type JournalCall = Omit<JournalSide, 'order'> & { uid: string }

const spending = endpointKeys.filter((key) => endpointOf(key).spends !== undefined)

const callsSql = `
  select intent_id as intentId, state, sent_at as sentAt, settled_at as settledAt, card_id as userBankcardId,
    json_extract(reference, '$.amount') as amount, json_extract(reference, '$.requestOrderId') as requestOrderId,
    json_extract(reference, '$.uid') as uid, recharge_fee as rate
  from journal left join cards using (profile_id, card_id)
  where profile_id = $profileId and spends = 1 and sent_at >= $from and sent_at < $to
    and endpoint in (select value from json_each($endpoints)) and card_id is not null
  order by sent_at desc limit $limit`

interface Stored {
  intentId: string
  state: JournalRow['state']
  sentAt: number
  settledAt: number | null
  userBankcardId: number
  amount: string
  requestOrderId: string | null
  uid: string
  rate: string | null
}

/** The journal's recharges of a period and of the time around it in which their records may be dated. */
export function readCalls(
  db: Database,
  profileId: string,
  { from, to }: Period,
): { calls: JournalCall[]; isCut: boolean } {
  const rows = db.all<Stored>(callsSql, {
    profileId,
    from: from - lateMs,
    to: to + clockSlackMs,
    endpoints: JSON.stringify(spending),
    limit: maxCalls + 1,
  })
  const calls = rows.slice(0, maxCalls).map(({ rate, ...call }): JournalCall => ({
    ...call,
    expected: previewRecharge(call.amount, { balance: null, rate }).receives,
  }))
  return { calls, isCut: rows.length > maxCalls }
}

/** Cards to read: first those of the calls, then the others that are known with their user. */
export function cardsToRead(
  db: Database,
  profileId: string,
  calls: readonly JournalCall[],
): { cards: CardKey[]; left: number } {
  const known = db.all<{ userBankcardId: number; uid: string }>(
    'select card_id as userBankcardId, uid from cards where profile_id = $profileId and uid is not null order by updated_at desc',
    { profileId },
  )
  const cards = new Map<number, CardKey>()
  for (const { userBankcardId, uid } of [...calls, ...known]) cards.set(userBankcardId, { userBankcardId, uid })
  return { cards: [...cards.values()].slice(0, maxCards), left: Math.max(0, cards.size - maxCards) }
}
