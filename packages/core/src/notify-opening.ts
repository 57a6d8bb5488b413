import { hash } from 'node:crypto'
import { decodeUtf8 } from './base64.ts'
import { decode } from './decode.ts'
import type { OpenedNotify } from './envelope.ts'
import { AsinxError } from './errors.ts'
import { parseJson, type Json } from './json.ts'
import { isNotifyType, notifyRowOf } from './notifies.ts'

/** Longest notify that is looked at, in bytes; real ones stay under 3 kB. */
export const maxNotifyBytes = 64 * 1024

interface Opener {
  appId: string
  open(text: string): string | undefined
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
  const text = open(result) ?? refuse()
  const decoded = decode(notifyRowOf(type).fields, parseStrictly(text))
  if (decoded.problems.length > 0) return refuse()
  return {
    type,
    uniqueNo,
    data: decoded.value,
    authentic: false,
    unknown: decoded.unknown,
    digest: hash('sha256', `${type}\n${text}`, 'hex'),
  }
}
