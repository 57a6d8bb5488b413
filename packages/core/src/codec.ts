import { hash, timingSafeEqual } from 'node:crypto'
import { decodeBase64, decodeHex, decodeUtf8, encodeBase64, isAscii } from './base64.ts'
import { createBlockCipher, type BlockCipher } from './cipher.ts'
import type { NotifyContent, OpenedNotify, Reply, ReplyContent } from './envelope.ts'
import { AsinxError } from './errors.ts'
import type { HiddenSecret } from './hidden-secret.ts'
import { canonicalJson, hasSortedKeys, parseJson, type Json } from './json.ts'
import { openNotifyWith, type OpenedText } from './notify-opening.ts'
import { secretKey, type Scheme } from './secret.ts'

/** Longest reply, request or notify that is opened, in bytes (a KYC request with two images stays below). */
export const maxMessageBytes = 24 * 1024 * 1024

/** The merchant's credentials, and the scheme they are for. */
export interface CodecOptions {
  appId: string
  /** 32 hexadecimal digits in the current scheme. */
  appSecret: string | HiddenSecret
  /** Default `hex`, the current one. */
  scheme?: Scheme
  /**
   * An earlier secret of the same scheme, for opening only. Replies and notifies that the current secret does not open
   * are tried with it, so that a change of secret loses nothing that was sealed before; what it opened says so
   * (`previousSecret: true`). Nothing is ever sealed or signed with it. Leave it out once nothing says so any more.
   */
  previousSecret?: string | HiddenSecret
}

/** A request ready to send: its body and its signature belong together. */
export interface SignedRequest {
  /** The very text that was signed; send it as it is. */
  body: string
  /** Lower-case hex, 32 characters: the `sign` header. */
  sign: string
}

/** A request as a server received it. */
export interface ReceivedRequest {
  path: string
  /** The raw body. */
  body: string
  sign: string
}

/** Every seal of the vendor's scheme with its open. */
export interface Codec {
  readonly appId: string
  /** Signs `path + canonical JSON`. Amounts go in as `exactNumber('16.00')` or are written as given. */
  sign(path: string, body: unknown): SignedRequest
  /** The parsed body when the signature fits the raw bytes and keys are sorted. @throws AsinxError `bad_signature`, `invalid_input` */
  openRequest(request: ReceivedRequest): Json
  sealResult(value: unknown): string
  /** Opens a `result`. @throws AsinxError `unreadable_reply` */
  openResult(text: string): Json
  sealReply(reply: ReplyContent): string
  /** @throws AsinxError `unreadable_reply` */
  openReply(text: string): Reply
  sealNotify(notify: NotifyContent): string
  /** Opens a notify strictly; one refusal for everything. @throws AsinxError `notify_refused` */
  openNotify(rawBody: string | Uint8Array): OpenedNotify
}

/** How ciphertext is written as text in each scheme. */
const armour = {
  hex: (bytes: Buffer): string => bytes.toString('hex'),
  legacy: (bytes: Buffer): string => bytes.toString('base64'),
} as const satisfies Record<Scheme, (bytes: Buffer) => string>

/** Hexadecimal wins where a text could be both; whole blocks only. */
function readArmour(text: string): Buffer | undefined {
  if (!isAscii(text)) return undefined
  return (text.length % 32 === 0 ? decodeHex(text) : undefined) ?? decodeBase64(text)
}

function openText(cipher: BlockCipher, text: string): string | undefined {
  const sealed = readArmour(text)
  const base64 = sealed && cipher.open(sealed)
  const bytes = base64 === undefined ? undefined : decodeBase64(base64)
  return bytes && decodeUtf8(bytes)
}

const unreadable = (what: string, cause?: unknown): AsinxError =>
  new AsinxError('unreadable_reply', `The reply ${what}.`, { cause })

