import type { BulkConfirm, BulkKind, BulkRate } from '../bulk.ts'
import type { Page } from './common.ts'
import type { Saved } from './files.ts'

/** `draft`: read and checked, nothing sent. `paused` goes on; `cancelled` and `finished` do not, yet unknown rows still settle. */
export type BulkRunState = 'draft' | 'running' | 'paused' | 'cancelled' | 'finished'

/** Why a run stands still. `ended`: the console did; `silent`: several calls in a row got no answer. */
export type BulkPause =
  'person' | 'locked' | 'ended' | 'offline' | 'silent' | 'limit' | 'balance' | 'readOnly' | 'secret' | 'trouble'

/** `failed`: nothing was sent for it. */
export type BulkRowState = 'bad' | 'waiting' | 'sending' | 'done' | 'declined' | 'unknown' | 'failed'

/** What is wrong with a row of a file. */
export type BulkWrong =
  | 'missing'
  | 'invalid'
  | 'columns'
  | 'twice'
  | 'unknownUser'
  | 'unknownCard'
  | 'unknownProduct'
  | 'unassigned'
  | 'otherUser'
  | 'closed'

export interface BulkProblem {
  /** Line of the file, counted from 1. */
  line: number
  /** Empty where it is about the row as a whole. */
  column: string
  wrong: BulkWrong
}

export type BulkValues = Record<string, string | number>

export interface BulkRun {
  run: number
  kind: BulkKind
  /** Name of the file, or of the run it follows from. */
  name: string
  state: BulkRunState
  /** Null unless it is paused. */
  why: BulkPause | null
  createdAt: number
  startedAt: number | null
  endedAt: number | null
  rate: BulkRate
  /** Decimal text in USD that was confirmed at the start; null before it, and where nothing is paid. */
  total: string | null
  /** Columns of the file that nothing was read from. */
  ignored: string[]
  counts: Record<BulkRowState, number>
}

export interface BulkRow {
  line: number
  state: BulkRowState
  /** What was read; of a bad row only the cells that are well-formed. */
  values: BulkValues
  problems: Omit<BulkProblem, 'line'>[]
  /** Code of the vendor's answer, or of the failure. */
  code: string | null
  message: string | null
  intentId: string | null
  requestOrderId: string | null
  /** What the call made: `uid`, `userBankcardId`, `tag`. */
  made: BulkValues
  endedAt: number | null
}

/** What a run will do before anything is sent. Amounts are decimal text in USD. */
export interface BulkPlan {
  run: number
  /** Calls that will be sent, each once. */
  calls: number
  cost: BulkCost | null
  /** What has to be put right first. */
  blocks: BulkBlock[]
  /** What a person should know. */
  warnings: BulkWarning[]
  /** What a person has to type; null: nothing. */
  confirm: BulkConfirm | null
}

export interface BulkCost {
  /** What leaves the merchant's account. */
  total: string
  /** What of it is kept as fee, where the rate is known. */
  fee: string
  /** What cards receive; null where the call moves nothing to a card. */
  receives: string | null
  available: string
  /** Available money after it. */
  after: string
  largestRecharge: string | null
  rechargePerDay: string | null
  spentToday: string
}

export type BulkBlock =
  | { kind: 'noRows' | 'readOnly' | 'balance' }
  /** Lines whose amount is above the largest recharge, and lines whose product is not offered now. */
  | { kind: 'largest' | 'notOffered'; lines: number[] }

export type BulkWarning =
  /** The run will pause at the day's limit. */
  | { kind: 'day' }
  /** Lines of cards whose fee rate nobody knows, and of cards whose last recharge is open: those are not sent. */
  | { kind: 'rateUnknown' | 'open'; lines: number[] }

export type BulkReading =
  | { state: 'read'; run: number }
  | { state: 'refused'; why: 'malformed'; line: number | null }
  | { state: 'refused'; why: 'empty' | 'tooManyRows' }
  /** Names of columns that are needed and absent, or there twice. */
  | { state: 'refused'; why: 'lacking' | 'doubled'; columns: string[] }

export interface BulkCommands {
  /** Reads and checks a CSV into a draft; nothing is sent. */
  'bulk.read': { input: { kind: BulkKind; name: string; text: string }; output: BulkReading }
  /** A draft of applications for the users that a run of registrations made. */
  'bulk.follow': { input: { run: number; bankcardId: number }; output: { run: number } }
  /** Asks what it will cost and whether it can be done; nothing is sent. */
  'bulk.plan': { input: { run: number }; output: BulkPlan }
  /** Begins a draft, or goes on with a paused run. A draft that pays needs its total, typed by a person. */
  'bulk.start': { input: { run: number; rate: BulkRate; typed?: string }; output: null }
  'bulk.pause': { input: { run: number }; output: null }
  /** Rows that were not sent are left; those that were end as they end. */
  'bulk.cancel': { input: { run: number }; output: null }
  /** Makes rows of a paused or finished run that had no effect (declined, not sent) a draft again. */
  'bulk.again': { input: { run: number }; output: null }
  /** Deletes a run of which nothing is under way or unknown. */
  'bulk.remove': { input: { run: number }; output: null }
  'bulk.export': { input: { run: number }; output: Saved }
  'bulk.template': { input: { kind: BulkKind }; output: Saved }
}

export interface BulkViews {
  bulkRuns: { params: { cursor?: string }; output: Page<BulkRun> }
  bulkRun: { params: { run: number }; output: BulkRun | null }
  bulkRows: { params: { run: number; cursor?: string; state?: BulkRowState }; output: Page<BulkRow> }
}

export interface BulkEvents {
  'bulk.changed': { run: number }
}
