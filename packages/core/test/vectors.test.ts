import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createBlockCipher } from '../src/cipher.ts'
import { canonicalJson, parseExact, parseJson } from '../src/json.ts'
import { secretKey, type Scheme } from '../src/secret.ts'
import { createCodec } from '../src/wire.ts'

interface Vector {
  name: string
  secret: string
  scheme: Scheme
}
interface Signing extends Vector {
  path: string
  body: unknown
  origin: string
  base64: string
  cipher: string
  sign: string
}
interface Sealed extends Vector {
  result: string
  opens: string
}
interface SealedNotify extends Sealed {
  envelope: { appId: string; type: string; uniqueNo: string }
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'))
const appId = 'app_447770'
const codecOf = ({ secret, scheme }: Vector) => createCodec({ appId, appSecret: secret, scheme })

describe('signing vectors', () => {
  const vectors = read('signing') as Signing[]

  test.each(vectors)('$name', (vector) => {
    const codec = codecOf(vector)
    const { body, sign } = codec.sign(vector.path, vector.body)
    expect(vector.path + body).toBe(vector.origin)
    expect(Buffer.from(vector.origin, 'utf8').toString('base64')).toBe(vector.base64)
    const cipher = createBlockCipher(secretKey(vector.secret, vector.scheme)).seal(vector.base64)
    expect(cipher.toString(vector.scheme === 'hex' ? 'hex' : 'base64')).toBe(vector.cipher)
    expect(sign).toBe(vector.sign)
    expect(codec.openRequest({ path: vector.path, body, sign })).toEqual(parseJson(body))
  })

  test('both published signatures are among them', () => {
    const signs = vectors.map(({ sign }) => sign)
    expect(signs).toContain('f61ff896372b9e5836cb67a069dd810a')
    expect(signs).toContain('cc4991ec87ccb8f3118a1987b642bd3b')
  })
})

const opensAndSeals = (vector: Sealed): void => {
  const codec = codecOf(vector)
  expect(codec.openResult(vector.result)).toEqual(parseJson(vector.opens))
  expect(canonicalJson(parseExact(vector.opens))).toBe(vector.opens)
  expect(codec.sealResult(parseExact(vector.opens))).toBe(vector.result)
}

describe('results', () => {
  test.each(read('results') as Sealed[])('$name', opensAndSeals)
})

describe('the list of card products', () => {
  const [vector] = read('template-list') as [Sealed]

  test('opens and seals again to the same text', () => opensAndSeals(vector))

  test('keeps every digit of nine products', () => {
    const products = codecOf(vector).openResult(vector.result) as { applyFee: string; rechargeFee: string }[]
    expect(products).toHaveLength(9)
    expect(products.map(({ applyFee }) => applyFee)).toContain('300.000000000000000000')
    expect(products.map(({ rechargeFee }) => rechargeFee)).toContain('0.012000000000000000')
  })
})

describe('the published notify', () => {
  const [vector] = read('notify') as [SealedNotify]

  test('opens and seals again to the same text', () => opensAndSeals(vector))

  test('opens strictly as a notify and seals to the same body', () => {
    const codec = codecOf(vector)
    const rawBody = JSON.stringify({ ...vector.envelope, result: vector.result })
    const opened = codec.openNotify(rawBody)
    expect(opened).toMatchObject({
      type: vector.envelope.type,
      uniqueNo: vector.envelope.uniqueNo,
      authentic: false,
      unknown: [],
      data: { userBankcardId: 145, transaction: { localCurrencyAmt: '99.00', transCurrencyAmt: '771.20' } },
    })
    expect(opened).not.toHaveProperty('data.transaction.merchantName')
    const { type, uniqueNo } = vector.envelope
    const sealed = codec.sealNotify({ type, uniqueNo, data: parseExact(vector.opens) })
    expect(parseExact(sealed)).toEqual(parseExact(rawBody))
  })
})
