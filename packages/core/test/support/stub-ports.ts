import { createCodec } from '../../src/codec.ts'
import type { ReplyContent } from '../../src/envelope.ts'
import { TransportFailure, type Incoming, type OutgoingCall, type Ports } from '../../src/ports.ts'

export const credentials = { appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' }
export const codec = createCodec(credentials)
export const uid = 'hgwoxhlpzvav6m2l'

/** A reply as the API would seal it; successful unless told otherwise. */
export const sealed = (reply: Partial<ReplyContent> = {}, status = 200): Incoming => ({
  status,
  text: codec.sealReply({ success: true, code: 1, message: 'Successful!', ...reply }),
})
export const answers = (result: unknown): Incoming => sealed({ result })
export const declines = (code: number, message = ''): Incoming => sealed({ success: false, code, message })

export const lost = new TransportFailure('The connection broke.', { sent: true })
export const refused = new TransportFailure('The API could not be reached.', { sent: false })

export type Stubbed = Incoming | Error | ((call: OutgoingCall) => Incoming | Error)

export interface StubPorts {
  ports: Ports
  /** Calls that were answered in turn. */
  sent: OutgoingCall[]
  /** Balances that were read before a call that spends. */
  balances: OutgoingCall[]
  slept: number[]
  /** Time limits of the calls in `sent`. */
  timeouts: number[]
  passed(): number
}

export const startTime = 1_700_000_000_000

/**
 * Ports that answer in turn, the last answer again and again, on a clock that only sleeping moves. With `balance`, reads
 * of a balance are answered by it instead of in turn.
 */
export function stubPorts(inTurn: readonly Stubbed[], { balance }: { balance?: Stubbed } = {}): StubPorts {
  let time = startTime
  const sent: OutgoingCall[] = []
  const balances: OutgoingCall[] = []
  const slept: number[] = []
  const timeouts: number[] = []
  const next = (call: OutgoingCall, timeoutMs: number): Stubbed | undefined => {
    if (balance && call.endpoint === 'bankcard.balance') {
      balances.push(call)
      return balance
    }
    sent.push(call)
    timeouts.push(timeoutMs)
    return inTurn[Math.min(sent.length, inTurn.length) - 1]
  }
  const ports: Ports = {
    async send(call, { timeoutMs }) {
      const stubbed = next(call, timeoutMs)
      const answer = typeof stubbed === 'function' ? stubbed(call) : stubbed
      if (!answer || answer instanceof Error) throw answer ?? new Error('No answer was given to the stub.')
      return answer
    },
    open: codec.openReply,
    async sleep(ms) {
      slept.push(ms)
      time += ms
    },
    now: () => time,
    random: () => 0.5,
  }
  return { ports, sent, balances, slept, timeouts, passed: () => time - startTime }
}

/** The code of what a promise rejects with, or the state or value it resolves to. */
export const endOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => (value as { state?: unknown } | undefined)?.state ?? value,
    (error: unknown) => (error as { code?: unknown }).code ?? error,
  )
