import type { EndpointKey } from '@asinx-pay/core'
import type { CardRow } from './cards.ts'
import type { Page } from './common.ts'

/** A user as this console knows them; the API lists nobody. */
export interface UserRow {
  uid: string
  /** Masked email. */
  email: string | null
  createdAt: number
  /** The operators' own words. */
  note: string | null
  /** The vendor's word for the verification as last asked; its words are not published. */
  kycStatus: string | null
  kycAskedAt: number | null
  /** When identity data or a gateway link went out from here last, and by which call. */
  kycSentAt: number | null
  kycSentBy: EndpointKey | null
  holderSentAt: number | null
  cards: number
}

export interface UserDetail extends UserRow {
  cardRows: CardRow[]
}

/** What a file of users or cards held, before anything is done with it. */
export type ImportKind = 'users' | 'cards'

/** One thing that is wrong with a row. */
export interface BadRow {
  /** Line of the file, counted from 1. */
  line: number
  /** Empty where it is about the row as a whole. */
  column: string
  wrong: 'missing' | 'invalid' | 'twice' | 'columns'
}

export interface ImportRow {
  line: number
  values: { uid: string; email?: string; note?: string; userBankcardId?: number }
}

export interface ImportSheet {
  rows: ImportRow[]
  bad: BadRow[]
}

export interface UserCommands {
  /** Takes an existing user into the directory. */
  'user.add': { input: { uid: string; email?: string; note?: string }; output: null }
  /** Without a note: the one that is there goes. */
  'user.note': { input: { uid: string; note?: string }; output: null }
  /** Reads a CSV and takes nothing from it yet. */
  'import.read': { input: { kind: ImportKind; text: string }; output: ImportSheet }
}

export interface UserViews {
  users: { params: { cursor?: string; search?: string }; output: Page<UserRow> }
  user: { params: { uid: string }; output: UserDetail | null }
}

export interface UserEvents {
  'users.changed': { uid: string }
}
