import { callEndpoint, type CallOptions } from './call.ts'
import { endpointOf, isEndpointKey, type EndpointKey } from './endpoints/index.ts'
import { isAsinxError } from './errors.ts'
import { unknownAdvice, type Outcome, type Reference } from './outcome.ts'
import type { Ports } from './ports.ts'

export interface SettleOptions extends Pick<CallOptions, 'signal'> {
  /** Longest time to go on asking, in milliseconds; 0 asks once. Default 0. */
  deadlineMs?: number
}

/** Pause between two questions, growing to the longer one. */
const pauses = { firstMs: 500, longestMs: 15_000 } as const

type Answer = Outcome<unknown> | undefined

async function ask(ports: Ports, endpoint: string, input: object): Promise<Record<string, unknown> | undefined> {
  if (!isEndpointKey(endpoint)) return undefined
  try {
    return (await callEndpoint(ports, { endpoint, input })) as Record<string, unknown>
  } catch (error) {
    if (isAsinxError(error)) return undefined
    throw error
  }
}

/** Asks for the order: SUCCESS and FAILED settle it, anything else leaves it open. */
async function askOrder(ports: Ports, endpoint: string, reference: Reference): Promise<Answer> {
  const { uid, userBankcardId, requestOrderId } = reference
  if (!uid || !userBankcardId || !requestOrderId) return undefined
  const order = await ask(ports, endpoint, { uid, userBankcardId, requestOrderId })
  if (order?.status === 'SUCCESS') return { state: 'done', result: order, reference }
  if (order?.status !== 'FAILED') return undefined
  return {
    state: 'declined',
    code: 200,
    message: 'The order failed.',
    advice: 'The money was not moved; a new call is a new payment.',
    reference,
  }
}

/** Asks for the card: a status of the list proves the effect; for an application its tag must match too. */
async function askCard(
  ports: Ports,
  card: { endpoint: string; status: readonly string[] },
  reference: Reference,
): Promise<Answer> {
  const { uid, userBankcardId, tag } = reference
  if (!uid || !userBankcardId) return undefined
  const info = await ask(ports, card.endpoint, { uid, userBankcardId })
  if (!info || !card.status.includes(String(info.userBankCardStatus))) return undefined
  return tag !== undefined && info.tag !== tag
    ? undefined
    : { state: 'done', result: { userBankcardId, status: info.userBankCardStatus, tag: info.tag }, reference }
}

async function askAll(ports: Ports, reference: Reference): Promise<Answer> {
  const rules = endpointOf(reference.endpoint as EndpointKey).settledBy
  return (
    (rules?.order && (await askOrder(ports, rules.order, reference))) ||
    (rules?.card && (await askCard(ports, rules.card, reference))) ||
    undefined
  )
}

/**
 * Finds out how a `once` call ended, by asking and never by sending it again. Works in another process, later.
 * Resolves to an unknown with `why: 'pending'` when nothing can tell within the deadline.
 */
export async function settle(
  ports: Ports,
  reference: Reference,
  options: SettleOptions = {},
): Promise<Outcome<unknown>> {
  const end = ports.now() + (options.deadlineMs ?? 0)
  for (let pauseMs: number = pauses.firstMs; ; pauseMs = Math.min(pauseMs * 2, pauses.longestMs)) {
    const answer = await askAll(ports, reference)
    if (answer) return answer
    if (options.signal?.aborted || ports.now() + pauseMs > end)
      return {
        state: 'unknown',
        why: 'pending',
        message: 'Nothing can tell yet how it ended.',
        advice: unknownAdvice,
        reference,
      }
    await ports.sleep(pauseMs, options.signal)
  }
}
