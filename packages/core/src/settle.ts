import { checkDeadline, defaultDeadlineMs } from './call.ts'
import type { Settlement } from './endpoint.ts'
import { endpointOf } from './endpoints/index.ts'
import { clockSkewMs, contradicts, createAsker, gather, type Asker } from './evidence.ts'
import { compareMoney, readMoney } from './money.ts'
import { unknownAdvice, type Evidence, type Outcome, type UnknownReason } from './outcome.ts'
import type { Ports } from './ports.ts'
import { parseReference, withOrder, type Reference } from './reference.ts'

/** A notify as it opened: a claim that is looked at, never believed. */
export interface Hint {
  type: string
  data: object
}

/** How long and with what help `settle` asks. */
export interface SettleOptions {
  /** Longest time to go on asking, in milliseconds, up to `maxSettleMs`; 0 asks once. Default 0. */
  deadlineMs?: number
  /** Longest wait for one answer, in milliseconds. Default 15,000; a client gives its own deadline. */
  answerMs?: number
  /** Stops asking; the outcome stays unknown. */
  signal?: AbortSignal
  /** A notify that may tell how this call ended. One of another type, card or amount is ignored. */
  hint?: Hint
  /** That no other call for the same card is open. Without an order number, a notify can only then be matched to this one. */
  isOnlyOpen?: boolean
}

/** Longest time that one `settle` goes on asking: a day. */
export const maxSettleMs = 86_400_000
/** Pause between two questions, growing to the longer one. */
const pauses = { firstMs: 500, longestMs: 15_000 } as const

/** What the hint says, as far as it can be about this call. */
interface Claim {
  status?: string
  userBankcardId?: number
}

interface Settling {
  rules: Settlement
  reference: Reference
  asker: Asker
  claim: Claim | undefined
  isOnlyOpen: boolean
}

/** An end, or why there is none yet. */
type Answer = { outcome: Outcome<unknown> } | { why: UnknownReason; message: string; seen: Partial<Evidence> }

const stillOpen = (seen: Partial<Evidence> = {}): Answer => ({
  why: 'pending',
  message: 'Nothing can tell yet how it ended.',
  seen,
})

const done = (settling: Settling, result: object, decidedBy: 'order' | 'card' | 'notify'): Answer => ({
  outcome: { state: 'done', result, decidedBy, reference: settling.reference },
})

const declined = ({ reference }: Settling, decidedBy: 'order' | 'notify'): Answer => ({
  outcome: {
    state: 'declined',
    decidedBy,
    code: 0,
    message:
      decidedBy === 'order' ? 'The order failed.' : 'A notify says that it failed, and the API shows nothing else.',
    advice: 'The money was not moved; a new call is a new payment.',
    reference,
  },
})

const sameAmount = (left: unknown, right: string | undefined): boolean =>
  typeof left === 'string' && right !== undefined && readMoney(left) !== undefined && compareMoney(left, right) === 0

/** Reads a hint: only the notify that belongs to the endpoint, of this card, of this amount, and not older than the call. */
function claimOf(rules: Settlement, reference: Reference, hint: Hint | undefined): Claim | undefined {
  if (!hint || hint.type !== rules.notify) return undefined
  const { userBankcardId, amount, status, createAt, requestOrderId } = hint.data as Record<string, unknown>
  if (typeof userBankcardId !== 'number') return undefined
  if (reference.userBankcardId !== undefined && reference.userBankcardId !== userBankcardId) return undefined
  if (reference.amount !== undefined && !sameAmount(amount, reference.amount)) return undefined
  if (typeof createAt === 'number' && createAt < reference.sentAt - clockSkewMs) return undefined
  if (requestOrderId !== undefined && ![undefined, requestOrderId].includes(reference.requestOrderId)) return undefined
  return { userBankcardId, ...(typeof status === 'string' && { status }) }
}

/** Asks for the order: SUCCESS and FAILED settle it, anything else leaves it open. */
async function askOrder(settling: Settling, endpoint: string): Promise<Answer> {
  const { uid, userBankcardId, requestOrderId, amount } = settling.reference
  const order = (await settling.asker.ask(endpoint, { uid, userBankcardId, requestOrderId })) as
    { status?: string; amount?: string } | undefined
  if (!order?.status) return stillOpen()
  const seen = { orderStatus: order.status }
  if (order.amount !== undefined && amount !== undefined && !sameAmount(order.amount, amount))
    return { why: 'contradictory', message: 'The order is about another amount than was sent.', seen }
  if (order.status === 'SUCCESS') return done(settling, order, 'order')
  return order.status === 'FAILED' ? declined(settling, 'order') : stillOpen(seen)
}

