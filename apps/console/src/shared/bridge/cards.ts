import type { Page } from './common.ts'
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
  updatedAt: number
}

export interface CardDetail extends CardRow {
  rechargeFee: string | null
  monthFee: string | null
  expiryDate: string | null
  journal: JournalRow[]
  notifies: NotifyRow[]
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
  cards: { params: { cursor?: string; search?: string; status?: string }; output: Page<CardRow> }
  card: { params: { userBankcardId: number }; output: CardDetail | null }
}

export interface CardEvents {
  'cards.changed': { userBankcardId: number }
}
