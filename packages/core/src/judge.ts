import { decode } from './decode.ts'
import { endpointOf, type EndpointKey } from './endpoints/index.ts'
import type { Reply } from './envelope.ts'
import { isAsinxError } from './errors.ts'
import { compareMoney, isPayable, readMoney } from './money.ts'
import type { UnknownReason } from './outcome.ts'
import type { Incoming, OutgoingCall, Ports } from './ports.ts'
import { scrub, secretsIn } from './scrub.ts'

/** What the reply said around its result; the message without secrets. */
export interface Envelope {
  code: number
  message: string
  total?: number
}

/** What an answer means, before it is turned into an outcome or an error. */
export type Verdict = (
  | { kind: 'done'; result: unknown }
  | { kind: 'declined'; code: number; message: string }
  | { kind: 'unclear'; why: UnknownReason; message: string; code?: number; result?: unknown }
) & {
  /** Absent when no reply could be opened. */
  envelope?: Envelope
}

const unclear = (why: UnknownReason, message: string): Verdict => ({ kind: 'unclear', why, message })

/** HTTP statuses that refuse a call before it can take effect. */
const refusedBefore = new Set([401, 403])

/** `code` of a reply whose outcome the vendor itself does not know yet. */
const pendingCode = 99997

interface DecodedResult {
  value: unknown
  problems: string[]
  secrets: string[]
}

function decodeResult(key: EndpointKey, result: unknown): DecodedResult {
  const row = endpointOf(key)
  if (!row.list) {
    if (Object.keys(row.response).length === 0) return { value: {}, problems: [], secrets: [] }
    const decoded = decode(row.response, result ?? {})
    return {
      value: decoded.value,
      problems: decoded.problems.map(({ path, message }) => `${path} ${message}`),
      secrets: secretsIn(row.response, decoded.value),
    }
  }
  if (!Array.isArray(result)) return { value: [], problems: ['the result must be a list'], secrets: [] }
  const items = result.map((item) => decode(row.response, item))
  return {
    value: items.map((item) => item.value),
    problems: items.flatMap((item, index) => item.problems.map(({ path, message }) => `[${index}].${path} ${message}`)),
    secrets: items.flatMap((item) => secretsIn(row.response, item.value)),
  }
}

/** Amounts are the same by value; everything else by its text, because an undescribed member keeps the type it came with. */
function isSame(sent: unknown, echoed: unknown): boolean {
  const [left, right] = [String(sent), readMoney(String(echoed))]
  return String(sent) === String(echoed) || (right !== undefined && isPayable(left) && compareMoney(left, right) === 0)
}

function contradiction(call: OutgoingCall, value: unknown): string | undefined {
  const wrong = endpointOf(call.endpoint).echoes?.find((name) => {
    const echoed = (value as Record<string, unknown>)[name]
    return echoed !== undefined && call.body[name] !== undefined && !isSame(call.body[name], echoed)
  })
  return wrong && `The reply's ${wrong} is not the one that was sent.`
}

function judgeReply(call: OutgoingCall, reply: Reply, decoded: DecodedResult): Verdict {
  const { success, code, message } = reply
  if (code === pendingCode) return { kind: 'unclear', why: 'pending', code, message, result: decoded.value }
  if (success !== (code === 1)) return unclear('contradictory', `The reply says success ${success} with code ${code}.`)
  if (!success) return { kind: 'declined', code, message }
  if (decoded.problems.length > 0)
    return unclear('unreadable', `The result is not as documented: ${decoded.problems.slice(0, 3).join('; ')}.`)
  const contradicted = contradiction(call, decoded.value)
  return contradicted ? unclear('contradictory', contradicted) : { kind: 'done', result: decoded.value }
}

/** A refusal by HTTP status counts only as long as no reply in its body says something else. */
function judgeRefusal(status: number, inside: Verdict | undefined): Verdict {
  const verdict: Verdict =
    inside === undefined || inside.kind === 'declined'
      ? { kind: 'declined', code: 0, message: `The API refused the call (HTTP ${status}).` }
      : unclear('contradictory', `The API answered HTTP ${status} with a reply that does not refuse.`)
  return { ...verdict, ...(inside?.envelope && { envelope: inside.envelope }) }
}

function openReply(ports: Pick<Ports, 'open'>, text: string): Reply | string {
  try {
    return ports.open(text)
  } catch (error) {
    return isAsinxError(error) ? error.message : 'The reply could not be opened.'
  }
}

function judgeText(ports: Pick<Ports, 'open'>, call: OutgoingCall, text: string): Verdict {
  const opened = openReply(ports, text)
  if (typeof opened === 'string') return unclear('unreadable', opened)
  const decoded = decodeResult(call.endpoint, opened.result)
  const secrets = [...secretsIn(endpointOf(call.endpoint).request, call.body), ...decoded.secrets]
  const reply = { ...opened, message: scrub(opened.message, secrets) }
  const { code, message, total } = reply
  const envelope = { code, message, ...(total !== undefined && { total }) }
  return { ...judgeReply(call, reply, decoded), envelope }
}

/**
 * Reads an answer: done only when success is true, the code is 1, the result opens and repeated ids match; declined
 * only when success is false with a code other than 1 and 99997, or when HTTP 401 or 403 refused it; all else is unclear.
 */
export function judge(ports: Pick<Ports, 'open'>, call: OutgoingCall, incoming: Incoming): Verdict {
  const { status, text } = incoming
  if (status >= 300 && status < 400) return unclear('redirected', `The API answered with a redirect (HTTP ${status}).`)
  if (refusedBefore.has(status)) {
    const inside = judgeText(ports, call, text)
    return judgeRefusal(status, inside.envelope && inside)
  }
  if (status < 200 || status >= 300) return unclear('unreadable', `The API answered HTTP ${status}.`)
  return judgeText(ports, call, text)
}
