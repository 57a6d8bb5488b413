import { describe, expect, expectTypeOf, test } from 'vitest'
import { answering, opened } from '../test/asker.ts'
import { fieldAt } from './agreement.ts'
import type { Client } from './client.ts'
import { confirmReasons } from './confirm-reasons.ts'
import { confirm, type Asker, type Confirmation } from './confirm.ts'
import { inputFields } from './endpoint.ts'
import { endpointOf } from './endpoints/index.ts'
import type { OpenedNotify } from './envelope.ts'
import { AsinxError, type AsinxErrorCode } from './errors.ts'
import { notifyRowOf, notifyTypes } from './notifies.ts'

const uid = 'hgwoxhlpzvav6m2l'
const at = 1_690_940_850_000

const status = (value: string, more: object = {}): OpenedNotify =>
  opened('CARD_STATUS_CHANGE', { userBankcardId: 146, status: value, ...more })

test('a client can be asked with', () => {
  expectTypeOf<Client>().toExtend<Asker>()
  expectTypeOf<Confirmation['state']>().toEqualTypeOf<'confirmed' | 'contradicted' | 'cannot_tell'>()
  expectTypeOf<Extract<Confirmation, { state: 'contradicted' }>['why']>().toEqualTypeOf<'differs' | 'not_listed'>()
})

test.each(notifyTypes)('%s is confirmed by members that its row and the endpoint have', (type) => {
  const { fields, confirm: rule } = notifyRowOf(type)
  if (!rule) return expect(type).toBe('TRANSACTION_VERIFICATION_CODE')
  const { entry, endpoint } = rule
  const row = endpointOf(endpoint)
  const facts = [...rule.agree, ...(entry ? [...entry.same, entry.time] : [])]
  expect(facts.filter(({ told, as }) => !fieldAt(fields, told) || !row.response[as])).toEqual([])
  const asked = [...rule.needs, ...Object.keys(rule.input), ...Object.values(entry?.time.input ?? {})]
  expect(asked.filter((name) => !inputFields(row)[name])).toEqual([])
  expect(Object.values(rule.input).filter((path) => !fieldAt(fields, path))).toEqual([])
  expect(row).toMatchObject({ effect: 'read', ...(entry && { list: true, paged: true }) })
})

describe('CARD_STATUS_CHANGE', () => {
  const cases: [told: string, answered: string, state: Confirmation['state'], why: Confirmation['why']][] = [
    ['ACTIVE', 'ACTIVE', 'confirmed', 'agrees'],
    ['CLOSE', 'ACTIVE', 'contradicted', 'differs'],
    ['ACTIVE', 'TBA', 'contradicted', 'differs'],
    ['AUDIT_NOT_PASS', 'CLOSE', 'cannot_tell', 'moved_on'],
    ['AUDIT_PASS', 'TBA', 'cannot_tell', 'moved_on'],
    ['ACTIVE', 'CLOSE', 'cannot_tell', 'moved_on'],
    ['ACTIVE', 'ACTIVE_PROCESSING', 'cannot_tell', 'not_yet'],
    ['CLOSE', 'CLOSE_PROCESSING', 'cannot_tell', 'not_yet'],
    ['FROZEN', 'ACTIVE', 'cannot_tell', 'unknown_value'],
    ['ACTIVE', 'FROZEN', 'cannot_tell', 'unknown_value'],
  ]

  test.for(cases)('%s where the card is %s is %s: %s', async ([told, answered, state, why]) => {
    const api = answering(() => ({ userBankCardStatus: answered }))
    const confirmation = await confirm(status(told), api, { uid })
    expect(confirmation).toMatchObject({ state, why, endpoint: 'bankcard.cardInfo' })
    expect(confirmation.message).toBe(confirmReasons[why].text)
    expect(api.questions).toEqual([{ endpoint: 'bankcard.cardInfo', input: { uid, userBankcardId: 146 } }])
  })

  test.for([
    ['4242424242413691', '4242424242413691', 'confirmed', ['status', 'cardNo']],
    ['4242424242413691', '424242 **** **** ****', 'confirmed', ['status', 'cardNo']],
    ['4242424242413691', undefined, 'confirmed', ['status']],
    ['4242424242413691', '**** 3691', 'confirmed', ['status', 'cardNo']],
    ['4242 **** 3691', '4242424242413691', 'confirmed', ['status', 'cardNo']],
    ['4242424242413691', '**** 3692', 'contradicted', ['status']],
    ['4242424242413691', '4242424242413692', 'contradicted', ['status']],
    ['4242424242413691', '555555 **** **** ****', 'contradicted', ['status']],
  ])('a card number %s beside %s is %s', async ([told, answered, state, agreed]) => {
    const api = answering(() => ({ userBankCardStatus: 'ACTIVE', ...(answered && { cardNo: answered }) }))
    expect(await confirm(status('ACTIVE', { cardNo: told }), api, { uid })).toMatchObject({ state, agreed })
  })

  test('nothing of a card is in the result', async () => {
    const api = answering(() => ({ userBankCardStatus: 'ACTIVE', cardNo: '4242424242413692', cardCvv: '195' }))
    const confirmation = await confirm(status('ACTIVE', { cardNo: '4242424242413691' }), api, { uid })
    expect(confirmation.differs).toEqual(['cardNo'])
    expect(JSON.stringify(confirmation)).not.toMatch(/4242|195/)
  })
})

