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

const isCredit = ({ amount }: EvidenceRecord): boolean => amount !== null && compareMoney(amount, '0') > 0

/**
 * What the evidence points to. It never decides: a record of the right size may belong to a recharge made elsewhere,
 * and a balance that has not moved may move yet. Records are listed from a little before the send, as clocks differ.
 */
function hintOf(facts: Omit<Evidence, 'hint' | 'notifies'>, sentAt: number): EvidenceHint {
  const { balanceBefore, balanceNow, records, receipt } = facts
  if (records === null) return 'cannot_tell'
  const isKnown = balanceBefore !== null && balanceNow !== null
  const hasMoved = isKnown && compareMoney(balanceBefore, balanceNow) !== 0
  const fits = ({ amount }: EvidenceRecord): boolean => receipt !== null && compareMoney(amount ?? '0', receipt) === 0
  if (records.some((record) => isCredit(record) && fits(record)) && (hasMoved || !isKnown)) return 'points_to_done'
  const hasRecordSince = records.some(({ at }) => at === null || at >= sentAt)
  return isKnown && !hasMoved && !hasRecordSince ? 'points_to_not_done' : 'cannot_tell'
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
  return { ...facts, notifies, hint: spends ? hintOf(facts, entry.sentAt) : 'cannot_tell' }
}
