import type { TransactionRow } from '../schema.ts'
import { isDone, statusWords } from '../transaction-kinds.ts'
import { deed, deeds } from './forms.ts'
import { code, listing, mark, amountText, time, type Html } from './parts.ts'
import type { Visit } from './visit.ts'

interface Transactions {
  id: number
  read: (page: { before: number; limit: number }) => (TransactionRow & { row: number })[]
}

/** A purchase that stands can be given back; one that is held can be posted or voided. */
function endings(visit: Visit, id: number, row: TransactionRow): Html | '' {
  const about = row.recordNo
  const to = `/transactions/${encodeURIComponent(row.recordNo)}`
  if (row.transStatus === statusWords.PHYSICAL.held)
    return deeds(
      deed(visit, { to: `${to}/post`, label: 'Post', about }),
      deed(visit, { to: `${to}/void`, label: 'Void', about, danger: true }),
    )
  if (row.authType !== 'PURCHASE' || !isDone(row)) return ''
  const values = { kind: 'refund', original: row.recordNo, merchant: row.merchantName }
  return deed(visit, { to: `/cards/${id}/transactions`, label: 'Refund', about, values })
}

export const cardTransactions = (visit: Visit, { id, read }: Transactions): Html =>
  listing(visit, {
    title: 'transactions',
    by: 'transactions',
    read,
    empty: 'Nothing has happened on this card.',
    columns: [
      { title: 'When', cell: ({ occurTime }) => time(occurTime) },
      { title: 'Type', cell: ({ transType }) => transType },
      { title: 'Merchant', cell: ({ merchantName }) => merchantName },
      { title: 'Amount', cell: ({ localCurrencyAmt }) => amountText(localCurrencyAmt), kind: 'n' },
      {
        title: 'Charged',
        cell: ({ transCurrency, transCurrencyAmt }) => `${transCurrencyAmt} ${transCurrency}`,
        kind: 'n',
      },
      { title: 'Status', cell: ({ transStatus }) => mark(transStatus) },
      { title: 'Answer', cell: ({ respCode, respCodeDesc }) => `${respCode} ${respCodeDesc}`, kind: 'wide' },
      { title: 'Do', cell: (row) => endings(visit, id, row) },
      { title: 'Record', cell: ({ recordNo }) => code(recordNo) },
    ],
  })
