import type { TransactionRow } from '../../../../shared/bridge.ts'

/** How a cell is read: a text stays a text, whatever it looks like. */
export type CellKind = 'text' | 'money' | 'time' | 'id'

export interface Column {
  title: string
  kind: CellKind
  /** Width in a spreadsheet, in characters. */
  width: number
  of: (row: TransactionRow) => string | number | null
}

/** What an export has of a transaction. Card numbers are masked: no full one is kept anywhere. */
export const columns: readonly Column[] = [
  { title: 'Time (UTC)', kind: 'time', width: 20, of: (row) => row.occurredAt },
  { title: 'Card', kind: 'id', width: 10, of: (row) => row.userBankcardId },
  { title: 'Card number', kind: 'text', width: 14, of: (row) => row.maskedPan },
  { title: 'User', kind: 'text', width: 18, of: (row) => row.uid },
  { title: 'Merchant', kind: 'text', width: 36, of: (row) => row.merchant },
  { title: 'Type', kind: 'text', width: 14, of: (row) => row.type },
  { title: 'Status', kind: 'text', width: 12, of: (row) => row.status },
  { title: 'Authorisation', kind: 'text', width: 14, of: (row) => row.authType },
  { title: 'Amount', kind: 'money', width: 16, of: (row) => row.amount },
  { title: 'Currency', kind: 'text', width: 9, of: (row) => row.currency },
  { title: 'Charged amount', kind: 'money', width: 16, of: (row) => row.foreignAmount },
  { title: 'Charged currency', kind: 'text', width: 9, of: (row) => row.foreignCurrency },
  { title: 'Response code', kind: 'text', width: 14, of: (row) => row.respCode },
  { title: 'Response', kind: 'text', width: 24, of: (row) => row.respText },
  { title: 'Record number', kind: 'text', width: 38, of: (row) => row.recordNo },
  { title: 'Fee of', kind: 'text', width: 38, of: (row) => row.receiptNo },
]

export const isoTime = (at: number): string => new Date(at).toISOString()
