import type { ReplyContent } from '@asinx-pay/core'
import type { Codec } from '@asinx-pay/core/wire'
import { basePath } from '../base-path.ts'
import { wireReply, type WireReply } from '../wire-reply.ts'
import type { CallFault, CallFaultOf } from './plan.ts'
import type { CallFaultName } from './kinds.ts'

/** What a shaped reply is made with. */
export interface Shapers {
  codec: Codec
  /** A codec of the same merchant with another secret. */
  foreign: Codec
  /** Hexadecimal digits that look like ciphertext; the same seed gives the same. */
  noise(length: number): string
}

type Layer<Shape> = { [K in CallFaultName]?: (shape: Shape, fault: CallFaultOf<K>) => Shape }

const idNames = new Set(['userBankcardId', 'uid', 'requestOrderId', 'orderNo', 'id'])

/** Another id of the same kind. */
const otherId = (id: unknown): unknown => (typeof id === 'number' ? id + 1 : `${String(id).slice(0, -1)}0`)

function withWrongIds(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(withWrongIds)
  if (typeof result !== 'object' || result === null) return result
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, idNames.has(name) ? otherId(value) : value]),
  )
}

/** What the reply says. */
const contents: Layer<ReplyContent> = {
  'wrong-ids': (reply) => ({ ...reply, result: withWrongIds(reply.result) }),
  'success-with-error-code': (reply) => ({ ...reply, success: true, code: 200 }),
  'failure-with-success-code': (reply) => ({ ...reply, success: false, code: 1 }),
}

interface Sealed {
  text: string
  content: unknown
  shapers: Shapers
}

/** How its result is encrypted and written. */
const seals: Layer<Sealed> = {
  garbage: (sealed) => ({ ...sealed, text: sealed.shapers.noise(sealed.text.length) }),
  truncated: (sealed) => ({ ...sealed, text: sealed.text.slice(0, sealed.text.length / 2) }),
  'wrong-key': (sealed) => ({ ...sealed, text: sealed.shapers.foreign.sealResult(sealed.content) }),
  base64: (sealed) => ({ ...sealed, text: Buffer.from(sealed.text, 'hex').toString('base64') }),
}

const serverError = ({ status = 500 }: { status?: number | undefined }): Partial<WireReply> => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ status, error: 'Internal Server Error' }),
})

/** What becomes of it on its way. */
const ways: Layer<WireReply> = {
  'late-reply': (reply, { ms }) => ({ ...reply, waitMs: reply.waitMs + ms }),
  'slow-body': (reply, { ms }) => ({ ...reply, slowMs: ms }),
  'reset-before': (reply) => ({ ...reply, end: 'reset' }),
  'reset-after': (reply) => ({ ...reply, end: 'reset' }),
  'cut-body': (reply) => ({ ...reply, end: 'cut' }),
  'error-before': (reply, fault) => ({ ...reply, ...serverError(fault) }),
  'error-after': (reply, fault) => ({ ...reply, ...serverError(fault) }),
  redirect: (reply) => ({ ...reply, status: 307, headers: { location: `${basePath}/elsewhere` }, body: '' }),
  'not-json': (reply) => ({
    ...reply,
    headers: { 'content-type': 'text/html' },
    body: '<html><body><h1>Bad gateway</h1></body></html>',
  }),
  empty: (reply) => ({ ...reply, body: '' }),
}

function through<Shape>(layer: Layer<Shape>, faults: readonly CallFault[], shape: Shape): Shape {
  return faults.reduce((shaped, fault) => {
    const shaper = layer[fault.kind] as ((shape: Shape, fault: CallFault) => Shape) | undefined
    return shaper ? shaper(shaped, fault) : shaped
  }, shape)
}

const isSealFault = ({ kind }: CallFault): boolean => Object.hasOwn(seals, kind)

/** Seals a reply and does to it what the faults say. */
export function shapeReply(shapers: Shapers, faults: readonly CallFault[], reply: ReplyContent): WireReply {
  const { codec } = shapers
  const content = through(contents, faults, reply)
  // A fault of the result needs one: where an endpoint has none, an empty one is spoiled.
  const result = content.result ?? (faults.some(isSealFault) ? {} : undefined)
  if (result === undefined || !faults.some(isSealFault))
    return through(ways, faults, wireReply(codec.sealReply(content)))
  const sealed = through(seals, faults, { text: codec.sealResult(result), content: result, shapers })
  return through(ways, faults, wireReply(JSON.stringify({ ...content, result: sealed.text })))
}
