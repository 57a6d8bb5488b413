import type {
  ListedTransaction,
  Page,
  TransactionChoices,
  TransactionDetail,
  TransactionFilter,
  TransactionRow,
} from '../../../shared/bridge.ts'
import type { Database } from '../database.ts'
import { select } from './filter.ts'

/** Reads the local copy. */
export interface TransactionReader {
  /** Newest first. */
  page(profileId: string, filter: TransactionFilter & { cursor?: string }): Page<ListedTransaction>
  one(profileId: string, id: string): TransactionDetail | null
  choices(profileId: string): TransactionChoices
  /** Every row of a filter, newest first, read a piece at a time. */
  rows(profileId: string, filter: TransactionFilter): Generator<TransactionRow[], void, undefined>
}

/** Rows of a page, and of a piece when all are read. */
export const pageSize = 100
export const pieceSize = 1000
/** Most fees that are shown under a transaction. */
export const maxFees = 20

const columns = `cast(t.id as text) as id, t.card_id as userBankcardId, t.uid, c.masked_pan as maskedPan,
  t.record_no as recordNo, t.occurred_at as occurredAt, t.amount, t.currency, t.foreign_amount as foreignAmount,
  t.foreign_currency as foreignCurrency, t.status, t.type, t.auth_type as authType, t.merchant,
  t.resp_code as respCode, t.resp_text as respText, t.receipt_no as receiptNo`
const withCard = 'left join cards c on c.profile_id = t.profile_id and c.card_id = t.card_id'

/**
 * A fee stands under its transaction where that is in the list, too: a filter that can part the two, such as one by
 * type, shows it by itself.
 */
const notUnderAnother = `and (t.receipt_no is null or not exists (
  select 1 from transactions parent
  where parent.profile_id = t.profile_id and parent.card_id = t.card_id and parent.record_no = t.receipt_no
    and parent.id >= $from and parent.id < $end and parent.currency is t.currency))`

const folds = ({ type, status, merchant, search }: TransactionFilter): boolean =>
  [type, status, merchant, search].every((member) => member === undefined || member === '')

export function createTransactionReader(db: Database): TransactionReader {
  const feesOf = (profileId: string, { userBankcardId, recordNo }: TransactionRow): TransactionRow[] =>
    db.all<TransactionRow>(
      `select ${columns} from transactions t ${withCard}
       where t.profile_id = $profileId and t.receipt_no = $recordNo and t.card_id = $userBankcardId
       order by +t.id limit $limit`, // "+": by its receipt, never by reading all of the card in order
      { profileId, userBankcardId, recordNo, limit: maxFees },
    )

  function read(profileId: string, filter: TransactionFilter, { cursor, limit }: { cursor?: string; limit: number }) {
    const isFolded = folds(filter)
    const { from, where, order, params } = select(profileId, filter, cursor ? { before: BigInt(cursor) } : {})
    const { before: end } = select(profileId, filter).params
    return db.all<TransactionRow>(
      `select ${columns} from ${from} ${withCard} where ${where} ${isFolded ? notUnderAnother : ''}
       order by ${order} limit $limit`,
      { ...params, limit, ...(isFolded && { end: end ?? null }) },
    )
  }

  return {
    page(profileId, { cursor, ...filter }) {
      const found = read(profileId, filter, { ...(cursor && { cursor }), limit: pageSize + 1 })
      const rows = found.slice(0, pageSize)
      const isFolded = folds(filter)
      return {
        rows: rows.map((row) => ({ ...row, fees: isFolded ? feesOf(profileId, row) : [] })),
        cursor: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null,
      }
    },
    one(profileId, id) {
      const found = db.get<Omit<TransactionDetail, 'of' | 'fees'>>(
        `select ${columns}, t.seen_at as seenAt, t.changed_at as changedAt from transactions t ${withCard}
         where t.id = $id and t.profile_id = $profileId`,
        { profileId, id: BigInt(id) },
      )
      if (!found) return null
      const of = db.get<TransactionRow>(
        `select ${columns} from transactions t ${withCard}
         where t.profile_id = $profileId and t.card_id = $card and t.record_no = $receiptNo`,
        { profileId, card: found.userBankcardId, receiptNo: found.receiptNo },
      )
      return { ...found, fees: feesOf(profileId, found), of: of ?? null }
    },
    choices(profileId) {
      const of = (column: 'type' | 'status' | 'currency'): string[] =>
        db
          .all<{ value: string }>(
            `select min(${column}) as value from transaction_days
             where profile_id = $profileId and ${column} <> '' and rows > 0 group by lower(${column}) order by 1`,
            { profileId },
          )
          .map(({ value }) => value)
      return { types: of('type'), statuses: of('status'), currencies: of('currency') }
    },
    *rows(profileId, filter) {
      for (let before: bigint | undefined; ;) {
        const { from, where, order, params } = select(profileId, filter, { before })
        const piece = db.all<TransactionRow>(
          `select ${columns} from ${from} ${withCard} where ${where} order by ${order} limit $limit`,
          { ...params, limit: pieceSize },
        )
        if (piece.length > 0) yield piece
        const last = piece.at(-1)
        if (piece.length < pieceSize || !last) return
        before = BigInt(last.id)
      }
    },
  }
}
