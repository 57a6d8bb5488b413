import type { CardRow } from './cards.ts'
import type { JournalRow } from './money.ts'
import type { NotifyRow } from './notifies.ts'
import type { TransactionRow } from './transactions.ts'
import type { UserRow } from './users.ts'

/** What fits a search, a few of each kind, newest first. */
export interface Found {
  cards: CardRow[]
  users: UserRow[]
  journal: JournalRow[]
  notifies: NotifyRow[]
  transactions: TransactionRow[]
}

export interface PaletteViews {
  palette: { params: { search: string }; output: Found }
}
