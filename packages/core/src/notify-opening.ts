import { hash } from 'node:crypto'
import { decodeUtf8 } from './base64.ts'
import { decode } from './decode.ts'
import type { OpenedNotify } from './envelope.ts'
import { AsinxError } from './errors.ts'
import { canonicalJson, parseJson, type Json } from './json.ts'
import { isNotifyType, notifyRowOf } from './notifies.ts'

/** Longest notify that is looked at, in bytes; real ones stay under 3 kB. */
export const maxNotifyBytes = 64 * 1024

/** Text that opened, and whether it took the previous secret. */
export interface OpenedText {
  text: string
  previousSecret?: true
}

interface Opener {
  appId: string
  open(text: string): OpenedText | undefined
}

/** One refusal for all causes: a sender learns nothing from it, and none of the content is in it. */
const refuse = (): never => {
  throw new AsinxError('notify_refused', 'The notify was refused.')
}

function parseStrictly(text: string): { [name: string]: Json | undefined } {
  let value: Json
  try {
    value = parseJson(text)
  } catch {
    return refuse()
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refuse()
}

function readBody(rawBody: string | Uint8Array): string {
  const size = typeof rawBody === 'string' ? Buffer.byteLength(rawBody) : rawBody.byteLength
  if (size > maxNotifyBytes) return refuse()
  return (typeof rawBody === 'string' ? rawBody : decodeUtf8(rawBody)) ?? refuse()
}

const envelopeMembers = new Set(['appId', 'type', 'uniqueNo', 'result'])

/** Strict at each layer: size, members, own appId, known type, whole blocks, padding, base64, UTF-8, JSON, shape. */
export function openNotifyWith({ appId, open }: Opener, rawBody: string | Uint8Array): OpenedNotify {
  const envelope = parseStrictly(readBody(rawBody))
  const { type, uniqueNo, result } = envelope
  if (Object.keys(envelope).some((name) => !envelopeMembers.has(name))) refuse()
  if (envelope.appId !== appId || typeof type !== 'string' || !isNotifyType(type)) return refuse()
  if (typeof uniqueNo !== 'string' || uniqueNo === '' || uniqueNo.length > 200 || typeof result !== 'string')
    return refuse()
  const { text, ...which } = open(result) ?? refuse()
  const content = parseStrictly(text)
  const { value, problems, unknown } = decode(notifyRowOf(type).fields, content)
  if (problems.length > 0) return refuse()
  return {
    type,
    uniqueNo,
    data: value,
    authentic: false,
    unknown,
    // Canonical, so that the same members in another order or number notation are still a repeat.
    digest: hash('sha256', `${type}\n${canonicalJson(content)}`, 'hex'),
    ...which,
  } as OpenedNotify
}
