import type { BridgeError, Nothing, Page } from './common.ts'
import type { Saved } from './files.ts'

/** What is looked for; members that are absent let everything through. Upper and lower case are alike. */
export interface TransactionFilter {
  /** Milliseconds since 1970: from, included, until, excluded. */
  from?: number
  until?: number
  type?: string
  status?: string
  /** Local currency, which the card is in. */
  currency?: string
  card?: number
  uid?: string
  /** The whole name of a merchant. */
  merchant?: string
  /** Beginnings of words, or any part of Chinese ones, of the merchant or the answer; or a record number. */
  search?: string
}

/** A transaction as this computer keeps it. */
export interface TransactionRow {
  id: string
  userBankcardId: number
  uid: string | null
  /** Such as `•••• 4128`; null for a card that is not in the directory or has no number yet. */
  maskedPan: string | null
  recordNo: string
  occurredAt: number
  /** Signed decimal text as listed, in the card's currency; what left the card is negative. */
  amount: string | null
  currency: string | null
  /** What the merchant charged. */
  foreignAmount: string | null
  foreignCurrency: string | null
  status: string | null
  type: string | null
  authType: string | null
  merchant: string | null
  respCode: string | null
  respText: string | null
  /** On a fee: the record number of the transaction it belongs to, where a notify told it. */
  receiptNo: string | null
}

/** A transaction of a list, with the fees that belong to it; those are not in the list themselves. */
export interface ListedTransaction extends TransactionRow {
  fees: TransactionRow[]
}

export interface TransactionDetail extends ListedTransaction {
  /** On a fee: the transaction it belongs to. */
  of: TransactionRow | null
  /** When this computer saw it first, and when it changed last. */
  seenAt: number
  changedAt: number
}

/** Exact sums of a currency; amounts are decimal text. */
export interface CurrencySum {
  /** Empty where the vendor named none. */
  currency: string
  /** Transactions that moved money, what they brought, took, and both together. */
  rows: number
  moneyIn: string
  moneyOut: string
  net: string
  /** Declined and cancelled ones, which moved nothing and are in no sum. */
  stillRows: number
}

export interface TransactionSums {
  rows: number
  currencies: CurrencySum[]
}

/** What there is to choose from among the transactions kept here. */
export interface TransactionChoices {
  types: string[]
  statuses: string[]
  currencies: string[]
}

/** A card whose transactions could not be read. */
export interface SyncFailure {
  userBankcardId: number
  maskedPan: string | null
  failedAt: number
  error: Pick<BridgeError, 'code' | 'message'>
}

/** How far the local copy goes. */
export interface SyncState {
  /** Cards whose user is known, and those of them that were read at least once. */
  cards: number
  read: number
  failures: SyncFailure[]
  /** How many failed, be there more than are named. */
  failed: number
  /** When the card that was read longest ago was read; null before all were. */
  completeAt: number | null
  /** The task that reads now. */
  taskId: string | null
}

export type ExportFormat = 'csv' | 'xlsx' | 'json'

export interface TransactionCommands {
  /** Reads what is new of all cards, or goes on where it stopped. */
  'transactions.sync': { input: Nothing; output: { taskId: string } }
  /** Reads what is new of one card, and waits for it. */
  'transactions.readCard': { input: { userBankcardId: number }; output: null }
  /** Writes what a filter finds; `bom`: a CSV begins with the mark that tells Excel it is UTF-8. */
  'transactions.export': { input: TransactionFilter & { format: ExportFormat; bom?: boolean }; output: Saved }
}

export interface TransactionViews {
  /** Newest first. */
  transactions: { params: TransactionFilter & { cursor?: string }; output: Page<ListedTransaction> }
  transaction: { params: { id: string }; output: TransactionDetail | null }
  /** Null: the same asker, such as a list of one window, asked for others meanwhile. */
  transactionSums: { params: TransactionFilter & { asker?: string }; output: TransactionSums | null }
  transactionChoices: { params: Nothing; output: TransactionChoices }
  transactionSync: { params: Nothing; output: SyncState }
}

export interface TransactionEvents {
  /** Some were added or changed. */
  'transactions.changed': { userBankcardId: number }
}