/** Asks for the card: the tag that was sent, or a status of the list, proves the effect. */
async function askCard(settling: Settling, card: NonNullable<Settlement['card']>): Promise<Answer> {
  const { uid, userBankcardId, tag } = settling.reference
  const info = (await settling.asker.ask(card.endpoint, { uid, userBankcardId })) as
    { userBankCardStatus: string; tag?: string } | undefined
  if (!info) return stillOpen()
  const { userBankCardStatus: status } = info
  const isProven = settling.rules.tag ? tag !== undefined && info.tag === tag : (card.status?.includes(status) ?? false)
  if (!isProven) return stillOpen({ cardStatus: status })
  return done(settling, { userBankcardId, status, ...(info.tag !== undefined && { tag: info.tag }) }, 'card')
}

/** Without an order number a notify of the only open attempt decides, unless what the API shows is the opposite. */
async function lookAround(settling: Settling, now: number): Promise<Answer> {
  const { rules, reference, claim, isOnlyOpen, asker } = settling
  const look = await gather(asker, { rules, reference, now })
  const status = claim?.status
  if (status === undefined) return stillOpen(look.evidence)
  const seen = { ...look.evidence, notifyStatus: status }
  const isEnd = status === 'SUCCESS' || status === 'FAILED'
  if (!isEnd || !isOnlyOpen || reference.amount === undefined) return stillOpen(seen)
  if (contradicts(look, status))
    return { why: 'contradictory', message: `A notify says ${status}, but the API shows the opposite.`, seen }
  return status === 'SUCCESS' ? done(settling, {}, 'notify') : declined(settling, 'notify')
}

/** Whether asking again can give another answer. */
function askable({ rules, reference }: Settling): 'order' | 'card' | undefined {
  const { uid, userBankcardId, requestOrderId } = reference
  if (uid === undefined || userBankcardId === undefined) return undefined
  if (rules.order !== undefined && requestOrderId !== undefined) return 'order'
  return rules.card ? 'card' : undefined
}

function askOnce(settling: Settling, now: number): Promise<Answer> {
  const { rules } = settling
  const by = askable(settling)
  if (by === 'order' && rules.order !== undefined) return askOrder(settling, rules.order)
  if (by === 'card' && rules.card) return askCard(settling, rules.card)
  return lookAround(settling, now)
}

function unknown(settling: Settling, answer: Exclude<Answer, { outcome: unknown }>, askedAt: number): Outcome<unknown> {
  const { rules, reference, asker } = settling
  const { why, message, seen } = answer
  const { trouble } = asker
  const evidence = { askedAt, note: rules.evidence, ...seen, ...(trouble !== undefined && { trouble }) }
  return { state: 'unknown', why, message, advice: unknownAdvice, evidence, reference }
}

const nothingTells: Settlement = { evidence: 'Nothing is known that could tell.' }

/** A card that only the notify names is the one to ask about; whether it is ours, its tag tells. */
function complete(reference: Reference, claim: Claim | undefined, hint: Hint | undefined): Reference {
  if (!claim) return reference
  const { userBankcardId = claim.userBankcardId } = reference
  const named = userBankcardId === undefined ? reference : { ...reference, userBankcardId }
  return reference.requestOrderId === undefined ? withOrder(named, hint?.data) : named
}

/**
 * Finds out how a `once` call ended, by asking and never by sending it again. Works in another process, later: the
 * reference may come from a journal. Stays unknown, with evidence for a person, when nothing can tell within the
 * deadline; returns at once when asking again could not help.
 * @throws AsinxError `bad_reference`, `invalid_input`
 */
export async function settle(
  ports: Ports,
  reference: Reference,
  options: SettleOptions = {},
): Promise<Outcome<unknown>> {
  const parsed = parseReference(reference)
  const deadlineMs = checkDeadline(options.deadlineMs ?? 0, { from: 0, to: maxSettleMs })
  const { signal, hint, isOnlyOpen = false, answerMs = defaultDeadlineMs } = options
  const rules = endpointOf(parsed.endpoint).settledBy ?? nothingTells
  const end = ports.now() + deadlineMs
  const left = (): number => (deadlineMs === 0 ? answerMs : Math.min(answerMs, end - ports.now()))
  const claim = claimOf(rules, parsed, hint)
  const settling: Settling = {
    rules,
    reference: complete(parsed, claim, hint),
    asker: createAsker(ports, left, signal),
    claim,
    isOnlyOpen,
  }
  for (let pauseMs: number = pauses.firstMs; ; pauseMs = Math.min(pauseMs * 2, pauses.longestMs)) {
    const answer = await askOnce(settling, ports.now())
    if ('outcome' in answer) return answer.outcome
    if (!askable(settling) || signal?.aborted || ports.now() + pauseMs > end)
      return unknown(settling, answer, ports.now())
    await ports.sleep(pauseMs, signal)
    if (signal?.aborted) return unknown(settling, answer, ports.now())
  }
}
