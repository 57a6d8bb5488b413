import type { Codec } from '../codec.ts'
import { encode } from '../decode.ts'
import type { Result } from '../endpoint.ts'
import { endpointOf, type EndpointKey, type Endpoints } from '../endpoints/index.ts'
import { notifyRowOf, type NotifyData, type NotifyType } from '../notifies.ts'
import { createRandom } from './random.ts'
import { valuesOf, type Fill } from './values.ts'

/** Some members, at any depth; `undefined` leaves a member out. */
export type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Overrides<T[K]> | undefined } & { [name: string]: unknown }
    : T

/** A notify before sealing, its data typed by the row. */
export interface TestNotify<T extends NotifyType> {
  type: T
  uniqueNo: string
  data: NotifyData<T>
}

/** What test data is made from. */
export interface TestDataOptions {
  /** The same seed gives the same data. Default 1. */
  seed?: number
  /** Latest time in the data, in milliseconds. Default 2026-01-01 UTC, so that runs repeat. */
  now?: number
  /** Optional members: all of them, none, or each by chance. Default all. */
  fill?: Fill
}

/** Makes what the vendor sends. */
export interface TestData {
  /** A notify that its row allows. */
  notify<T extends NotifyType>(type: T, overrides?: Overrides<NotifyData<T>>): TestNotify<T>
  /** What an endpoint answers; a list has one to three entries, each with the overrides. */
  result<K extends EndpointKey>(endpoint: K, overrides?: Record<string, unknown>): Result<Endpoints[K]>
}

const startOf2026 = 1_767_225_600_000

/** Seeded test data, valid by the rows: a new field of a row is in it without any more work. */
export function createTestData(options: TestDataOptions = {}): TestData {
  const { seed = 1, now = startOf2026, fill = 'all' } = options
  const random = createRandom(seed)
  const making = { random, now, fill }
  return {
    notify(type, overrides) {
      const data = valuesOf(notifyRowOf(type).fields, making, overrides)
      const uniqueNo = `webhook${1e15 + random.below(1e15)}`
      return { type, uniqueNo, data: data as NotifyData<typeof type> }
    },
    result<K extends EndpointKey>(endpoint: K, overrides?: Record<string, unknown>) {
      const { response, list } = endpointOf(endpoint)
      const one = (): Record<string, unknown> => valuesOf(response, making, overrides)
      return (list ? Array.from({ length: 1 + random.below(3) }, one) : one()) as Result<Endpoints[K]>
    },
  }
}

/** The raw body of a notify as the vendor posts it: amounts are JSON numbers with their digits. */
export const sealTestNotify = (codec: Codec, notify: { type: NotifyType; uniqueNo: string; data: object }): string =>
  codec.sealNotify({ ...notify, data: encode(notifyRowOf(notify.type).fields, notify.data as Record<string, unknown>) })

/** The raw body of a successful reply as the vendor sends it. */
export function sealTestReply(codec: Codec, endpoint: EndpointKey, result: unknown): string {
  const { response } = endpointOf(endpoint)
  const write = (value: unknown): unknown => encode(response, value as Record<string, unknown>)
  return codec.sealReply({
    success: true,
    code: 1,
    message: 'Successful!',
    result: Array.isArray(result) ? result.map(write) : write(result),
  })
}
