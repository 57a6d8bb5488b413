import { createCipheriv, createHash } from 'node:crypto'
import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCodec, maxMessageBytes, type Codec } from './codec.ts'
import { isAsinxError } from './errors.ts'
import { exactNumber, type Json } from './json.ts'

const appId = 'app_447770'
const appSecret = 'b635dd5c87f7bf73387929203321b1e1'
const otherSecret = '00112233445566778899aabbccddeeff'
const codec = createCodec({ appId, appSecret })
const legacy = createCodec({ appId, appSecret: '123456', scheme: 'legacy' })
const other = createCodec({ appId, appSecret: otherSecret })

const thrownBy = (run: () => unknown): unknown => {
  try {
    run()
  } catch (error) {
    return error
  }
  return 'nothing thrown'
}
const codeOf = (run: () => unknown): unknown => {
  const error = thrownBy(run)
  return isAsinxError(error) ? error.code : error
}

/** JSON values without fractions, so that what opens equals what was sealed. */
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value

describe.each([
  ['hex', codec],
  ['legacy', legacy],
])('round trips in the %s scheme', (_name, each: Codec) => {
  test('requests', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z0-9]{1,12}$/), json, { noNullPrototype: true }), (body) => {
        const signed = each.sign('/bankcard/apply', body)
        expect(each.openRequest({ path: '/bankcard/apply', ...signed })).toEqual(body)
      }),
    )
  })

  test('results and replies', () => {
    fc.assert(
      fc.property(json, (result) => {
        expect(each.openResult(each.sealResult(result))).toEqual(result)
        const reply = { success: true, code: 1, message: 'Successful!', total: 1, result }
        expect(each.openReply(each.sealReply(reply))).toEqual(reply)
      }),
    )
  })

  test('amounts keep their digits', () => {
    const sealed = each.sealResult({ amount: exactNumber('398.000000000000000000') })
    expect(each.openResult(sealed)).toEqual({ amount: '398.000000000000000000' })
  })
})

describe('credentials', () => {
  test.each(['', '  ', '123456', `${appSecret}0`, 'g'.repeat(32)])(
    'refuses the secret %j in the hex scheme',
    (secret) => {
      expect(codeOf(() => createCodec({ appId, appSecret: secret }))).toBe('bad_credentials')
      expect(codeOf(() => createCodec({ appId, appSecret, previousSecret: secret }))).toBe('bad_credentials')
    },
  )

  test('refuses an empty appId and an empty legacy secret', () => {
    expect(codeOf(() => createCodec({ appId: ' ', appSecret }))).toBe('bad_credentials')
    expect(codeOf(() => createCodec({ appId, appSecret: '', scheme: 'legacy' }))).toBe('bad_credentials')
  })

  test('the secret is in nothing that prints', () => {
    const sealed = createCodec({ appId, appSecret, previousSecret: otherSecret })
    const printed = [
      inspect(sealed, { depth: 10, showHidden: true }),
      JSON.stringify(sealed),
      String(sealed),
      ...Object.values(sealed).map((member) => inspect(member, { showHidden: true, depth: 10 })),
    ].join('\n')
    for (const secret of [appSecret, otherSecret]) {
      expect(printed).not.toContain(secret)
      expect(printed).not.toContain(Buffer.from(secret, 'hex').toString('base64'))
    }
  })

  test('errors about credentials do not repeat them', () => {
    for (const secret of ['topsecret', `${appSecret}zz`])
      expect(inspect(thrownBy(() => createCodec({ appId, appSecret: secret })))).not.toContain(secret)
  })

  test('the previous secret opens and never seals', () => {
    const after = createCodec({ appId, appSecret: otherSecret, previousSecret: appSecret })
    expect(after.openResult(codec.sealResult({ a: 1 }))).toEqual({ a: 1 })
    expect(after.openResult(other.sealResult({ a: 1 }))).toEqual({ a: 1 })
    expect(after.sealResult({ a: 1 })).toBe(other.sealResult({ a: 1 }))
    const reply = { success: true, code: 1, message: '', result: { a: 1 } }
    expect(after.openReply(codec.sealReply(reply))).toEqual({ ...reply, previousSecret: true })
    expect(after.openReply(other.sealReply(reply))).toEqual(reply)
    const notify = { type: 'CARD_STATUS_CHANGE', uniqueNo: 'n1', data: { userBankcardId: 1, status: 'TBA' } }
    const { previousSecret, ...opened } = after.openNotify(codec.sealNotify(notify))
    expect(previousSecret).toBe(true)
    expect(after.openNotify(other.sealNotify(notify))).toEqual(opened)
    const signed = codec.sign('/x', {})
    expect(codeOf(() => after.openRequest({ path: '/x', ...signed }))).toBe('bad_signature')
  })
})

