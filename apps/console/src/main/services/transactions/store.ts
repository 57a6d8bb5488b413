import type { Endpoints, Result } from '@asinx-pay/core'
import type { Clock } from '../../ports.ts'
import type { Database, Params } from '../database.ts'
import type { EventHub } from '../events.ts'
import { microOf } from './amounts.ts'
import { firstIdAt, maxOccurredAt } from './filter.ts'
import { wordsOf } from './words.ts'

/** A transaction as the API lists it. */
export type VendorTransaction = Result<Endpoints['bankcard.transactions']>[number]

/** Whose transactions they are. */
export interface Owner {
  profileId: string
  cardId: number
  uid: string
}

export interface TransactionStore {
  /** Adds what is new and takes over what changed, all of it or nothing. Returns how many were added or changed. */
  put(owner: Owner, rows: readonly VendorTransaction[]): number
  /** Notes which transaction a fee belongs to, as a notify told. */
  setReceipt(owner: Pick<Owner, 'profileId' | 'cardId'>, fee: { recordNo: string; receiptNo: string }): void
}

/** Columns that come from the vendor; one that changed makes a new row. */
const told = [
  'uid',
  'record_id',
  'occurred_at',
  'currency',
  'amount',
  'foreign_currency',
  'foreign_amount',
  'status',
  'type',
  'auth_type',
  'merchant',
  'resp_code',
  'resp_text',
] as const
type Told = Record<(typeof told)[number], string | number | null>
type Kept = Told & { id: string; seen_at: number; receipt_no: string | null }

const inserted = [
  'id',
  'profile_id',
  'card_id',
  'record_no',
  ...told,
  'amount_micro',
  'receipt_no',
  'seen_at',
  'changed_at',
]
const insertSql = `insert into transactions (${inserted.join(', ')})
  values (${inserted.map((name) => `$${name}`).join(', ')})`

/** Blanks that pad names for terminals are not kept. */
const trimmed = (text: string | undefined): string | null => text?.replace(/\s+/g, ' ').trim() || null

function columnsOf(row: VendorTransaction, uid: string, otherwise: number): Told {
  const { occurTime } = row
  return {
    uid,
    record_id: row.id ?? null,
    occurred_at: occurTime === undefined || occurTime > maxOccurredAt ? otherwise : occurTime,
    currency: row.localCurrency ?? null,
    amount: row.localCurrencyAmt ?? null,
    foreign_currency: row.transCurrency ?? null,
    foreign_amount: row.transCurrencyAmt ?? null,
    status: row.transStatus ?? null,
    type: row.transType ?? null,
    auth_type: row.authType || null,
    merchant: trimmed(row.merchantName),
    resp_code: row.respCode ?? null,
    resp_text: trimmed(row.respCodeDesc),
  }
}

const text = (value: string | number | null): string | null => (typeof value === 'string' ? value : null)

export function createTransactionStore(ports: { db: Database; events: EventHub; now: Clock }): TransactionStore {
  const { db, events, now } = ports

  /** The next free number within a millisecond. */
  function freeId(at: number): string {
    const taken = db.get<{ id: string | null }>(
      'select cast(max(id) as text) as id from transactions where id >= $first and id < $end',
      { first: firstIdAt(at), end: firstIdAt(at + 1) },
    )
    return (taken?.id ? BigInt(taken.id) + 1n : firstIdAt(at)).toString()
  }

  function insert(owner: Owner, recordNo: string, columns: Told & Params): void {
    const { profileId, cardId, uid } = owner
    db.run(insertSql, { ...columns, profile_id: profileId, card_id: cardId, record_no: recordNo, changed_at: now() })
    const { type, status, currency, merchant, resp_text: answer } = columns
    const facets = {
      profileId,
      cardId,
      uid,
      recordNo,
      type: text(type),
      status: text(status),
      currency: text(currency),
    }
    db.run('insert into transaction_words (rowid, words) values ($id, $words)', {
      id: columns.id ?? null,
      words: wordsOf({ ...facets, merchant: text(merchant) }, [text(merchant), text(answer)]),
    })
  }

  function putOne(owner: Owner, row: VendorTransaction): boolean {
    const key = { profileId: owner.profileId, cardId: owner.cardId, recordNo: row.recordNo }
    const kept = db.get<Kept>(
      `select cast(id as text) as id, seen_at, receipt_no, ${told.join(', ')} from transactions
       where profile_id = $profileId and card_id = $cardId and record_no = $recordNo`,
      key,
    )
    const columns = columnsOf(row, owner.uid, Number(kept?.occurred_at ?? now()))
    if (kept && told.every((name) => kept[name] === columns[name])) return false
    if (kept) db.run('delete from transactions where id = $id', { id: BigInt(kept.id) })
    const at = Number(columns.occurred_at)
    const id = kept && kept.occurred_at === at ? kept.id : freeId(at)
    insert(owner, row.recordNo, {
      ...columns,
      id: BigInt(id),
      amount_micro: text(columns.amount) === null ? null : microOf(String(columns.amount)),
      receipt_no: kept?.receipt_no ?? receiptOf(row),
      seen_at: kept?.seen_at ?? now(),
    })
    return true
  }

  return {
    put(owner, rows) {
      const changed = db.transaction(() => rows.filter((row) => putOne(owner, row)).length)
      if (changed > 0) events.emit('transactions.changed', { userBankcardId: owner.cardId })
      return changed
    },
    setReceipt({ profileId, cardId }, { recordNo, receiptNo }) {
      db.run(
        `update transactions set receipt_no = $receiptNo
         where profile_id = $profileId and card_id = $cardId and record_no = $recordNo and receipt_no is null`,
        { profileId, cardId, recordNo, receiptNo },
      )
    },
  }
}

/** The list is not published to have it, and may. */
function receiptOf(row: VendorTransaction): string | null {
  const { receiptNo } = row as { receiptNo?: unknown }
  return typeof receiptNo === 'string' && receiptNo !== '' ? receiptNo : null
}
