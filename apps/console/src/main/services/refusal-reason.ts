import type { Codec } from '@asinx-pay/core/wire'
import type { RefusalReason } from '../../shared/notifies.ts'

/** Whom a refused notify could have been for. */
export interface Receivers {
  /** Of every merchant here. */
  appIds: ReadonlySet<string>
  /** Those whose secret can be read. */
  codecs: readonly Codec[]
}

const members = ['appId', 'result', 'type', 'uniqueNo']
/** Whole cipher blocks in hexadecimal digits. */
const wholeBlocks = /^(?:[\da-f]{32})+$/i

function envelopeOf(rawBody: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(rawBody.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function opens(codec: Codec, result: string): boolean {
  try {
    codec.openResult(result)
    return true
  } catch {
    return false
  }
}

/**
 * Says, to the operator alone, why a notify was refused; its sender learns nothing. A ciphertext that was changed on the
 * way and one under another key look alike, and so are one reason.
 */
export function refusalReason(rawBody: Buffer, { appIds, codecs }: Receivers): RefusalReason {
  const envelope = envelopeOf(rawBody)
  if (!envelope) return 'garbled'
  const { appId, result } = envelope
  const isWhole = members.every((name) => typeof envelope[name] === 'string')
  if (!isWhole || Object.keys(envelope).length !== members.length) return 'garbled'
  if (!appIds.has(appId as string)) return 'foreign_app'
  if (!wholeBlocks.test(result as string)) return 'garbled'
  return codecs.some((codec) => opens(codec, result as string)) ? 'not_fitting' : 'other_key'
}
