import type { Endpoint } from '../endpoint.ts'
import { account } from './account.ts'
import { bankcard } from './bankcard.ts'
import { kyc } from './kyc.ts'
import { merchant } from './merchant.ts'
import { sys } from './sys.ts'
import { user } from './user.ts'

/** Every endpoint of the API under its public key. */
export const endpoints = { ...sys, ...user, ...kyc, ...bankcard, ...account, ...merchant } as const satisfies Record<
  string,
  Endpoint
>

/** The rows of all endpoints as literal types, from which inputs and results are derived. */
export type Endpoints = typeof endpoints
/** `group.name`, such as `bankcard.recharge`: the name of an endpoint everywhere. */
export type EndpointKey = keyof Endpoints

/** Keys of all endpoints, in the order of the API pages. */
export const endpointKeys = Object.keys(endpoints) as EndpointKey[]
/** Whether a text is the key of an endpoint. */
export const isEndpointKey = (key: string): key is EndpointKey => Object.hasOwn(endpoints, key)

const byPath = new Map<string, EndpointKey>(endpointKeys.map((key) => [endpoints[key].path, key]))
/** The key of the endpoint behind a path such as `/bankcard/recharge`. */
export const endpointKeyOfPath = (path: string): EndpointKey | undefined => byPath.get(path)
/** The row behind a key, seen as any endpoint. */
export const endpointOf = (key: EndpointKey): Endpoint => endpoints[key]

/** Titles of the groups that keys begin with. */
export const endpointGroups = {
  sys: 'System',
  user: 'User',
  kyc: 'KYC',
  bankcard: 'Card',
  account: 'Account',
  merchant: 'Merchant',
} as const satisfies Record<EndpointKey extends `${infer G}.${string}` ? G : never, string>
