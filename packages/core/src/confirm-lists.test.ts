import { describe, expect, test } from 'vitest'
import { answering, listing, opened } from '../test/asker.ts'
import { confirm, confirmPages, type Asker, type Confirmation, type ConfirmOptions } from './confirm.ts'

const uid = 'hgwoxhlpzvav6m2l'
const at = 1_690_940_850_000
const day = 86_400_000

describe('TRANSACTION_CREATED', () => {
  const transaction = {
    recordNo: 'r1',
    occurTime: at,
    localCurrency: 'USD',
    localCurrencyAmt: '-24.27',
    transCurrency: 'CNY',
    transCurrencyAmt: '-170.00',
    transStatus: 'pending',
    transType: 'charge',
    authType: '',
    merchantName: 'MEITUAN FOOD           BEIJING',
  }
  const entry = {
    ...transaction,
    occurTime: at - 50,
    localCurrencyAmt: '-24.270000',
    transStatus: 'Pending',
    transType: 'Expenditure',
    merchantName: 'MEITUAN FOOD BEIJING',
    userBankcardId: 145,
  }
  const others = ['r2', 'r3', 'r4', 'r5'].map((recordNo) => ({ ...entry, recordNo }))
  const notify = opened('TRANSACTION_CREATED', { userBankcardId: 145, transaction })
  const ask = (api: Asker, options: ConfirmOptions = { uid }): Promise<Confirmation> => confirm(notify, api, options)

  test('is found on a later page of a day before and after, and agrees', async () => {
    const api = listing([...others, entry])
    const confirmation = await ask(api)
    expect(confirmation).toMatchObject({ state: 'confirmed', differs: [] })
    expect(confirmation.agreed).toEqual(
      expect.arrayContaining([
        'transaction.recordNo',
        'transaction.localCurrencyAmt',
        'transaction.transStatus',
        'userBankcardId',
      ]),
    )
    expect(confirmation.agreed).not.toContain('transaction.transType')
    expect(api.questions.map(({ input }) => input)).toEqual(
      [1, 2, 3].map((pageNum) => ({
        uid,
        userBankcardId: 145,
        fromTimestamp: at - day,
        endTimestamp: at + day,
        pageNum,
        pageSize: confirmPages.size,
      })),
    )
  })

  test.for<[string, object, Confirmation['state'], Confirmation['why']]>([
    ['another amount', { localCurrencyAmt: '-2.27' }, 'contradicted', 'differs'],
    ['another amount abroad', { transCurrencyAmt: '170.00' }, 'contradicted', 'differs'],
    ['another currency', { localCurrency: 'EUR' }, 'contradicted', 'differs'],
    ['another card', { userBankcardId: 146 }, 'contradicted', 'differs'],
    ['another merchant', { merchantName: 'ELSEWHERE' }, 'contradicted', 'differs'],
    ['another type', { transType: 'topup' }, 'contradicted', 'differs'],
    ['a later status', { transStatus: 'posted' }, 'cannot_tell', 'moved_on'],
    ['no amount', { localCurrencyAmt: undefined }, 'cannot_tell', 'untold'],
    ['a status nobody knows', { transStatus: 'Hovering' }, 'cannot_tell', 'unknown_value'],
  ])('%s in the list is %s', async ([_what, change, state, why]) => {
    expect(await ask(listing([{ ...entry, ...change }]))).toMatchObject({ state, why })
  })

  test('a notify that claims what is still pending is not told yet', async () => {
    const claim = opened('TRANSACTION_CREATED', {
      userBankcardId: 145,
      transaction: { ...transaction, transStatus: 'posted' },
    })
    expect(await confirm(claim, listing([entry]), { uid })).toMatchObject({ why: 'not_yet' })
  })

  test('what is on no page is contradicted', async () => {
    const api = listing(others)
    expect(await ask(api)).toMatchObject({ state: 'contradicted', why: 'not_listed', agreed: [] })
    expect(api.questions).toHaveLength(3)
  })

  test('a list without end is given up', async () => {
    const api = answering(() => others)
    expect(await ask(api)).toMatchObject({ state: 'cannot_tell', why: 'too_many' })
    expect(api.questions).toHaveLength(confirmPages.most)
  })

  test('without a time the whole list is looked through', async () => {
    const timeless = opened('TRANSACTION_CREATED', { userBankcardId: 145, transaction: { recordNo: 'r1' } })
    const api = listing([entry])
    expect(await confirm(timeless, api, { uid })).toMatchObject({
      state: 'confirmed',
      agreed: ['transaction.recordNo', 'userBankcardId'],
    })
    expect(api.questions[0]?.input).not.toHaveProperty('fromTimestamp')
  })
})

describe('COIN_RECHARGE_RESULT', () => {
  const data = { uid, orderNo: 'MB1', status: 'SUCCESS', symbol: 'USDT', coinAmount: '100', receiveAmount: '97.75' }
  const notify = opened('COIN_RECHARGE_RESULT', { ...data, createAt: at })
  const entry = {
    uid,
    symbol: 'USDT',
    amount: '100.000000000000000000',
    receiveUSDValue: '97.75',
    rechargeStatus: 'SUCCESS',
    createTime: at - 1000,
  }

  test.for<[string, object[], Confirmation['state'], Confirmation['why']]>([
    ['the deposit', [entry], 'confirmed', 'agrees'],
    [
      'the deposit among others',
      [{ ...entry, amount: '5' }, { ...entry, symbol: 'BTC' }, entry],
      'confirmed',
      'agrees',
    ],
    ['the deposit and an old one', [entry, { ...entry, createTime: at - 8 * day }], 'confirmed', 'agrees'],
    ['the deposit and one of another user', [{ ...entry, uid: 'other' }, entry], 'confirmed', 'agrees'],
    ['two alike', [entry, entry], 'cannot_tell', 'ambiguous'],
    ['two alike on two pages', [entry, { ...entry, amount: '5' }, entry], 'cannot_tell', 'ambiguous'],
    ['one that failed', [{ ...entry, rechargeStatus: 'FAILED' }], 'contradicted', 'differs'],
    ['one that brought less', [{ ...entry, receiveUSDValue: '9.775' }], 'contradicted', 'differs'],
    ['one that was made later', [{ ...entry, createTime: at + day }], 'contradicted', 'not_listed'],
    ['other amounts', [{ ...entry, amount: '99' }], 'contradicted', 'not_listed'],
    ['nothing', [], 'contradicted', 'not_listed'],
  ])('where the list has %s is %s', async ([_what, entries, state, why]) => {
    expect(await confirm(notify, listing(entries))).toMatchObject({ state, why })
  })

  test.each(['symbol', 'coinAmount'] as const)('without %s it cannot be found again', async (name) => {
    const { [name]: _left, ...rest } = data
    const api = listing([entry])
    expect(await confirm(opened('COIN_RECHARGE_RESULT', rest), api)).toMatchObject({ why: 'too_little' })
    expect(api.questions).toEqual([])
  })
})
