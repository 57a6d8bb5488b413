/**
 * The one contract between the renderer and the main process: four verbs, every name in a closed list.
 * Nothing else crosses. Failures cross as values, so that no host's error cloning decides what arrives.
 * @module
 */
import type { EndpointKey, Endpoints, Input, Problem, Reference, UnknownReason } from '@asinx-pay/core'
import type { Answer } from '@asinx-pay/core/client'

export interface BridgeError {
  /** A code of the core, or one of the console's own. */
  code: string
  message: string
  advice: string
  problems: readonly Problem[]
  vendorCode?: number
  vendorMessage?: string
}

export type Crossing<T> = { ok: true; value: T } | { ok: false; error: BridgeError }

export type Environment = 'sandbox' | 'test' | 'live'
export type Locale = 'en' | 'zh'
export type Theme = 'light' | 'dark' | 'system'

/** A merchant and environment as the renderer may know it: never the secret. */
export interface ProfileSummary {
  id: string
  name: string
  environment: Environment
  baseUrl: string
  appId: string
  /** Whether the secret can be read now. `unreadable`: the keychain is locked, or the secret is gone. */
  secret: 'keychain' | 'memory' | 'unreadable'
}

export interface VaultState {
  kind: 'keychain' | 'memory'
  /** Why secrets are kept in memory only, where they are. */
  reason?: string
}

export interface Session {
  profiles: ProfileSummary[]
  activeProfileId: string | null
  vault: VaultState
  /** Address to give to the vendor or the sandbox as notify URL; null when the receiver could not start. */
  receiverUrl: string | null
  locale: Locale
  theme: Theme
  host: 'electron' | 'browser'
}

export interface UserRow {
  uid: string
  /** Masked email. */
  email: string | null
  createdAt: number
}

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

/** A `once` call in the journal, from intent to its settled end. */
export interface JournalRow {
  intentId: string
  endpoint: EndpointKey
  /** `intended`: written down, not known to have left. */
  state: 'intended' | 'done' | 'declined' | 'unknown'
  why: UnknownReason | null
  message: string | null
  sentAt: number
  settledAt: number | null
  reference: Reference
  /** For a call that spends: the card's balance read before it left, as evidence; null when it could not be read. */
  balanceBefore?: string | null
}

export interface NotifyRow {
  /** Local number, rising with arrival. */
  seq: number
  uniqueNo: string
  type: string
  receivedAt: number
  userBankcardId: number | null
  uid: string | null
  /** Redacted data as the row of its type describes it. */
  data: Record<string, unknown>
  /** How many more times the same content has come. */
  repeats: number
  authentic: false
  /** Its number came before with other content: an alarm. */
  conflict?: true
}

export interface CardDetail extends CardRow {
  rechargeFee: string | null
  monthFee: string | null
  expiryDate: string | null
  journal: JournalRow[]
  notifies: NotifyRow[]
}

export interface Page<Row> {
  rows: Row[]
  /** Pass it back for the next page; null on the last. */
  cursor: string | null
}

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

/** Jobs that are not a call of the API. */
export interface Commands {
  'profile.add': {
    input: { name: string; environment: Environment; baseUrl: string; appId: string; appSecret: string }
    output: { profileId: string }
  }
  'profile.test': { input: { profileId: string }; output: Assets }
  'profile.use': { input: { profileId: string }; output: null }
  'profile.remove': { input: { profileId: string }; output: null }
  'sandbox.explore': { input: Record<string, never>; output: { profileId: string } }
  'card.add': { input: { uid: string; userBankcardId: number }; output: CardRow }
  'card.refresh': { input: { userBankcardId: number }; output: CardRow }
  /** The full number, for `hideAfterMs` at most; nothing of it is stored. */
  'card.reveal': {
    input: { userBankcardId: number }
    output: { cardNo: string; cardCvv: string | null; expiryDate: string | null; hideAfterMs: number }
  }
  'outcome.settle': { input: { intentId: string }; output: JournalRow }
  'settings.set': { input: { locale?: Locale; theme?: Theme }; output: null }
}

/** Local pages, read from the cache. */
export interface Views {
  session: { params: Record<string, never>; output: Session }
  home: { params: Record<string, never>; output: Home }
  users: { params: { cursor?: string }; output: Page<UserRow> }
  cards: { params: { cursor?: string; search?: string; status?: string }; output: Page<CardRow> }
  card: { params: { userBankcardId: number }; output: CardDetail | null }
  journal: { params: { cursor?: string; state?: JournalRow['state'] }; output: Page<JournalRow> }
  notifies: { params: { cursor?: string; type?: string }; output: Page<NotifyRow> }
}

/** Small news, after which a view asks again. */
export interface Events {
  'session.changed': null
  'cards.changed': { userBankcardId: number }
  'users.changed': { uid: string }
  'journal.changed': { intentId: string }
  'notifies.changed': { seq: number }
}

export type CommandName = keyof Commands
export type ViewName = keyof Views
export type EventName = keyof Events

export interface Bridge {
  /** Calls an endpoint; `once` calls are journalled and limited. Secrets in the answer are redacted. */
  call<K extends EndpointKey>(endpoint: K, input: Input<Endpoints[K]>): Promise<Crossing<Answer<K>>>
  command<N extends CommandName>(name: N, input: Commands[N]['input']): Promise<Crossing<Commands[N]['output']>>
  query<V extends ViewName>(view: V, params: Views[V]['params']): Promise<Crossing<Views[V]['output']>>
  /** Returns the way to stop listening. */
  on<E extends EventName>(event: E, listener: (news: Events[E]) => void): () => void
}

export const commandNames = [
  'profile.add',
  'profile.test',
  'profile.use',
  'profile.remove',
  'sandbox.explore',
  'card.add',
  'card.refresh',
  'card.reveal',
  'outcome.settle',
  'settings.set',
] as const satisfies readonly CommandName[]
export const viewNames = [
  'session',
  'home',
  'users',
  'cards',
  'card',
  'journal',
  'notifies',
] as const satisfies readonly ViewName[]
export const eventNames = [
  'session.changed',
  'cards.changed',
  'users.changed',
  'journal.changed',
  'notifies.changed',
] as const satisfies readonly EventName[]
