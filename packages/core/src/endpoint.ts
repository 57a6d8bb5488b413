import type { Field, Fields, Source, Values } from './field.ts'

/**
 * What repeating a call does, which decides whether it may be retried.
 *
 * - `read`: nothing changes; repeat freely.
 * - `repeatable`: sets a state or hands out a link; may be repeated.
 * - `single`: submits documents or creates an order without moving money; sent once.
 * - `once`: creates a user or card, or moves money; sent once, journalled, and ends as an `Outcome`.
 */
export type Effect = 'read' | 'repeatable' | 'single' | 'once'

/** What can tell how a `once` call ended when its own answer did not. Never another send of the same call. */
export interface Settlement {
  /** A read that knows the order, by the `requestOrderId` of the answer. */
  order?: string
  /** A read of the card; `status` lists the values that prove the effect. With `tag`, the card that carries the tag proves it. */
  card?: { endpoint: string; status?: readonly string[] }
  /** Request member that the card repeats for good; it is filled with the number of the intent when the caller gives none. */
  tag?: string
  /** A notify that hints at the end; it needs confirming. */
  notify?: string
  /** A read of the card's balance, made before the send and again as evidence. */
  balance?: string
  /** A list of the card's records, read as evidence. */
  records?: string
  /** What a person can look at when nothing else tells. */
  evidence: string
}

/** One endpoint of the API as plain data. Everything else about it is derived. */
export interface Endpoint {
  path: `/${string}`
  title: string
  doc: string
  source: Source
  /** `user` endpoints act for one end user, named by the `uId` header. */
  scope: 'merchant' | 'user'
  effect: Effect
  request: Fields
  response: Fields
  /** The result is a list of `response`. */
  list?: true
  /** Takes `pageNum` (from 1) and `pageSize`. */
  paged?: true
  /** Members that tell the rows of a list apart; without them only the whole row does. */
  rowKey?: readonly string[]
  /** Request members the result repeats; another value there makes the answer contradictory. */
  echoes?: readonly string[]
  /** The request's member that is money leaving the merchant's account; limits apply to it. */
  spends?: string
  settledBy?: Settlement
  /** For a state that is set: the request's member of which a later command cancels the retries of an earlier one. */
  latestWins?: string
  /** Why not to use it in new work. */
  deprecated?: string
  /** What we assume because neither the document nor the demos say it. */
  assumed?: string
}

/** The field that names the user on every user endpoint; it travels in the `uId` header. */
export const uidField = {
  kind: 'text',
  label: 'User ID',
  doc: 'User the call acts for, as Register User returned it; travels in the uId header.',
  example: 'hgwoxhlpzvav6m2l',
  pattern: '[A-Za-z0-9_-]{1,64}',
} as const satisfies Field

type Scoped<E extends Endpoint> = E['scope'] extends 'user'
  ? { readonly uid: typeof uidField } & E['request']
  : E['request']

/** What a caller passes: the request's members, and `uid` on user endpoints. */
export type Input<E extends Endpoint> = Values<Scoped<E>>

type None = { [name: string]: never }

/** What an endpoint answers: an object, or a list of objects. Members that no row describes are kept at run time. */
export type Result<E extends Endpoint> = E extends { list: true }
  ? Values<E['response']>[]
  : keyof E['response'] extends never
    ? None
    : Values<E['response']>

/** Every field a caller fills in, the user included. */
export const inputFields = (endpoint: Endpoint): Fields =>
  endpoint.scope === 'user' ? { uid: uidField, ...endpoint.request } : endpoint.request
