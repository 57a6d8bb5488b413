import type { CallOptions, WithReply } from './call.ts'
import type { Input, Result } from './endpoint.ts'
import type { EndpointKey, Endpoints } from './endpoints/index.ts'
import type { ListOptions } from './list-all.ts'
import type { Outcome } from './outcome.ts'

/** What a call resolves to. Only `once` calls can end in doubt, so only they make the caller look. */
export type Answer<K extends EndpointKey> = Endpoints[K]['effect'] extends 'once'
  ? Outcome<Result<Endpoints[K]>>
  : Result<Endpoints[K]>

/** A call under way: a promise of its answer. */
export interface Call<T> extends Promise<T> {
  /** The answer together with what is known of the reply: HTTP status, code, message, total, tries, duration. */
  withReply(): Promise<WithReply<T>>
}

/** An input none of whose members is required may be left out. */
type Arguments<K extends EndpointKey, Options> =
  Record<string, never> extends Input<Endpoints[K]>
    ? [input?: Input<Endpoints[K]>, options?: Options]
    : [input: Input<Endpoints[K]>, options?: Options]

/** Keys of the endpoints whose rows say that they are paged. */
export type PagedKey = { [K in EndpointKey]: Endpoints[K] extends { paged: true } ? K : never }[EndpointKey]

/** One row of a paged list. */
export type Row<K extends PagedKey> = Result<Endpoints[K]> extends (infer R)[] ? R : never

/** What a method of a paged list has beyond the call. */
export interface Paged<K extends PagedKey> {
  /**
   * Every row, page after page, for `for await`. `pageNum` and `pageSize` of the input say where to begin and how much
   * to ask for at a time. Ends on a short page; repeats are dropped; more than `maxRows` is an error.
   */
  listAll(...args: Arguments<K, ListOptions>): AsyncGenerator<Row<K>, void, undefined>
}

/** One endpoint as a method of the client; paged ones have `listAll` too. */
export type Method<K extends EndpointKey> = ((...args: Arguments<K, CallOptions>) => Call<Answer<K>>) &
  (K extends PagedKey ? Paged<K> : unknown)

type Group = EndpointKey extends `${infer G}.${string}` ? G : never

/** `client.bankcard.recharge(input)`, and so on for every endpoint. */
export type Methods = {
  readonly [G in Group]: { readonly [K in EndpointKey as K extends `${G}.${infer N}` ? N : never]: Method<K> }
}
