import type { CardRow } from './cards.ts'
import type { BridgeError, Nothing } from './common.ts'
import type { JournalRow } from './money.ts'
import type { NotifyRow } from './notifies.ts'

export type Assets =
  | { state: 'known'; availableAmount: string; frozenAmount: string; currency: string }
  | { state: 'failed'; error: BridgeError }

export interface Home {
  assets: Assets
  open: JournalRow[]
  rejected: CardRow[]
  unassigned: CardRow[]
  refusedNotifies: number
  cardsByStatus: { status: string; count: number }[]
  latest: NotifyRow[]
}

export interface HomeViews {
  home: { params: Nothing; output: Home }
}
