import { addMoney, compareMoney, endpointOf, multiplyMoney, roundMoney, subtractMoney } from '@asinx-pay/core'
import type { Evidence, EvidenceHint, EvidenceRecord, JournalRow, NotifyRow } from '../../shared/bridge.ts'

/** Places the vendor rounds card amounts to (assumed, half up). */
const places = 2

/** What was found out about a recharge whose end nobody told. */
export interface Findings {
  entry: JournalRow
  /** Fee rate of the card; null when it is not known. */
  rate: string | null
  balanceNow: string | null
  /** Records of the card since the call was sent; null when they could not be read. */
  records: EvidenceRecord[] | null
  /** Recharge notifies of the card since then. */
  notifies: NotifyRow[]
}

/** What the card should have received: the amount less the fee. */
const receiptOf = (amount: string, rate: string | null): string | null =>
  rate === null ? null : roundMoney(subtractMoney(amount, multiplyMoney(amount, rate)), places)

const isTopup = ({ amount }: EvidenceRecord): boolean => amount !== null && compareMoney(amount, '0') > 0

/**
 * What the evidence points to. It never decides: a record of the right size may belong to a recharge made elsewhere,
 * and a balance that has not moved may move yet.
 */
function hintOf({ balanceBefore, balanceNow, records, receipt }: Omit<Evidence, 'hint' | 'notifies'>): EvidenceHint {
  const fits = (record: EvidenceRecord): boolean =>
    receipt !== null && compareMoney(record.amount ?? '0', receipt) === 0
  if (records?.some((record) => isTopup(record) && fits(record))) return 'points_to_done'
  if (balanceBefore === null || balanceNow === null || records === null) return 'cannot_tell'
  const isUntouched = compareMoney(balanceBefore, balanceNow) === 0 && !records.some(isTopup)
  return isUntouched ? 'points_to_not_done' : 'cannot_tell'
}

/** Lays out what is known, for a person to judge by. */
export function weigh({ entry, rate, balanceNow, records, notifies }: Findings): Evidence {
  const { amount } = entry.reference
  const spends = endpointOf(entry.endpoint).spends !== undefined && amount !== undefined
  const receipt = spends ? receiptOf(amount, rate) : null
  const balanceBefore = entry.balanceBefore ?? null
  const facts = {
    balanceBefore,
    balanceNow,
    receipt,
    expected: balanceBefore === null || receipt === null ? null : addMoney(balanceBefore, receipt),
    records,
  }
  return { ...facts, notifies, hint: spends ? hintOf(facts) : 'cannot_tell' }
}
