import { describe, expect, expectTypeOf, test } from 'vitest'
import { createCodec } from '../codec.ts'
import { decode } from '../decode.ts'
import { endpointKeys, endpointOf } from '../endpoints/index.ts'
import { notifyRowOf, notifyTypes, type NotifyData } from '../notifies.ts'
import { createTestData, sealTestNotify, sealTestReply } from './test-data.ts'
import type { Fill } from './values.ts'

const codec = createCodec({ appId: 'app_447770', appSecret: 'b635dd5c87f7bf73387929203321b1e1' })
const fills: Fill[] = ['all', 'required', 'some']
const seeds = Array.from({ length: 20 }, (_, index) => index)
const runs = fills.flatMap((fill) => seeds.map((seed) => ({ fill, seed })))

const isLuhn = (pan: string): boolean =>
  Array.from(pan)
    .toReversed()
    .map((digit, index) => (index % 2 ? Number(digit) * 2 : Number(digit)))
    .reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) %
    10 ===
  0

describe('notifies', () => {
  test.each(notifyTypes)('%s opens as it was made', (type) => {
    for (const options of runs) {
      const made = createTestData(options).notify(type)
      const opened = codec.openNotify(sealTestNotify(codec, made))
      expect(opened).toMatchObject({ type, uniqueNo: made.uniqueNo, data: made.data, unknown: [] })
    }
  })

  test('are the same for the same seed and others for another', () => {
    const make = (seed: number) => notifyTypes.map((type) => createTestData({ seed, fill: 'some' }).notify(type))
    expect(make(7)).toEqual(make(7))
    expect(make(8)).not.toEqual(make(7))
  })

  test('have every member of their row that says something, and on request none that is optional', () => {
    const full = createTestData().notify('TRANSACTION_CREATED').data
    const { transaction } = notifyRowOf('TRANSACTION_CREATED').fields
    expect(Object.keys(full.transaction).sort()).toEqual(
      Object.keys(transaction?.kind === 'group' ? transaction.fields : {}).sort(),
    )
    const bare = createTestData({ fill: 'required' }).notify('TRANSACTION_CREATED').data
    expect(Object.keys(bare)).toEqual(['userBankcardId', 'transaction'])
    expect(Object.keys(bare.transaction)).toEqual(['recordNo'])
  })

  test('take overrides at any depth, and unknown members', () => {
    const { data } = createTestData().notify('TRANSACTION_CREATED', {
      userBankcardId: 5,
      transaction: { localCurrencyAmt: '-1.00', merchantName: undefined },
      surprise: true,
    })
    expectTypeOf(data).toEqualTypeOf<NotifyData<'TRANSACTION_CREATED'>>()
    expect(data).toMatchObject({ userBankcardId: 5, surprise: true, transaction: { localCurrencyAmt: '-1.00' } })
    expect(data.transaction).not.toHaveProperty('merchantName')
    expect(data.transaction.recordNo).toMatch(/^[0-9a-z-]{36}$/)
  })

  test('leave out what means nothing beside the rest', () => {
    const { notify } = createTestData()
    expect(notify('CARD_STATUS_CHANGE', { status: 'ACTIVE' }).data).not.toHaveProperty('reason')
    expect(notify('CARD_STATUS_CHANGE', { status: 'AUDIT_NOT_PASS' }).data).toHaveProperty('reason')
    expect(notify('CARD_RECHARGE_RESULT', { status: 'FAILED' }).data).not.toHaveProperty('receiveAmount')
    expect(notify('CARD_RECHARGE_RESULT', { status: 'SUCCESS' }).data).toHaveProperty('receiveAmount')
  })

  test('carry card numbers of the test range only', () => {
    for (const seed of seeds) {
      const { cardNo = '' } = createTestData({ seed }).notify('TRANSACTION_VERIFICATION_CODE').data
      expect(cardNo).toMatch(/^424242\d{10}$/)
      expect(isLuhn(cardNo)).toBe(true)
    }
  })
})

describe('replies', () => {
  test.each(endpointKeys)('%s opens as it was made and is as its row says', (key) => {
    const { response } = endpointOf(key)
    for (const options of runs) {
      const result = createTestData(options).result(key)
      const { success, code, result: opened } = codec.openReply(sealTestReply(codec, key, result))
      expect({ success, code }).toEqual({ success: true, code: 1 })
      const read = (Array.isArray(opened) ? opened : [opened]).map((each) => decode(response, each))
      expect(read.flatMap(({ problems, unknown }) => [...problems, ...unknown])).toEqual([])
      expect(read.map(({ value }) => value)).toEqual(Array.isArray(result) ? result : [result])
    }
  })

  test('take overrides', () => {
    expect(createTestData().result('bankcard.balance', { balance: '5.00' })).toMatchObject({ balance: '5.00' })
  })
})