describe('requests are opened strictly', () => {
  const path = '/bankcard/recharge'
  const signed = codec.sign(path, { amount: exactNumber('16.00'), userBankcardId: 135 })
  /** The signature of any text, made without the codec. */
  const signText = (text: string): string => {
    const cipher = createCipheriv('aes-128-ecb', Buffer.from(appSecret, 'hex'), null)
    const hex = cipher.update(Buffer.from(text, 'utf8').toString('base64'), 'latin1', 'hex') + cipher.final('hex')
    return createHash('md5').update(hex).digest('hex')
  }

  test.each([
    ['another path', { ...signed, path: '/bankcard/close' }],
    ['another amount', { ...signed, path, body: signed.body.replace('16.00', '160.0') }],
    ['a space', { ...signed, path, body: `${signed.body} ` }],
    ['no signature', { ...signed, path, sign: '' }],
    ['a signature in capitals', { ...signed, path, sign: signed.sign.toUpperCase() }],
    ['a signature beyond latin', { ...signed, path, sign: '优'.repeat(32) }],
    [
      'the signature of another secret',
      { path, ...other.sign(path, { amount: exactNumber('16.00'), userBankcardId: 135 }) },
    ],
  ])('%s is refused', (_what, request) => {
    expect(codeOf(() => codec.openRequest(request))).toBe('bad_signature')
  })

  test.each([
    ['sorted', '{"a":2,"b":1}', 'nothing thrown'],
    ['unsorted', '{"b":1,"a":2}', 'bad_signature'],
    ['unsorted deeper', '{"a":[{"d":1,"c":2}]}', 'bad_signature'],
    ['not JSON', '{"a":1', 'invalid_input'],
    ['a member twice', '{"a":1,"a":1}', 'invalid_input'],
  ])('a well-signed body that is %s: %s gives %s', (_what, body, code) => {
    expect(codeOf(() => codec.openRequest({ path: '/x', body, sign: signText(`/x${body}`) }))).toBe(code)
  })
})

const byteChanges = 2000

describe('results are opened strictly', () => {
  const sealed = codec.sealResult({ balance: exactNumber('456.34'), userBankcardId: 100, note: 'twelve bytes' })

  test('no change of one byte is accepted', () => {
    const bytes = Buffer.from(sealed, 'hex')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ change
        expect(codeOf(() => codec.openResult(changed.toString('hex')))).toBe('unreadable_reply')
      }),
      { numRuns: byteChanges },
    )
  })

  test.each([
    ['hexadecimal', (text: string) => text],
    ['base64', (text: string) => Buffer.from(text, 'hex').toString('base64')],
  ])('no %s digit stands for another that ends with its byte', (_name, written) => {
    const text = written(codec.sealResult({ a: 1 }))
    expect(codec.openResult(text)).toEqual({ a: 1 })
    for (let at = 0; at < text.length; at++) {
      const wide = String.fromCharCode(0x100 + text.charCodeAt(at))
      const changed = text.slice(0, at) + wide + text.slice(at + 1)
      expect(codeOf(() => codec.openResult(changed))).toBe('unreadable_reply')
    }
  })

  test('no truncation is accepted', () => {
    for (let length = 0; length < sealed.length; length++)
      expect(codeOf(() => codec.openResult(sealed.slice(0, length)))).toBe('unreadable_reply')
  })

  test.each([
    ['another key', other.sealResult({ a: 1 })],
    ['the earlier scheme', legacy.sealResult({ a: 1 })],
    ['text that is no ciphertext', 'hello'],
    ['line breaks', `${sealed.slice(0, 32)}\n${sealed.slice(32)}`],
    ['an empty text', ''],
  ])('%s is refused', (_what, text) => {
    expect(codeOf(() => codec.openResult(text))).toBe('unreadable_reply')
  })

  test('base64 ciphertext of the same key opens too', () => {
    expect(codec.openResult(Buffer.from(sealed, 'hex').toString('base64'))).toMatchObject({ balance: '456.34' })
  })
})

describe('replies are opened strictly', () => {
  test.each([
    ['HTML', '<html>502</html>'],
    ['an empty body', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no success', '{"code":1,"message":"x"}'],
    ['success as text', '{"success":"true","code":1}'],
    ['code as text', '{"success":true,"code":"1"}'],
    ['a result in the clear', '{"success":true,"code":1,"result":{"balance":1}}'],
    ['a result of another key', JSON.stringify({ success: true, code: 1, result: other.sealResult({ a: 1 }) })],
    ['a member twice', '{"success":true,"code":1,"code":1}'],
  ])('%s is unreadable', (_what, text) => {
    expect(codeOf(() => codec.openReply(text))).toBe('unreadable_reply')
  })

  test('one that is too long is not read', () => {
    expect(codeOf(() => codec.openReply(`"${'x'.repeat(maxMessageBytes)}"`))).toBe('unreadable_reply')
  })

  test('a failing reply may carry a result or none', () => {
    const failing = { success: false, code: 99997, message: 'unknown' }
    expect(codec.openReply(codec.sealReply(failing))).toEqual(failing)
    const withOrder = { ...failing, result: { requestOrderId: 'LM1' } }
    expect(codec.openReply(codec.sealReply(withOrder))).toEqual(withOrder)
    expect(codec.openReply('{"success":false,"code":200,"message":"no","result":null}')).toEqual({
      success: false,
      code: 200,
      message: 'no',
    })
  })

  test('no error repeats what could not be read', () => {
    const secretText = 'card 4242424242413691'
    for (const text of [secretText, JSON.stringify({ success: true, code: 1, result: secretText })])
      expect(
        inspect(
          thrownBy(() => codec.openReply(text)),
          { depth: 10 },
        ),
      ).not.toContain('4242')
  })
})