describe('CARD_RECHARGE_RESULT', () => {
  const notify = opened('CARD_RECHARGE_RESULT', {
    userBankcardId: 140,
    amount: '100.000000000000000000',
    status: 'SUCCESS',
    receiveAmount: '99.5',
  })
  const options = { uid, requestOrderId: 'LM1' }

  test.each<[object, Confirmation['state'], Confirmation['why']]>([
    [{ status: 'SUCCESS', amount: '100', receiveAmount: '99.50' }, 'confirmed', 'agrees'],
    [{ status: 'SUCCESS', amount: '100' }, 'confirmed', 'agrees'],
    [{ status: 'SUCCESS', amount: '1000' }, 'contradicted', 'differs'],
    [{ status: 'SUCCESS', amount: '100', receiveAmount: '9.50' }, 'contradicted', 'differs'],
    [{ status: 'FAILED', amount: '100' }, 'contradicted', 'differs'],
    [{ status: 'PROCESSING', amount: '100' }, 'cannot_tell', 'not_yet'],
    [{ status: 'SUCCESS' }, 'cannot_tell', 'untold'],
    [{}, 'cannot_tell', 'untold'],
  ])('where the order is %j is %s', async (order, state, why) => {
    const api = answering(() => order)
    expect(await confirm(notify, api, options)).toMatchObject({ state, why })
    expect(api.questions).toEqual([{ endpoint: 'bankcard.cardOrderInfo', input: { userBankcardId: 140, ...options } }])
  })

  test.each([
    [{}, 'needs_uid'],
    [{ uid }, 'needs_order'],
    [{ uid: '', requestOrderId: 'LM1' }, 'needs_uid'],
  ])('with %j nothing is asked', async (lacking, why) => {
    const api = answering(() => ({}))
    expect(await confirm(notify, api, lacking)).toMatchObject({ state: 'cannot_tell', why })
    expect(api.questions).toEqual([])
  })
})

test('a verification code cannot be asked about', async () => {
  const notify = opened('TRANSACTION_VERIFICATION_CODE', { userBankcardId: 145, code: '123456' })
  expect(
    await confirm(
      notify,
      answering(() => ({})),
      { uid },
    ),
  ).toMatchObject({ why: 'no_endpoint' })
})

describe('trouble with the API', () => {
  test.each<[AsinxErrorCode, Confirmation['why']]>([
    ['declined', 'declined'],
    ['unreachable', 'no_answer'],
    ['not_sent', 'no_answer'],
    ['unreadable_reply', 'unreadable'],
    ['invalid_input', 'not_askable'],
    ['aborted', 'aborted'],
  ])('%s is never thrown', async (code, why) => {
    const api = answering(() => {
      throw new AsinxError(code, 'x')
    })
    expect(await confirm(status('ACTIVE'), api, { uid })).toMatchObject({
      state: 'cannot_tell',
      why,
      errorCode: code,
      endpoint: 'bankcard.cardInfo',
    })
  })

  test.each([undefined, null, [], 'x'])('%j for a card is unreadable', async (answer) => {
    expect(
      await confirm(
        status('ACTIVE'),
        answering(() => answer),
        { uid },
      ),
    ).toMatchObject({ why: 'unreadable' })
  })

  test('a mistake of the program is thrown on', async () => {
    const api = answering(() => {
      throw new TypeError('bug')
    })
    await expect(confirm(status('ACTIVE'), api, { uid })).rejects.toThrow('bug')
  })

  test('one deadline and the signal go with every question', async () => {
    let clock = at
    const times: unknown[] = []
    const { signal } = new AbortController()
    const api: Asker = {
      async call(_endpoint, input, options) {
        times.push(options)
        clock += 600
        return input.pageNum === 3 ? [] : [{}]
      },
    }
    const notify = opened('TRANSACTION_CREATED', { userBankcardId: 145, transaction: { recordNo: 'r1' } })
    await confirm(notify, api, { uid, signal, deadlineMs: 1000, now: () => clock })
    expect(times).toEqual([1000, 400, 1].map((deadlineMs) => ({ deadlineMs, signal })))
  })
})
