/** The codec against the same work done with one cipher object a message (node:crypto) and in plain JavaScript (crypto-js). */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { canonicalJson, parseJson } from '@asinx-pay/core'
import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { measure, type Measured } from './measure.ts'
import { loadCryptoJs } from './tools.ts'

/** What each contender does: the whole way from a value to its signature, and from a sealed result to its value. */
interface Scheme {
  sign(path: string, body: unknown): string
  open(sealed: string): unknown
}

const codec = createCodec(demoCredentials)
const ours: Scheme = { sign: (path, body) => codec.sign(path, body).sign, open: (sealed) => codec.openResult(sealed) }

const key = Buffer.from(demoCredentials.appSecret, 'hex')
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const strictly = (holds: boolean): void => {
  if (!holds) throw new Error('refused')
}

/** As strict as ours, and with the same JSON, so that only the way to the cipher differs. */
const nodeCrypto: Scheme = {
  sign(path, body) {
    const cipher = createCipheriv('aes-128-ecb', key, null)
    const base64 = Buffer.from(path + canonicalJson(body), 'utf8').toString('base64')
    const hex = cipher.update(base64, 'latin1', 'hex') + cipher.final('hex')
    return createHash('md5').update(hex).digest('hex')
  },
  open(sealed) {
    const bytes = Buffer.from(sealed, 'hex')
    strictly(bytes.length * 2 === sealed.length && Buffer.byteLength(sealed) === sealed.length)
    const decipher = createDecipheriv('aes-128-ecb', key, null)
    const base64 = Buffer.concat([decipher.update(bytes), decipher.final()]).toString('latin1')
    const text = Buffer.from(base64, 'base64')
    strictly(text.toString('base64') === base64)
    return parseJson(utf8.decode(text))
  },
}

function cryptoJs(): Scheme {
  const { enc, AES, MD5, mode, pad, lib } = loadCryptoJs()
  const words = enc.Hex.parse(demoCredentials.appSecret)
  const options = { mode: mode.ECB, padding: pad.Pkcs7 }
  return {
    sign(path, body) {
      const base64 = enc.Base64.stringify(enc.Utf8.parse(path + canonicalJson(body)))
      return MD5(AES.encrypt(base64, words, options).ciphertext.toString(enc.Hex)).toString()
    },
    open(sealed) {
      const parts = lib.CipherParams.create({ ciphertext: enc.Hex.parse(sealed) })
      const base64 = AES.decrypt(parts, words, options).toString(enc.Latin1)
      return parseJson(enc.Base64.parse(base64).toString(enc.Utf8))
    },
  }
}

const path = '/bankcard/recharge'
const kilobytes = [0.1, 0.5, 2, 20]
/** A message that is one text: what JSON costs hardly counts, so it shows the scheme itself. */
const oneText = (bytes: number): string => 'a b/c'.repeat(bytes / 5)
/** A message with members: the smallest a registration, the others a list of transactions. */
const members = (bytes: number): object =>
  bytes < 160
    ? { email: 'somebody.else@example.com', mobileNumber: '18888888867', mobilePrefix: '1', tag: 'order-2026' }
    : {
        list: Array.from({ length: Math.round(bytes / 150) }, (_, index) => ({
          id: 1000 + index,
          localCurrencyAmt: '-24.27',
          merchantName: 'SEARCH ADS',
          occurTime: 1690878577000 + index,
          recordNo: `ef4248e4-d274-4f33-bc8c-${index}`,
        })),
      }

export interface CodecRow {
  job: string
  /** Ours first. */
  measured: Measured[]
}

function compare(job: string, contenders: readonly [name: string, run: () => unknown][]): CodecRow {
  const results = contenders.map(([, run]) => JSON.stringify(run()))
  if (new Set(results).size !== 1) throw new Error(`${job}: the contenders do not agree`)
  const runs = contenders.map(([name, run]) => ({ name, run }))
  return { job, measured: measure(runs, { rounds: 31, roundMs: 50 }) }
}

export function* codecRows(): Generator<CodecRow> {
  const schemes: [string, Scheme][] = [
    ['ours', ours],
    ['node:crypto', nodeCrypto],
    ['crypto-js', cryptoJs()],
  ]
  for (const [what, make] of Object.entries({ 'one text': oneText, members }))
    for (const size of kilobytes) {
      const value = make(size * 1000)
      const body = typeof value === 'string' ? { a: value } : value
      yield compare(
        `sign ${size} kB, ${what}`,
        schemes.map(([name, { sign }]) => [name, () => sign(path, body)]),
      )
      const sealed = codec.sealResult(value)
      yield compare(
        `open ${size} kB, ${what}`,
        schemes.map(([name, { open }]) => [name, () => open(sealed)]),
      )
    }
}
