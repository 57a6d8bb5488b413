import { addMoney, compareMoney, roundMoney, subtractMoney, transactionResponseCodes } from '@asinx-pay/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CallFaultOf } from './faults/plan.ts'
import type { CardRow, OrderRow, TransactionRow, UserRow } from './schema.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'
import { orderableKinds } from './transaction-kinds.ts'

/** What a step is about, chosen among what there is. */
interface Scene {
  merchant: TestMerchant
  uid: string
  mine: { uid: string; userBankcardId: number }
  productId: number
  orderId: string
  recordNo: string
  heldNo: string
}

/** One thing somebody does, with numbers of its own. */
interface Step {
  name: keyof typeof steps
  pick: number
  amount: string
  product: number
  outcome: 'SUCCESS' | 'FAILED' | 'NEVER'
  ms: number
  spending: object
}

type Pending = Pick<CallFaultOf<'pending'>, 'call'>

/** Has the next call of an endpoint answered with 99997. */
function pend({ merchant }: Scene, { outcome, pick }: Step, { call }: Pending): void {
  merchant.sandbox.setFaults([{ call, kind: 'pending', outcome, withOrder: pick % 2 === 0, times: 1 }])
}

const residenceAddress = '1 Test Street'
const bankcard = ({ merchant }: Scene) => merchant.newClient().bankcard
const onCard = (scene: Scene, what: string, input?: object) =>
  scene.merchant.control(`/cards/${scene.mine.userBankcardId}/${what}`, input)
const setEnabled = (scene: Scene, enable: boolean): Promise<unknown> =>
  bankcard(scene)
    .updateStatus({ ...scene.mine, enable })
    .catch(() => undefined)

/** Everything anybody can do; what is refused is an answer too. The number is how often it is done. */
const steps = {
  register: [1, ({ merchant }: Scene) => merchant.register()],
  verify: [1, ({ merchant, uid }: Scene) => merchant.control(`/users/${uid}/verify`)],
  apply: [
    3,
    (scene: Scene, { product }: Step) =>
      bankcard(scene).apply({ uid: scene.uid, bankcardId: product, residenceAddress }),
  ],
  applyAgain: [
    1,
    (scene: Scene) => bankcard(scene).apply({ ...scene.mine, bankcardId: scene.productId, residenceAddress }),
  ],
  approve: [4, (scene: Scene) => onCard(scene, 'approve')],
  reject: [1, (scene: Scene) => onCard(scene, 'reject')],
  recharge: [5, (scene: Scene, { amount }: Step) => bankcard(scene).recharge({ ...scene.mine, amount })],
  rechargeLater: [
    2,
    (scene: Scene, step: Step) => {
      pend(scene, step, { call: 'bankcard.recharge' })
      return bankcard(scene).recharge({ ...scene.mine, amount: step.amount })
    },
  ],
  close: [1, (scene: Scene) => bankcard(scene).close(scene.mine)],
  closeLater: [
    1,
    (scene: Scene, step: Step) => {
      pend(scene, step, { call: 'bankcard.close' })
      return bankcard(scene).close(scene.mine)
    },
  ],
  settle: [
    2,
    ({ merchant, orderId }: Scene, { outcome }: Step) =>
      merchant.control(`/orders/${orderId}/settle`, { status: outcome === 'FAILED' ? 'FAILED' : 'SUCCESS' }),
  ],
  freeze: [1, (scene: Scene) => setEnabled(scene, false)],
  unfreeze: [1, (scene: Scene) => setEnabled(scene, true)],
  spend: [
    8,
    (scene: Scene, { spending }: Step) => onCard(scene, 'transactions', { ...spending, original: scene.recordNo }),
  ],
  post: [1, ({ merchant, heldNo }: Scene) => merchant.control(`/transactions/${heldNo}/post`)],
  void: [1, ({ merchant, heldNo }: Scene) => merchant.control(`/transactions/${heldNo}/void`)],
  deposit: [2, ({ merchant, uid }: Scene, { amount }: Step) => merchant.control(`/users/${uid}/deposit`, { amount })],
  topUp: [2, ({ merchant }: Scene, { amount }: Step) => merchant.control('/merchant/top-up', { amount })],
  wait: [1, ({ merchant }: Scene, { ms }: Step) => merchant.control('/clock/advance', { ms })],
} as const satisfies Record<string, readonly [often: number, act: (scene: Scene, step: Step) => Promise<unknown>]>

