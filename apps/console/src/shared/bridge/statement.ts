import type { Movement } from '../movements.ts'
import type { Period } from './reconcile.ts'

/** All transactions of one movement; signed decimal text. */
export interface StatementLine {
  movement: Movement
  count: number
  amount: string
}

/** A transaction that moved money. */
export interface StatementEntry {
  id: string
  at: number
  userBankcardId: number
  recordNo: string
  merchant: string | null
  type: string | null
  movement: Movement
  /** Signed decimal text. */
  amount: string
}

/** What a card moved in the time, by movement. */
export interface StatementCard {
  userBankcardId: number
  maskedPan: string | null
  product: string | null
  lines: StatementLine[]
  amount: string
}

/** A statement in one currency. Opening, movements and closing add up exactly. */
export interface StatementSection {
  /** Empty where the vendor named none. */
  currency: string
  /** What was on the cards by all their transactions before; null where not all of them were read. */
  opening: string | null
  closing: string | null
  lines: StatementLine[]
  /** All lines together. */
  amount: string
  declined: number
  /** Of a card or user, oldest first. */
  entries: StatementEntry[]
  /** Of a user or the merchant, the most moved first. */
  cards: StatementCard[]
  /** There are more entries or cards than are listed; every sum has them all. */
  isCut: boolean
}

export interface Statement {
  period: Period
  madeAt: number
  subject:
    | { kind: 'merchant'; name: string; appId: string }
    | { kind: 'user'; uid: string; cards: number }
    | { kind: 'card'; userBankcardId: number; uid: string | null; maskedPan: string | null; product: string | null }
  sections: StatementSection[]
  /** Until when all cards of the statement were read, in milliseconds; null: one of them never was. */
  readUntil: number | null
}

export interface StatementViews {
  /** Null: there is no such card or user here. */
  statement: { params: Period & { userBankcardId?: number; uid?: string }; output: Statement | null }
}