/** `JSON.parse` errors quote the text they failed on, so they never become a cause. */
function readReplyText(text: string): Json {
  if (Buffer.byteLength(text) > maxMessageBytes) throw unreadable(`is longer than ${maxMessageBytes} bytes`)
  try {
    return parseJson(text)
  } catch {
    throw unreadable('is not JSON')
  }
}

function requireEnvelope(value: Json): Reply & { sealed?: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable('is not an object')
  const { success, code, message, result, total } = value
  if (typeof success !== 'boolean' || typeof code !== 'number') throw unreadable('lacks success or code')
  return {
    success,
    code,
    message: typeof message === 'string' ? message : '',
    ...(typeof total === 'number' && { total }),
    ...(typeof result === 'string' && result !== '' && { sealed: result }),
    ...(typeof result === 'object' && result !== null && { sealed: ' ' }),
  }
}

const sameText = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left, 'latin1'), Buffer.from(right, 'latin1'))

/**
 * Binds the vendor's scheme to one merchant's credentials (PROTOCOL: signature and encryption).
 * The secret is held as a key object in a closure: the codec prints, serialises and clones without it.
 * @throws AsinxError `bad_credentials`
 */
export function createCodec(options: CodecOptions): Codec {
  const { appId, scheme = 'hex' } = options
  if (typeof appId !== 'string' || appId.trim() === '') throw new AsinxError('bad_credentials', 'The appId is empty.')
  const cipher = createBlockCipher(secretKey(options.appSecret, scheme))
  const ciphers =
    options.previousSecret === undefined
      ? [cipher]
      : [cipher, createBlockCipher(secretKey(options.previousSecret, scheme))]

  const seal = (text: string): string => armour[scheme](cipher.seal(encodeBase64(text)))
  const open = (sealed: string): OpenedText | undefined => {
    for (const each of ciphers) {
      const text = openText(each, sealed)
      if (text !== undefined) return each === cipher ? { text } : { text, previousSecret: true }
    }
    return undefined
  }
  const signText = (text: string): string => hash('md5', seal(text), 'hex')

  const openSealed = (sealed: string): Required<Pick<Reply, 'result'>> & Pick<Reply, 'previousSecret'> => {
    const opened = open(sealed)
    if (opened === undefined) throw unreadable('has a result that does not open with this appSecret')
    try {
      const result = parseJson(opened.text)
      return opened.previousSecret ? { result, previousSecret: true } : { result }
    } catch {
      throw unreadable('has a result that is not JSON')
    }
  }

  return Object.freeze({
    appId,
    sign(path: string, body: unknown) {
      const text = canonicalJson(body)
      return { body: text, sign: signText(path + text) }
    },
    openRequest({ path, body, sign }: ReceivedRequest) {
      if (!sameText(signText(path + body), sign)) throw new AsinxError('bad_signature', 'The signature does not fit.')
      let value: Json
      try {
        value = parseJson(body)
      } catch {
        throw new AsinxError('invalid_input', 'The body is not JSON.')
      }
      if (!hasSortedKeys(body, value)) throw new AsinxError('bad_signature', 'The signature does not fit.')
      return value
    },
    sealResult: (value: unknown) => seal(canonicalJson(value)),
    openResult: (text: string) => openSealed(text).result,
    sealReply: ({ result, ...envelope }: ReplyContent) =>
      canonicalJson({ ...envelope, ...(result !== undefined && { result: seal(canonicalJson(result)) }) }),
    openReply(text: string) {
      const { sealed, ...envelope } = requireEnvelope(readReplyText(text))
      return sealed === undefined ? envelope : { ...envelope, ...openSealed(sealed) }
    },
    sealNotify: ({ type, uniqueNo, data }: NotifyContent) =>
      canonicalJson({ appId, type, uniqueNo, result: seal(canonicalJson(data)) }),
    openNotify: (rawBody: string | Uint8Array) => openNotifyWith({ appId, open }, rawBody),
  })
}
