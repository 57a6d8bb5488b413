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

/**
 * Selects by the index of words where the filter has more than a time, else by time alone; both stream newest first.
 * `cross join` keeps the index the outer one.
 */
export function select(profileId: string, filter: TransactionFilter, span: Span = {}): Selection {
  const { from, until, ...matched } = filter
  const params: Params = {
    profileId,
    from: larger(from === undefined ? lowest : firstIdAt(from), span.from ?? lowest),
    before: smaller(until === undefined ? highest : firstIdAt(until), span.before ?? highest),
  }
  if (!Object.values(matched).some((value) => value !== undefined && value !== ''))
    return {
      from: 'transactions t',
      where: 't.profile_id = $profileId and t.id >= $from and t.id < $before',
      order: 't.id desc',
      params,
    }
  return {
    from: 'transaction_words w cross join transactions t on t.id = w.rowid',
    where: `w.transaction_words match $match and w.rowid >= $from and w.rowid < $before
      and t.profile_id = $profileId`,
    order: 'w.rowid desc',
    params: { ...params, match: matchOf(profileId, matched) },
  }
}
