import { expect, test } from 'vitest'
import { isConfirmed } from '../../../shared/bulk.ts'
import { planOf, type PlanFacts } from './plan.ts'

const money = {
  available: '1000',
  limits: { largestRecharge: null, rechargePerDay: null },
  spentToday: '0',
  products: [{ id: 101, applyFee: '10.00', applyDiscount: '0.5', enable: true }],
  rateOf: (card: number) => (card === 9 ? null : '0.01'),
}
const recharge = (line: number, userBankcardId: number, amount: string) => ({
  line,
  values: { uid: 'u1', userBankcardId, amount },
})
const facts: PlanFacts = {
  run: 1,
  kind: 'recharge',
  rows: [recharge(2, 7, '100.10'), recharge(3, 8, '0.20')],
  mayWrite: true,
  money,
  isOpen: () => false,
}

test('amounts and fees add up to the last digit', () => {
  expect(planOf(facts)).toEqual({
    run: 1,
    calls: 2,
    cost: {
      total: '100.3',
      fee: '1',
      receives: '99.3',
      available: '1000',
      after: '899.7',
      largestRecharge: null,
      rechargePerDay: null,
      spentToday: '0',
    },
    blocks: [],
    warnings: [],
    confirm: { by: 'amount', text: '100.30' },
  })
})

test('applications cost the fee of their product less its discount', () => {
  const rows = [2, 3, 4].map((line) => ({ line, values: { uid: `u${line}`, bankcardId: 101 } }))
  const { cost, confirm, blocks } = planOf({ ...facts, kind: 'apply', rows })
  expect(cost).toMatchObject({ total: '15', fee: '0', receives: null, after: '985' })
  expect([confirm, blocks]).toEqual([{ by: 'amount', text: '15.00' }, []])
})

test('what is in the way is named with its lines', () => {
  const limits = { largestRecharge: '50', rechargePerDay: null }
  const blocked = planOf({ ...facts, mayWrite: false, money: { ...money, available: '100', limits } })
  expect(blocked.blocks).toEqual([{ kind: 'readOnly' }, { kind: 'balance' }, { kind: 'largest', lines: [2] }])
  const off = { ...money, products: [{ ...money.products[0], id: 101, enable: false }] }
  const rows = [{ line: 5, values: { uid: 'u1', bankcardId: 101 } }]
  expect(planOf({ ...facts, kind: 'apply', rows, money: off }).blocks).toEqual([{ kind: 'notOffered', lines: [5] }])
  expect(planOf({ ...facts, rows: [] }).blocks).toEqual([{ kind: 'noRows' }])
})

test('what a person should know: the limit of the day, rates nobody knows, cards with an open recharge', () => {
  const limits = { largestRecharge: null, rechargePerDay: '150' }
  const rows = [recharge(2, 7, '100'), recharge(3, 9, '10')]
  const plan = planOf({
    ...facts,
    rows,
    money: { ...money, limits, spentToday: '50' },
    isOpen: (card) => card === 7,
  })
  expect(plan.blocks).toEqual([])
  expect(plan.warnings).toEqual([{ kind: 'day' }, { kind: 'rateUnknown', lines: [3] }, { kind: 'open', lines: [2] }])
  expect(plan.cost).toMatchObject({ total: '110', fee: '1', receives: '109' })
})

test('money is confirmed by its amount, closing by its count, the rest by nothing typed', () => {
  const plan = planOf(facts).confirm
  for (const typed of ['100.3', '100.30', ' 100.300 ']) expect(isConfirmed(plan, typed)).toBe(true)
  for (const typed of [undefined, '', '100.31', '100,30', '1e2', 'yes']) expect(isConfirmed(plan, typed)).toBe(false)
  const rows = [{ line: 2, values: { userBankcardId: 7 } }]
  const without = { run: 1, mayWrite: true, rows, isOpen: () => false }
  const closing = planOf({ ...without, kind: 'close' }).confirm
  expect(closing).toEqual({ by: 'count', text: '1' })
  expect([isConfirmed(closing, '1'), isConfirmed(closing, '1.0'), isConfirmed(closing, undefined)]).toEqual([
    true,
    false,
    false,
  ])
  expect(isConfirmed(planOf({ ...without, kind: 'freeze' }).confirm, undefined)).toBe(true)
})
