import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createCodec } from './codec.ts'
import { AsinxError } from './errors.ts'
import { exactNumber } from './json.ts'
import { notifies, type NotifyType } from './notifies.ts'
import { maxNotifyBytes } from './notify-opening.ts'

const codec = createCodec({ appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' })
const other = createCodec({ appId: 'app_447770', appSecret: '00112233445566778899aabbccddeeff' })

function refusalOf(body: string | Uint8Array): unknown {
  try {
    return codec.openNotify(body)
  } catch (error) {
    return error
  }
}

const expectRefused = (body: string | Uint8Array): void => {
  const refusal = refusalOf(body)
  expect(refusal).toBeInstanceOf(AsinxError)
  expect(refusal).toMatchObject({ code: 'notify_refused', message: 'The notify was refused.', problems: [] })
  expect((refusal as AsinxError).cause).toBeUndefined()
  expect(inspect(refusal, { depth: 10 })).not.toContain('TBA')
}

describe('notifies are opened strictly', () => {
  const samples: Record<NotifyType, object> = {
    TRANSACTION_VERIFICATION_CODE: { userBankcardId: 145, code: '123456' },
    CARD_STATUS_CHANGE: { userBankcardId: 146, status: 'TBA' },
    TRANSACTION_CREATED: { userBankcardId: 145, transaction: { recordNo: 'r1', localCurrencyAmt: '+99.00' } },
    CARD_RECHARGE_RESULT: { userBankcardId: 140, amount: exactNumber('100.00'), status: 'SUCCESS' },
    COIN_RECHARGE_RESULT: { uid: 'eo3cqhz3lujehlar', orderNo: 'MB1', status: 'SUCCESS' },
  }
  const types = Object.keys(notifies) as NotifyType[]
  const sealed = codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo: 'n1', data: samples.CARD_STATUS_CHANGE })
  const envelope = JSON.parse(sealed) as Record<string, string>
  const altered = (change: object): string => JSON.stringify({ ...envelope, ...change })

  test.each(types)('%s opens, as text and as bytes', (type) => {
    const body = codec.sealNotify({ type, uniqueNo: 'n1', data: samples[type] })
    const opened = codec.openNotify(body)
    expect(opened).toMatchObject({ type, uniqueNo: 'n1', authentic: false, unknown: [] })
    expect(codec.openNotify(Buffer.from(body))).toEqual(opened)
  })

  test('keeps unknown members and names them', () => {
    const data = { ...samples.CARD_STATUS_CHANGE, mood: 'fine' }
    const opened = codec.openNotify(codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo: 'n1', data }))
    expect(opened).toMatchObject({ unknown: ['mood'], data: { mood: 'fine' } })
  })

  test('a repeat under another number has the same digest, another content or type has not', () => {
    const digest = (type: NotifyType, uniqueNo: string, data: object): string =>
      codec.openNotify(codec.sealNotify({ type, uniqueNo, data })).digest
    const first = digest('CARD_STATUS_CHANGE', 'n1', { userBankcardId: 1, status: 'TBA', code: '1' })
    expect(digest('CARD_STATUS_CHANGE', 'n2', { userBankcardId: 1, status: 'TBA', code: '1' })).toBe(first)
    expect(digest('CARD_STATUS_CHANGE', 'n1', { userBankcardId: 2, status: 'TBA', code: '1' })).not.toBe(first)
    expect(digest('TRANSACTION_VERIFICATION_CODE', 'n1', { userBankcardId: 1, status: 'TBA', code: '1' })).not.toBe(
      first,
    )
  })

  test.each<[string, string | Uint8Array]>([
    ['another appId', altered({ appId: 'app_1' })],
    ['an unknown type', altered({ type: 'CARD_PRINTED' })],
    ['a type of the prototype', altered({ type: 'constructor' })],
    ['another type with the same content', altered({ type: 'COIN_RECHARGE_RESULT' })],
    ['no uniqueNo', altered({ uniqueNo: '' })],
    ['a long uniqueNo', altered({ uniqueNo: 'n'.repeat(201) })],
    ['a fifth member', altered({ sign: 'x' })],
    ['a result in the clear', altered({ result: samples.CARD_STATUS_CHANGE })],
    ['a result of another key', altered({ result: other.sealResult(samples.CARD_STATUS_CHANGE) })],
    ['a result cut short', altered({ result: envelope.result?.slice(0, -32) })],
    ['a content that is a list', altered({ result: codec.sealResult([samples.CARD_STATUS_CHANGE]) })],
    ['a required member missing', altered({ result: codec.sealResult({ userBankcardId: 1 }) })],
    [
      'a required member of another kind',
      altered({ result: codec.sealResult({ userBankcardId: 'x', status: 'TBA' }) }),
    ],
    ['a member twice', sealed.replace('{', '{"appId":"app_447770",')],
    ['a list', '[]'],
    ['no JSON', 'hello'],
    ['an empty body', ''],
    ['malformed UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a body too long', altered({ uniqueNo: 'n'.repeat(maxNotifyBytes) })],
  ])('%s is refused, always in the same words', (_what, body) => {
    expectRefused(body)
  })

  test('amounts inside come as exact text', () => {
    const data = { userBankcardId: 140, amount: exactNumber('0E-18'), status: 'FAILED' }
    const opened = codec.openNotify(codec.sealNotify({ type: 'CARD_RECHARGE_RESULT', uniqueNo: 'n', data }))
    expect(opened).toMatchObject({ type: 'CARD_RECHARGE_RESULT', data: { amount: '0' } })
  })
})
