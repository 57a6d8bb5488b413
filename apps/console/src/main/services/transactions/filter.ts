import type { TransactionFilter } from '../../../shared/bridge.ts'
import type { Params } from '../database.ts'
import { matchOf } from './words.ts'

/** Bits of an id below its millisecond. */
const placeBits = 20n
/** Latest time an id has room for, in milliseconds: the year 2200. */
export const maxOccurredAt = 7_258_118_400_000
const lowest = -(2n ** 63n)
const highest = 2n ** 63n - 1n

/** The first id of a millisecond: ids are in order of time. */
export const firstIdAt = (at: number): bigint => BigInt(Math.min(Math.max(0, at), maxOccurredAt)) << placeBits

/** Rows of a filter as the `from` and `where` of a query over `t`, and what they are given. */
export interface Selection {
  from: string
  where: string
  order: string
  params: Params
}

export interface Span {
  /** Smallest id, included, and the id to end before. */
  from?: bigint | undefined
  before?: bigint | undefined
}

const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right)
const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right)

const sameText = (name: string): string => `lower(t.${name}) = lower($${name})`
const columnTests = {
  card: 't.card_id = $card',
  uid: sameText('uid'),
  type: sameText('type'),
  status: sameText('status'),
  currency: sameText('currency'),
  merchant: sameText('merchant'),
  search: 'true',
} as const satisfies Record<keyof Omit<TransactionFilter, 'from' | 'until'>, string>

/**
 * Selects by time alone, or by a card, whose transactions are few enough to look at; by the index of words where the
 * filter has anything else. All stream newest first.
 * `cross join` keeps the index the outer one.
 */
export function select(profileId: string, filter: TransactionFilter, span: Span = {}): Selection {
  const { from, until, ...matched } = filter
  const asked = Object.entries(matched).filter(([, value]) => value !== undefined && value !== '')
  const params: Params = {
    profileId,
    from: larger(from === undefined ? lowest : firstIdAt(from), span.from ?? lowest),
    before: smaller(until === undefined ? highest : firstIdAt(until), span.before ?? highest),
  }
  if (asked.length === 0 || (matched.card !== undefined && !matched.search)) {
    const columns = asked.map(([name]) => `and ${columnTests[name as keyof typeof columnTests]}`)
    return {
      // Named, as the planner knows nothing of how many there are of a card.
      from: `transactions t indexed by transactions_by_${asked.length === 0 ? 'time' : 'card'}`,
      where: ['t.profile_id = $profileId and t.id >= $from and t.id < $before', ...columns].join(' '),
      order: 't.id desc',
      params: { ...params, ...Object.fromEntries(asked) },
    }
  }
  return {
    from: 'transaction_words w cross join transactions t on t.id = w.rowid',
    where: `w.transaction_words match $match and w.rowid >= $from and w.rowid < $before
      and t.profile_id = $profileId`,
    order: 'w.rowid desc',
    params: { ...params, match: matchOf(profileId, matched) },
  }
}