const cents = (most: number) => fc.integer({ min: 1, max: most }).map((sum) => roundMoney(`${sum}e-2`, 2))

const spending = fc.record(
  {
    kind: fc.constantFrom(...orderableKinds),
    amount: cents(8_000),
    currency: fc.constantFrom('USD', 'USD', 'EUR', 'XXX'),
    hold: fc.boolean(),
    respCode: fc.constantFrom('000000', ...Object.keys(transactionResponseCodes).slice(1, 3)),
  },
  { requiredKeys: ['kind', 'amount', 'currency'] },
)

const step: fc.Arbitrary<Step> = fc.record({
  name: fc.oneof(
    ...Object.entries(steps).map(([name, [weight]]) => ({
      weight,
      arbitrary: fc.constant(name as keyof typeof steps),
    })),
  ),
  pick: fc.nat({ max: 1_000 }),
  amount: cents(20_000),
  product: fc.constantFrom(1, 9, 101, 102, 103, 103, 104, 105, 999),
  outcome: fc.constantFrom('SUCCESS', 'FAILED', 'NEVER'),
  ms: fc.integer({ min: 1, max: 40 * 86_400_000 }),
  spending,
})

function sceneOf(merchant: TestMerchant, pick: number): Scene {
  const one = <Row>(sql: string): Row | undefined => {
    const rows = merchant.sandbox.bank.store.all<Row>(sql)
    return rows[pick % rows.length]
  }
  const card = one<CardRow>('SELECT * FROM cards')
  return {
    merchant,
    uid: one<UserRow>('SELECT * FROM users')?.uid ?? 'nobody',
    mine: { uid: card?.uid ?? 'nobody', userBankcardId: card?.id ?? 1 },
    productId: card?.productId ?? 1,
    orderId: one<OrderRow>(`SELECT * FROM orders WHERE status = 'PROCESSING'`)?.requestOrderId ?? 'none',
    recordNo: one<TransactionRow>('SELECT * FROM transactions')?.recordNo ?? 'none',
    heldNo: one<TransactionRow>(`SELECT * FROM transactions WHERE transStatus = 'pending'`)?.recordNo ?? 'none',
  }
}

/** What has come in is where the sandbox says it is. */
function expectMoneyKept({ sandbox: { bank } }: TestMerchant): void {
  const { ledger, store } = bank
  const onCards = store.all<CardRow>('SELECT * FROM cards').map(({ id }) => ledger.balance(`card:${id}`))
  const held = addMoney(ledger.balance('available'), ledger.balance('frozen'), ledger.balance('fees'), ...onCards)
  expect(subtractMoney('0', ledger.balance('world'))).toBe(held)
  expect(compareMoney(ledger.balance('available'), '0')).toBeGreaterThanOrEqual(0)
}

// Every request through the test merchant is followed by an audit of all books, so this holds after each step.
test('whatever is done in whatever order, the books add up after every step', async () => {
  const seen = new Set<string>()
  const run = async (life: Step[]): Promise<void> => {
    const merchant = createTestMerchant({ clock: { at: Date.UTC(2026, 0, 5), frozen: true } })
    await merchant.register()
    for (const each of life) {
      await steps[each.name][1](sceneOf(merchant, each.pick), each)
      expectMoneyKept(merchant)
    }
    const { store } = merchant.sandbox.bank
    for (const { word } of store.all<{ word: string }>('SELECT status AS word FROM cards')) seen.add(word)
    for (const { word } of store.all<{ word: string }>('SELECT transType AS word FROM transactions')) seen.add(word)
    await merchant.sandbox.close()
  }
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), run), {
    seed: 7,
    numRuns: 40,
    endOnFailure: true,
  })
  for (const reached of ['AUDIT_NOT_PASS', 'ACTIVE', 'CLOSE', 'CLOSE_PROCESSING', 'AUTH', 'fee', 'charge'])
    expect(seen).toContain(reached)
}, 120_000)
