import type { Nothing, Page } from './common.ts'
import type { JournalRow } from './money.ts'
import type { NotifyRow } from './notifies.ts'

export interface CardRow {
  userBankcardId: number
  /** Null: nobody here knows the card's user; it came by a notify. */
  uid: string | null
  product: string | null
  nature: string | null
  network: string | null
  status: string | null
  /** Such as `•••• 4128`. */
  maskedPan: string | null
  /** Decimal text as last asked, and when. */
  balance: string | null
  currency: string | null
  tag: string | null
  /** When it was frozen by our own last call, which no status shows; null when it was not, or was enabled since. */
  frozenAt: number | null
  updatedAt: number
}

export interface CardDetail extends CardRow {
  rechargeFee: string | null
  monthFee: string | null
  expiryDate: string | null
  journal: JournalRow[]
  notifies: NotifyRow[]
}

/** A card product that was seen in the vendor's list. */
export interface KnownProduct {
  productId: number
  title: string | null
  nature: string | null
  network: string | null
}

export interface CardFilter {
  cursor?: string
  search?: string
  status?: string
  product?: number
  uid?: string
}

export interface CardCommands {
  'card.add': { input: { uid: string; userBankcardId: number }; output: CardRow }
  'card.refresh': { input: { userBankcardId: number }; output: CardRow }
  /** The full number, for `hideAfterMs` at most; nothing of it is stored. */
  'card.reveal': {
    input: { userBankcardId: number }
    output: { cardNo: string; cardCvv: string | null; expiryDate: string | null; hideAfterMs: number }
  }
}

export interface CardViews {
  cards: { params: CardFilter; output: Page<CardRow> }
  products: { params: Nothing; output: KnownProduct[] }
  card: { params: { userBankcardId: number }; output: CardDetail | null }
}

export interface CardEvents {
  'cards.changed': { userBankcardId: number }
}
