import type { Problem } from './check.ts'
import { endpointOf, isEndpointKey, type EndpointKey } from './endpoints/index.ts'
import { AsinxError } from './errors.ts'
import { isPayable, readMoney } from './money.ts'
import type { Ports } from './ports.ts'

/**
 * Plain JSON that names one `once` call, for a journal and for `settle` in another process, later.
 * It carries no secret: only what is needed to ask how the call ended.
 */
export interface Reference {
  /** Version of this shape. */
  v: 1
  /** Our own number of the intent; the same from `beforeSend` to the settled end. */
  intentId: string
  endpoint: EndpointKey
  /** Milliseconds when the call was about to leave. */
  sentAt: number
  uid?: string
  userBankcardId?: number
  /** Decimal text as it was sent. */
  amount?: string
  /** The card's balance read before a call that spends left, as decimal text; absent when it could not be read. */
  balanceBefore?: string
  tag?: string
  requestOrderId?: string
}

const isText = (longest: number) => (value: unknown) =>
  typeof value === 'string' && value !== '' && value.length <= longest

type Test = (value: unknown) => boolean

const isOrder: Test = isText(200)
const isWhole: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0

const required = {
  intentId: [isText(200), 'must be the text that names the intent'],
  endpoint: [
    (value) => typeof value === 'string' && isEndpointKey(value) && endpointOf(value).effect === 'once',
    'must be the key of an endpoint whose calls are sent once',
  ],
  sentAt: [isWhole, 'must be a time in whole milliseconds since 1970'],
} as const satisfies Record<string, readonly [Test, string]>

const optional = {
  uid: [isText(64), 'must be the text of a user ID'],
  userBankcardId: [(value) => isWhole(value) && value !== 0, 'must be a whole number above 0'],
  amount: [(value) => typeof value === 'string' && isPayable(value), 'must be a positive amount as decimal text'],
  balanceBefore: [
    (value) => typeof value === 'string' && readMoney(value) !== undefined,
    'must be an amount as decimal text',
  ],
  tag: [isText(2000), 'must be text'],
  requestOrderId: [isOrder, 'must be the text of an order number'],
} as const satisfies Record<string, readonly [Test, string]>

type Member = keyof typeof required | keyof typeof optional
const members: Readonly<Record<Member, readonly [Test, string]>> = { ...required, ...optional }

/**
 * Checks a reference that comes back from a journal, a file or another process. Members that it does not know are
 * dropped, so that one written by a later release of the same version is still good.
 * @throws AsinxError `bad_reference`: what is wrong, member by member; never a value.
 */
export function parseReference(value: unknown): Reference {
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  if (record.v !== 1)
    throw new AsinxError('bad_reference', 'The reference is not one of version 1, the only one that is known here.')
  const given = (Object.keys(members) as Member[]).filter((name) => name in required || record[name] !== undefined)
  const problems: Problem[] = given
    .filter((name) => !members[name][0](record[name]))
    .map((name) => ({ path: name, message: members[name][1] }))
  if (problems.length > 0) {
    const what = problems.map(({ path, message }) => `${path} ${message}`).join('; ')
    throw new AsinxError('bad_reference', `The reference is damaged: ${what}.`, { problems })
  }
  return Object.freeze(Object.assign({ v: 1 }, ...given.map((name) => ({ [name]: record[name] })))) as Reference
}

const hexDigits = (random: () => number): string =>
  Array.from({ length: 4 }, () =>
    Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, '0'),
  ).join('')

/** A new number of an intent: the time and 64 random bits, so that it sorts by time and nothing has it twice. */
export const newIntentId = ({ now, random }: Pick<Ports, 'now' | 'random'>): string =>
  `${now().toString(36)}-${hexDigits(random)}`

/** A call about to leave, as its reference needs it. */
interface Leaving {
  endpoint: EndpointKey
  input: unknown
  intentId?: string
}

/** The reference of a call about to leave: ids and amount only. Frozen, so that no journal can change what is settled. */
export function referenceOf(ports: Pick<Ports, 'now' | 'random'>, leaving: Leaving): Reference {
  const { endpoint, input, intentId = newIntentId(ports) } = leaving
  const { uid, userBankcardId, amount, tag } = input as Partial<Reference>
  return Object.freeze({
    v: 1,
    intentId,
    endpoint,
    sentAt: ports.now(),
    ...(uid !== undefined && { uid }),
    ...(userBankcardId !== undefined && { userBankcardId }),
    ...(amount !== undefined && { amount }),
    ...(tag !== undefined && { tag }),
  })
}

/** The reference with the order number that an answer gave. */
export function withOrder(reference: Reference, result: unknown): Reference {
  const order = (result as { requestOrderId?: unknown } | undefined)?.requestOrderId
  return isOrder(order) ? Object.freeze({ ...reference, requestOrderId: order as string }) : reference
}
