import { endpointKeys, type EndpointKey, type Endpoints, type Input } from '@asinx-pay/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'

type Inputs = { [K in EndpointKey]: () => Input<Endpoints[K]> }

let merchant: TestMerchant
let uid = ''
let userBankcardId = 0
let requestOrderId = ''
let spare = 0

const image = 'data:image/png;base64,iVBORw0KGgo='

/** A good input for every row; the compiler names the one that is missing. */
const inputs: Inputs = {
  'sys.clock': () => ({}),
  'user.register': () => ({ email: 'row@example.com', mobileNumber: '5550199', mobilePrefix: '1' }),
  'user.setProfession': () => ({
    uid,
    first_name: 'Sam',
    last_name: 'Sample',
    first_name_en: 'Sam',
    last_name_en: 'Sample',
    birthday: '1990-01-31',
    id_type: 'passport',
    country: 'JP',
    number: 'X0000000',
    expiry_date: '2035-12-31',
    frontImg: image,
  }),
  'user.kycCheck': () => ({ uid, idType: 'PASSPORT' }),
  'user.setUserInfo': () => ({ uid, firstName: 'Sam', address: { city: 'Sampletown' } }),
  'user.setHolderInfo': () => ({ uid, firstName: 'Sam', lastName: 'Sample' }),
  'user.usdRechargeInfo': () => ({ uid, amount: '100.00' }),
  'kyc.gateway': () => ({ uid, doneViewURL: 'https://example.com/done', timeoutViewURL: 'https://example.com/late' }),
  'bankcard.templateList': () => ({}),
  'bankcard.apply': () => ({ uid, bankcardId: 101, tag: 'row' }),
  'bankcard.recharge': () => ({ uid, userBankcardId, amount: '10.00' }),
  'bankcard.cardOrderInfo': () => ({ uid, userBankcardId, requestOrderId }),
  'bankcard.setPin': () => ({ uid, userBankcardId, pin: '246810' }),
  'bankcard.balance': () => ({ uid, userBankcardId }),
  'bankcard.cardInfo': () => ({ uid, userBankcardId }),
  'bankcard.transactions': () => ({ uid, userBankcardId, pageNum: 1, pageSize: 5 }),
  'bankcard.updateStatus': () => ({ uid, userBankcardId, enable: true }),
  'bankcard.close': () => ({ uid, userBankcardId: spare }),
  'account.asset': () => ({}),
  'account.userRechargeList': () => ({ uid }),
  'merchant.asset': () => ({}),
  'merchant.rechargeList': () => ({}),
}

async function activeCard(): Promise<number> {
  const applied = await merchant.client.bankcard.apply({ uid, bankcardId: 101 })
  if (applied.state !== 'done') throw new Error('not applied')
  const { userBankcardId: id } = applied.result
  await merchant.control(`/cards/${id}/approve`)
  const recharged = await merchant.client.bankcard.recharge({ uid, userBankcardId: id, amount: '20' })
  if (recharged.state === 'done') requestOrderId = recharged.result.requestOrderId ?? ''
  return id
}

beforeAll(async () => {
  merchant = createTestMerchant()
  uid = await merchant.register()
  spare = await activeCard()
  userBankcardId = await activeCard()
})
afterAll(() => merchant.sandbox.close())

describe('every row, called through the client', () => {
  test.each(endpointKeys)('%s answers and the books add up', async (key) => {
    const answer = (await merchant.client.call(key, inputs[key]() as never)) as { state?: string }
    expect(answer).toBeTypeOf('object')
    expect(answer.state ?? 'done').toBe('done')
    expect(merchant.sandbox.audit()).toEqual([])
  })
})
