import type { CallOptions } from './call.ts'
import type { Input, Result } from './endpoint.ts'
import type { EndpointKey, Endpoints } from './endpoints/index.ts'
import type { Outcome } from './outcome.ts'

/** What a call resolves to. Only `once` calls can end in doubt, so only they make the caller look. */
export type Answer<K extends EndpointKey> = Endpoints[K]['effect'] extends 'once'
  ? Outcome<Result<Endpoints[K]>>
  : Result<Endpoints[K]>

/** An input none of whose members is required may be left out. */
type Arguments<K extends EndpointKey> =
  Record<string, never> extends Input<Endpoints[K]>
    ? [input?: Input<Endpoints[K]>, options?: CallOptions]
    : [input: Input<Endpoints[K]>, options?: CallOptions]

export type Method<K extends EndpointKey> = (...args: Arguments<K>) => Promise<Answer<K>>

type Group = EndpointKey extends `${infer G}.${string}` ? G : never

/** `client.bankcard.recharge(input)`, and so on for every endpoint. */
export type Methods = {
  readonly [G in Group]: { readonly [K in EndpointKey as K extends `${G}.${infer N}` ? N : never]: Method<K> }
}
