import { decode } from './decode.ts'
import { endpointOf, type EndpointKey } from './endpoints/index.ts'
import { isAsinxError } from './errors.ts'
import type { UnknownReason } from './outcome.ts'
import type { Incoming, OutgoingCall, Ports } from './ports.ts'

/** What an answer means, before it is turned into an outcome or an error. */
export type Verdict =
  | { kind: 'done'; result: unknown }
  | { kind: 'declined'; code: number; message: string }
  | { kind: 'unclear'; why: UnknownReason; message: string; code?: number; result?: unknown }

const unclear = (why: UnknownReason, message: string): Verdict => ({ kind: 'unclear', why, message })

/** HTTP statuses that refuse a call before it can take effect. */
const refusedBefore = new Set([401, 403])

function decodeResult(key: EndpointKey, result: unknown): { value: unknown; problems: string[] } {
  const row = endpointOf(key)
  if (!row.list) {
    if (Object.keys(row.response).length === 0) return { value: {}, problems: [] }
    const decoded = decode(row.response, result ?? {})
    return { value: decoded.value, problems: decoded.problems.map(({ path, message }) => `${path} ${message}`) }
  }
  if (!Array.isArray(result)) return { value: [], problems: ['the result must be a list'] }
  const items = result.map((item) => decode(row.response, item))
  return {
    value: items.map((item) => item.value),
    problems: items.flatMap((item, index) => item.problems.map(({ path, message }) => `[${index}].${path} ${message}`)),
  }
}

function contradiction(call: OutgoingCall, value: unknown): string | undefined {
  const wrong = endpointOf(call.endpoint).echoes?.find((name) => {
    const echoed = (value as Record<string, unknown>)[name]
    return echoed !== undefined && call.body[name] !== undefined && echoed !== call.body[name]
  })
  return wrong && `The reply's ${wrong} is not the one that was sent.`
}

/**
 * Reads an answer as PROTOCOL section 9 defines: done only when success is true, the code is 1, the result opens and
 * repeated ids match; declined only when success is false with a code other than 1 and 99997; all else is unclear.
 */
export function judge(ports: Pick<Ports, 'open'>, call: OutgoingCall, incoming: Incoming): Verdict {
  const { status, text } = incoming
  if (status >= 300 && status < 400) return unclear('redirected', `The API answered with a redirect (HTTP ${status}).`)
  if (refusedBefore.has(status))
    return { kind: 'declined', code: 0, message: `The API refused the call (HTTP ${status}).` }
  if (status < 200 || status >= 300) return unclear('unreadable', `The API answered HTTP ${status}.`)
  let reply
  try {
    reply = ports.open(text)
  } catch (error) {
    if (!isAsinxError(error)) throw error
    return unclear('unreadable', error.message)
  }
  const { success, code, message } = reply
  if (code === 99997)
    return {
      kind: 'unclear',
      why: 'pending',
      code,
      message,
      result: decodeResult(call.endpoint, reply.result ?? {}).value,
    }
  if (success !== (code === 1)) return unclear('contradictory', `The reply says success ${success} with code ${code}.`)
  if (!success) return { kind: 'declined', code, message }
  const { value, problems } = decodeResult(call.endpoint, reply.result)
  if (problems.length > 0)
    return unclear('unreadable', `The result is not as documented: ${problems.slice(0, 3).join('; ')}.`)
  const contradicted = contradiction(call, value)
  return contradicted ? unclear('contradictory', contradicted) : { kind: 'done', result: value }
}
