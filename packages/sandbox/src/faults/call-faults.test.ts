import type { Outcome } from '@asinx-pay/core'
import { createClient } from '@asinx-pay/core/client'
import { afterEach, describe, expect, test } from 'vitest'
import { demoCredentials } from '../demo-credentials.ts'
import { createTestMerchant, type TestMerchant } from '../test-merchant.ts'
import { callFaults, type CallFaultName } from './kinds.ts'
import type { Fault } from './plan.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

interface Scene {
  merchant: TestMerchant
  card: { uid: string; userBankcardId: number }
  /** How many recharges the ledger has. */
  recharges: () => number
  /** Replaces the plan and recharges by 10. */
  recharge: (...faults: Omit<Fault, 'call'>[]) => Promise<Outcome<unknown>>
}

async function scene(bankcardId = 101): Promise<Scene> {
  const merchant = createTestMerchant()
  closers.push(merchant.sandbox.close)
  const uid = await merchant.register()
  const applied = await merchant.client.bankcard.apply({ uid, bankcardId })
  if (applied.state !== 'done') throw new Error('not applied')
  const card = { uid, userBankcardId: applied.result.userBankcardId }
  await merchant.control(`/cards/${card.userBankcardId}/approve`)
  return {
    merchant,
    card,
    recharges: () => merchant.sandbox.bank.store.all(`SELECT id FROM entries WHERE kind = 'recharge'`).length,
    recharge(...faults) {
      merchant.sandbox.setFaults(faults.map((fault) => ({ call: 'bankcard.recharge', ...fault }) as Fault))
      return merchant.client.bankcard.recharge({ ...card, amount: '10' })
    },
  }
}

type Expected = [state: string, why: string | undefined, recharges: number]

/** How a recharge ends under each fault, and how often the money moved; the compiler names the one that is missing. */
const endings: Record<CallFaultName, Expected> = {
  latency: ['done', undefined, 1],
  'late-reply': ['done', undefined, 1],
  'slow-body': ['done', undefined, 1],
  'reset-before': ['unknown', 'lost', 0],
  'reset-after': ['unknown', 'lost', 1],
  'cut-body': ['unknown', 'lost', 1],
  'error-before': ['unknown', 'unreadable', 0],
  'error-after': ['unknown', 'unreadable', 1],
  redirect: ['unknown', 'redirected', 0],
  decline: ['declined', undefined, 0],
  pending: ['unknown', 'pending', 0],
  garbage: ['unknown', 'unreadable', 1],
  truncated: ['unknown', 'unreadable', 1],
  'wrong-key': ['unknown', 'unreadable', 1],
  base64: ['done', undefined, 1],
  'wrong-ids': ['done', undefined, 1],
  'success-with-error-code': ['unknown', 'contradictory', 1],
  'failure-with-success-code': ['unknown', 'contradictory', 1],
  'not-json': ['unknown', 'unreadable', 1],
  empty: ['unknown', 'unreadable', 1],
}
const members = (kind: CallFaultName): object =>
  'ms' in callFaults[kind].fields && kind !== 'pending' ? { ms: 20 } : {}

