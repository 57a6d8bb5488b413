import { compareMoney, type orderStatuses } from '@asinx-pay/core'
import type { Difference, Period, ReconcileRow, ReconcileState } from '../../../shared/bridge.ts'
import type { JournalSide, RecordSide } from './sides.ts'

/** Clocks of both sides differ a little: a record this much older than its call still counts, in milliseconds. */
export const clockSlackMs = 60_000
/** How long after a call was settled its record may still be dated, in milliseconds. */
export const lateMs = 86_400_000
/** How close to its call a record of another size must be to be taken for the same, in milliseconds. */
const closeMs = 600_000

const success = 'SUCCESS' satisfies keyof typeof orderStatuses
const failed = 'FAILED' satisfies keyof typeof orderStatuses

const same = (left: string, right: string): boolean => compareMoney(left, right) === 0

/** What the card receives of a call: the order's word before the rate's. */
const receiptOf = ({ order, expected }: JournalSide): string | null => order?.receiveAmount ?? expected

const endOf = ({ settledAt }: JournalSide): number => (settledAt === null ? Infinity : settledAt + lateMs)

const isInTime = (entry: JournalSide, record: RecordSide): boolean =>
  record.at >= entry.sentAt - clockSlackMs && record.at <= endOf(entry)

/** Where nothing tells what the card receives, anything up to what was sent may be it. */
function fits(entry: JournalSide, record: RecordSide): boolean {
  const receipt = receiptOf(entry)
  return receipt === null ? compareMoney(record.amount, entry.amount) <= 0 : same(record.amount, receipt)
}

const isClose: Fit = ({ settledAt, sentAt }, { at }) => at <= (settledAt ?? sentAt) + closeMs

type Fit = (entry: JournalSide, record: RecordSide) => boolean

/**
 * Gives records, oldest first, to the call that fits and whose time runs out first: no other choice matches more. A
 * record belongs to one call at most, and a call has one record at most.
 */
function claim(
  claims: Map<string, RecordSide>,
  sides: readonly [readonly JournalSide[], RecordSide[]],
  fit: Fit,
): void {
  const [entries, records] = sides
  const taken = new Set([...claims.values()].map(({ recordNo }) => recordNo))
  for (const record of records) {
    if (taken.has(record.recordNo)) continue
    const [best] = entries
      .filter((entry) => !claims.has(entry.intentId) && isInTime(entry, record) && fit(entry, record))
      .sort(
        (one, other) =>
          endOf(one) - endOf(other) || one.sentAt - other.sentAt || (one.intentId < other.intentId ? -1 : 1),
      )
    if (best) claims.set(best.intentId, record)
  }
}

/** Which record belongs to which call of one card. */
function claimsOf(entries: readonly JournalSide[], records: readonly RecordSide[]): Map<string, RecordSide> {
  const claims = new Map<string, RecordSide>()
  const oldestFirst = records.toSorted((one, other) => one.at - other.at || (one.recordNo < other.recordNo ? -1 : 1))
  const moved = entries.filter(({ state, order }) => state !== 'declined' && order?.status !== failed)
  claim(claims, [moved, oldestFirst], fits)
  // What was told to be done and has a record of another size close by: both are shown together, as differing.
  claim(claims, [moved.filter(({ state }) => state === 'done'), oldestFirst], isClose)
  claim(
    claims,
    [entries.filter(({ state, order }) => state === 'declined' && order?.status !== failed), oldestFirst],
    fits,
  )
  return claims
}

function differencesOf(entry: JournalSide, record: RecordSide | undefined): Difference[] {
  const { order, state } = entry
  const found: Difference[] = []
  if (order?.amount != null && !same(order.amount, entry.amount)) found.push('amount')
  const isDone = order?.status == null ? record !== undefined || state === 'done' : order.status === success
  if (isDone !== (state === 'done')) found.push('end')
  if (record && !fits(entry, record)) found.push('receipt')
  return found
}

function stateOf(entry: JournalSide, record: RecordSide | undefined, differs: readonly Difference[]): ReconcileState {
  if (entry.state === 'unknown' || entry.state === 'intended') return 'open'
  if (differs.length > 0) return 'differs'
  if (entry.state === 'declined') return 'no_effect'
  return record || entry.order?.status === success ? 'matched' : 'only_journal'
}

function rowOfEntry(entry: JournalSide, record: RecordSide | undefined): ReconcileRow {
  const isOpen = entry.state === 'unknown' || entry.state === 'intended'
  const differs = isOpen ? [] : differencesOf(entry, record)
  return {
    state: stateOf(entry, record, differs),
    differs,
    userBankcardId: entry.userBankcardId,
    at: entry.sentAt,
    intentId: entry.intentId,
    end: entry.state,
    sent: entry.amount,
    requestOrderId: entry.requestOrderId,
    orderStatus: entry.order?.status ?? null,
    orderAmount: entry.order?.amount ?? null,
    recordNo: record?.recordNo ?? null,
    received: record?.amount ?? entry.order?.receiveAmount ?? null,
    currency: record?.currency ?? null,
  }
}

const rowOfRecord = (record: RecordSide): ReconcileRow => ({
  state: 'only_vendor',
  differs: [],
  userBankcardId: record.userBankcardId,
  at: record.at,
  intentId: null,
  end: null,
  sent: null,
  requestOrderId: null,
  orderStatus: null,
  orderAmount: null,
  recordNo: record.recordNo,
  received: record.amount,
  currency: record.currency,
})

const isIn = ({ from, to }: Period, at: number): boolean => at >= from && at < to

function byCard<Side extends { userBankcardId: number }>(sides: readonly Side[]): Map<number, Side[]> {
  return Map.groupBy(sides, ({ userBankcardId }) => userBankcardId)
}

/**
 * Compares both sides of a period, newest first. Calls and records from around it may be given as well: they take what
 * belongs to them and are not shown. Every call of the period is in one row, and so is every record of it.
 */
export function reconcile(
  { entries, records }: { entries: readonly JournalSide[]; records: readonly RecordSide[] },
  period: Period,
): ReconcileRow[] {
  const entriesBy = byCard(entries)
  const recordsBy = byCard(records)
  const rows = [...new Set([...entriesBy.keys(), ...recordsBy.keys()])].flatMap((card) => {
    const ours = entriesBy.get(card) ?? []
    const theirs = recordsBy.get(card) ?? []
    const claims = claimsOf(ours, theirs)
    const taken = new Set([...claims.values()].map(({ recordNo }) => recordNo))
    return [
      ...ours
        .filter(({ sentAt }) => isIn(period, sentAt))
        .map((entry) => rowOfEntry(entry, claims.get(entry.intentId))),
      ...theirs.filter(({ recordNo, at }) => !taken.has(recordNo) && isIn(period, at)).map(rowOfRecord),
    ]
  })
  const idOf = ({ intentId, recordNo }: ReconcileRow): string => intentId ?? recordNo ?? ''
  return rows.sort((one, other) => other.at - one.at || (idOf(one) < idOf(other) ? -1 : 1))
}
