import type { NotifyCheck, NotifyRow } from '../../shared/bridge.ts'

/** A notify as its table has it. */
export interface StoredNotify extends Omit<NotifyRow, 'data' | 'authentic' | 'conflict' | 'check' | 'isKept'> {
  data: string
  conflict: number
  checkState: NotifyCheck['state'] | null
  checkWhy: NotifyCheck['why'] | null
  checkedAt: number | null
  checkFacts: string | null
  isKept: number
}

/** What of an answer is kept as one piece of JSON. */
export type CheckFacts = Omit<NotifyCheck, 'state' | 'why' | 'at'>

export const notifyColumns = `seq, unique_no as uniqueNo, type, received_at as receivedAt, card_id as userBankcardId, uid,
  data, repeats, conflict, check_state as checkState, check_why as checkWhy, checked_at as checkedAt,
  check_facts as checkFacts, sealed is not null as isKept`

function checkOf({ checkState, checkWhy, checkedAt, checkFacts }: StoredNotify): NotifyCheck | null {
  if (checkState === null || checkWhy === null || checkedAt === null || checkFacts === null) return null
  return { state: checkState, why: checkWhy, at: checkedAt, ...(JSON.parse(checkFacts) as CheckFacts) }
}

export function showNotify(stored: StoredNotify): NotifyRow {
  const {
    data,
    conflict,
    isKept,
    checkState: _state,
    checkWhy: _why,
    checkedAt: _at,
    checkFacts: _facts,
    ...row
  } = stored
  return {
    ...row,
    data: JSON.parse(data) as Record<string, unknown>,
    authentic: false,
    ...(conflict === 1 && { conflict: true as const }),
    check: checkOf(stored),
    isKept: isKept === 1,
  }
}