describe('a recharge', () => {
  test.each(Object.entries(endings))('under %s ends as it should', async (name, [state, why, recharges]) => {
    const kind = name as CallFaultName
    const { merchant, recharge, recharges: booked } = await scene()
    const outcome = await recharge({ kind, ...members(kind) } as Fault)
    expect([outcome.state, 'why' in outcome ? outcome.why : undefined, booked()]).toEqual([state, why, recharges])
    expect(merchant.sandbox.faults()).toMatchObject([{ seen: 1, hits: 1 }])
    expect(merchant.sandbox.audit()).toEqual([])
  })

  test('over a socket is broken where the plan says so', async () => {
    const { merchant, card, recharges } = await scene()
    const listening = await merchant.sandbox.listen()
    closers.push(listening.close)
    const kinds = ['reset-before', 'reset-after', 'cut-body', 'slow-body', 'redirect', 'error-after', 'empty'] as const
    merchant.sandbox.setFaults(
      kinds.map((kind, index) => ({ call: 'bankcard.recharge', kind, nth: index + 1, ...members(kind) }) as Fault),
    )
    const seen: unknown[] = []
    for (const _ of kinds) {
      const client = createClient({ ...demoCredentials, baseUrl: `${listening.url}/api-web` })
      const outcome = await client.bankcard.recharge({ ...card, amount: '10' })
      seen.push([outcome.state, 'why' in outcome ? outcome.why : undefined, recharges()])
    }
    expect(seen).toEqual([
      ['unknown', 'lost', 0],
      ['unknown', 'lost', 1],
      ['unknown', 'lost', 2],
      ['done', undefined, 3],
      ['unknown', 'redirected', 3],
      ['unknown', 'unreadable', 4],
      ['unknown', 'unreadable', 5],
    ])
  })

  test.each([
    [{}, { order: true, notifies: 1, status: 'SUCCESS' }],
    [{ withOrder: false }, { order: false, notifies: 1, status: 'SUCCESS' }],
    [{ withNotify: false }, { order: true, notifies: 0, status: 'SUCCESS' }],
    [
      { withOrder: false, withNotify: false, outcome: 'FAILED' },
      { order: false, notifies: 0, status: 'FAILED' },
    ],
    [{ outcome: 'NEVER' }, { order: true, notifies: 0, status: 'PROCESSING' }],
  ] as const)('that is pending with %j', async (wish, expected) => {
    const { merchant, recharge } = await scene()
    const outcome = await recharge({ kind: 'pending', ...wish } as Fault)
    expect(outcome).toMatchObject({ state: 'unknown', code: 99997 })
    await merchant.control('/clock/advance', { ms: 86_400_000 })
    const { store } = merchant.sandbox.bank
    const seen = {
      order: outcome.reference.requestOrderId !== undefined,
      notifies: store.all(`SELECT uniqueNo FROM notifies WHERE type = 'CARD_RECHARGE_RESULT'`).length,
      status: store.one<{ status: string }>('SELECT status FROM orders')?.status,
    }
    expect(seen).toEqual(expected)
  })

  test('that is slow and then lost has both faults', async () => {
    const { recharge, recharges } = await scene()
    const outcome = await recharge({ kind: 'latency', ms: 5 } as Fault, { kind: 'reset-after' })
    expect([outcome.state, recharges()]).toEqual(['unknown', 1])
  })

  test('declined by the plan carries its code and message', async () => {
    const { recharge } = await scene()
    expect(await recharge({ kind: 'decline', code: 212, message: 'No.' } as Fault)).toMatchObject({
      state: 'declined',
      code: 212,
      message: 'No.',
    })
  })
})

describe('which call is hit', () => {
  const states = async (fault: object, calls = 6): Promise<string> => {
    const { merchant, card } = await scene()
    merchant.sandbox.setFaults([{ call: 'bankcard.recharge', kind: 'decline', ...fault } as Fault])
    let seen = ''
    for (let call = 0; call < calls; call++) {
      const { state } = await merchant.client.bankcard.recharge({ ...card, amount: '1' })
      seen += state === 'declined' ? 'x' : '.'
    }
    return seen
  }
  test.each([
    [{}, 'xxxxxx'],
    [{ nth: 3 }, '..x...'],
    [{ every: 2 }, '.x.x.x'],
    [{ every: 2, times: 2 }, '.x.x..'],
    [{ times: 1 }, 'x.....'],
    [{ card: 999 }, '......'],
    [{ uid: 'nobody' }, '......'],
    [{ card: 101, nth: 1 }, 'x.....'],
    // The balance is read before every recharge, so the second recharge is the fourth call.
    [{ call: '*', nth: 4 }, '.x....'],
    [{ call: 'bankcard.close' }, '......'],
  ])('%j', async (fault, expected) => {
    expect(await states(fault)).toBe(expected)
  })

  test('a call whose signature is wrong is not counted', async () => {
    const { merchant } = await scene()
    merchant.sandbox.setFaults([{ call: '*', kind: 'empty' }])
    const request = new Request('http://localhost/api-web/sys/clock', { method: 'POST', body: '{}' })
    await merchant.send(request)
    expect(merchant.sandbox.faults()).toMatchObject([{ seen: 0, hits: 0 }])
  })
})

describe('other calls', () => {
  test('a pending application is made unless it fails', async () => {
    const { merchant, card } = await scene()
    const cards = () => merchant.sandbox.bank.store.all('SELECT id FROM cards').length
    merchant.sandbox.setFaults([
      { call: 'bankcard.apply', kind: 'pending', nth: 1, outcome: 'FAILED' },
      { call: 'bankcard.apply', kind: 'pending', nth: 2 },
    ])
    const wish = { uid: card.uid, bankcardId: 101 }
    expect([(await merchant.client.bankcard.apply(wish)).state, cards()]).toEqual(['unknown', 1])
    expect([(await merchant.client.bankcard.apply(wish)).state, cards()]).toEqual(['unknown', 2])
  })

  test('an id that is not the one asked for is a contradiction', async () => {
    const { merchant, card } = await scene()
    merchant.sandbox.setFaults([{ call: 'bankcard.balance', kind: 'wrong-ids' }])
    await expect(merchant.client.bankcard.balance(card)).rejects.toMatchObject({ code: 'unreadable_reply' })
  })

  test('a read is tried again until it gets through', async () => {
    const { merchant } = await scene()
    merchant.sandbox.setFaults([{ call: 'sys.clock', kind: 'reset-before', times: 2 }])
    expect(await merchant.client.sys.clock()).toHaveProperty('currentTime')
    expect(merchant.sandbox.faults()).toMatchObject([{ seen: 3, hits: 2 }])
  })
})
