import { isAsinxError } from '@asinx-pay/core'
import { createCodec } from '@asinx-pay/core/wire'
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { demoCredentials } from '../demo-credentials.ts'
import { createTestMerchant, type TestMerchant } from '../test-merchant.ts'
import type { NotifyFaultName } from './kinds.ts'
import type { NotifyFault } from './plan.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const codec = createCodec(demoCredentials)

/** What an address makes of a body: the amount of the deposit it tells of, or that it was refused. */
function read(body: string): string {
  try {
    const { data } = codec.openNotify(body)
    return 'amount' in data ? String(data.amount) : 'no amount'
  } catch (error) {
    if (isAsinxError(error, 'notify_refused')) return 'refused'
    throw error
  }
}

interface Scene {
  merchant: TestMerchant
  bodies: string[]
  got: () => string[]
  /** Deposits so much and waits until everything that is due has been delivered. */
  deposit: (amount: string) => Promise<void>
}

async function scene(...faults: object[]): Promise<Scene> {
  const bodies: string[] = []
  const url = await new Promise<string>((resolve) => {
    const fetch = async (request: Request): Promise<Response> => {
      bodies.push(await request.text())
      return new Response('success')
    }
    const server = serve({ port: 0, hostname: '127.0.0.1', fetch }, ({ port }: AddressInfo) =>
      resolve(`http://127.0.0.1:${port}/`),
    )
    closers.push(() => new Promise((done) => server.close(done)))
  })
  const plan = faults.map((fault) => ({ notify: '*', ...fault }) as NotifyFault)
  const merchant = createTestMerchant({ notify: [url], faults: plan })
  closers.push(merchant.sandbox.close)
  const uid = await merchant.register()
  return {
    merchant,
    bodies,
    got: () => bodies.map(read),
    async deposit(amount) {
      await merchant.control(`/users/${uid}/deposit`, { amount })
      await merchant.sandbox.settled()
    },
  }
}

/** What arrives of the deposits 1, 2 and 3 when the fault hits the second; the compiler names the one that is missing. */
const arrivals: Record<NotifyFaultName, string[]> = {
  duplicate: ['1', '2', '2', '3'],
  delay: ['1', '3'],
  reorder: ['1', '3', '2'],
  drop: ['1', '3'],
  garbage: ['1', 'refused', '3'],
  truncated: ['1', 'refused', '3'],
  'wrong-key': ['1', 'refused', '3'],
  base64: ['1', '2', '3'],
  'wrong-type': ['1', 'refused', '3'],
  'wrong-app': ['1', 'refused', '3'],
}

describe('the second of three notifies', () => {
  test.each(Object.entries(arrivals))('under %s', async (kind, expected) => {
    const { deposit, got, merchant } = await scene({ kind, nth: 2, ...(kind === 'delay' && { ms: 5_000 }) })
    for (const amount of ['1', '2', '3']) await deposit(amount)
    expect(got()).toEqual(expected)
    expect(merchant.sandbox.faults()).toMatchObject([{ seen: 3, hits: 1 }])
  })
})

test('a delayed notify comes when the clock gets there', async () => {
  const { deposit, got, merchant } = await scene({ kind: 'delay', ms: 5_000, nth: 1 })
  await deposit('1')
  await deposit('2')
  await merchant.control('/clock/advance', { ms: 5_000 })
  await merchant.sandbox.settled()
  expect(got()).toEqual(['2', '1'])
})

test('a notify held back for the next one comes after a minute when there is none', async () => {
  const { deposit, got, merchant } = await scene({ kind: 'reorder' })
  await deposit('1')
  expect(got()).toEqual([])
  await merchant.control('/clock/advance', { ms: 60_000 })
  await merchant.sandbox.settled()
  expect(got()).toEqual(['1'])
})

test('copies keep their number or have one each', async () => {
  const { deposit, bodies } = await scene(
    { kind: 'duplicate', copies: 2, nth: 1 },
    { kind: 'duplicate', copies: 2, newNumber: true, nth: 2 },
  )
  await deposit('1')
  await deposit('2')
  const numbers = bodies.map((body) => codec.openNotify(body).uniqueNo)
  expect([new Set(numbers.slice(0, 3)).size, new Set(numbers.slice(3)).size]).toEqual([1, 3])
})

test('a dropped notify is kept and can be sent again', async () => {
  const { deposit, got, merchant } = await scene({ kind: 'drop' })
  await deposit('1')
  const dropped = merchant.sandbox.bank.store.one<{ id: number }>(`SELECT id FROM deliveries WHERE status = 'dropped'`)
  await merchant.control(`/deliveries/${dropped?.id}/resend`)
  await merchant.sandbox.settled()
  expect(got()).toEqual(['1'])
})
