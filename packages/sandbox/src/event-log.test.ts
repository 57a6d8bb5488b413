import { createClient, type Client } from '@asinx-pay/core/client'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { demoCredentials } from './demo-credentials.ts'
import { maxEventPage, type SandboxEvent } from './events.ts'
import { createSandbox, type SandboxOptions } from './sandbox.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'
import { createReceiver } from './test-receiver.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const start = Date.UTC(2026, 0, 5)

/** Sends a request and waits for the notifies it caused, so that they stand in the log before the next one. */
async function step(merchant: TestMerchant, request: Request): Promise<Response> {
  const response = await merchant.send(request)
  await merchant.sandbox.settled()
  return response
}

async function merchantWith(options: SandboxOptions = {}): Promise<TestMerchant> {
  const receiver = await createReceiver(1)
  closers.push(receiver.close)
  const merchant = createTestMerchant({ clock: { at: start, frozen: true }, notify: [receiver.url], ...options })
  closers.push(merchant.sandbox.close)
  return merchant
}

/** A client that knows nothing of what others have done. */
const freshClient = (merchant: TestMerchant): Client =>
  createClient({
    ...demoCredentials,
    baseUrl: 'http://localhost/api-web',
    fetch: (input, init) => step(merchant, new Request(input, init)),
  })

async function newCard({ client, control, sandbox }: TestMerchant, uid: string, bankcardId: number): Promise<number> {
  const applied = await client.bankcard.apply({ uid, bankcardId, residenceAddress: '1 Test Street' })
  if (applied.state !== 'done') throw new Error('not applied')
  await control(`/cards/${applied.result.userBankcardId}/approve`)
  await sandbox.settled()
  return applied.result.userBankcardId
}

/** A day with everything in it: refusals, faults, recharges now and later, spending, month fees, notifies. */
async function live(merchant: TestMerchant, email: string): Promise<void> {
  const { control, sandbox } = merchant
  const client = freshClient(merchant)
  sandbox.setFaults([
    { call: 'bankcard.recharge', kind: 'reset-after', nth: 2 },
    { notify: 'CARD_STATUS_CHANGE', kind: 'duplicate', every: 3 },
    { notify: 'TRANSACTION_CREATED', kind: 'reorder', nth: 1 },
  ])
  const registered = await client.user.register({ email, mobilePrefix: '1', mobileNumber: `555${email.length}` })
  if (registered.state !== 'done') throw new Error('not registered')
  const { uid } = registered.result
  await client.user.register({ email, mobilePrefix: '1', mobileNumber: '5550000' })
  const cards = [
    await newCard({ ...merchant, client }, uid, 101),
    await newCard({ ...merchant, client }, uid, 102),
    await newCard({ ...merchant, client }, uid, 103),
  ]
  for (const userBankcardId of cards) await client.bankcard.recharge({ uid, userBankcardId, amount: '20' })
  await client.bankcard.setPin({ uid, userBankcardId: cards[2] ?? 0, pin: '246810' })
  await control(`/cards/${cards[0]}/purchase`, { amount: '3.50' })
  await control(`/cards/${cards[0]}/verification-code`)
  await sandbox.settled()
  for (const ms of [2_000, 86_400_000, 5 * 86_400_000]) {
    await control('/clock/advance', { ms })
    await sandbox.settled()
  }
}

describe('the event log', () => {
  test('is the same text for the same seed, byte for byte, and another for another', async () => {
    const logs: string[] = []
    for (const seed of ['one', 'one', 'two']) {
      const merchant = await merchantWith({ seed })
      await live(merchant, 'first1@example.com')
      logs.push(merchant.sandbox.eventLog())
    }
    expect(logs[0]?.split('\n').length).toBeGreaterThan(60)
    expect(logs[1]).toBe(logs[0])
    expect(logs[2]).not.toBe(logs[0])
  })

  test('goes on from a snapshot as it went on before, and from a reset as from the beginning', async () => {
    const merchant = await merchantWith()
    const { sandbox } = merchant
    const empty = sandbox.eventLog()
    await live(merchant, 'first1@example.com')
    const before = sandbox.eventLog()
    const kept = sandbox.snapshot()
    await live(merchant, 'second2@example.com')
    const after = sandbox.eventLog()
    sandbox.restore(kept)
    expect(sandbox.eventLog()).toBe(before)
    await live(merchant, 'second2@example.com')
    expect(sandbox.eventLog()).toBe(after)
    sandbox.reset()
    expect(sandbox.eventLog()).toBe('')
    await merchant.control('/merchant/top-up', { amount: '1000' })
    expect(empty.startsWith(sandbox.eventLog().split('\n')[0] ?? '?')).toBe(true)
    sandbox.restore(kept)
    expect(sandbox.eventLog()).toBe(before)
    expect(sandbox.audit()).toEqual([])
  })

  test('has no secret, card number, code, person or address in it', async () => {
    const merchant = await merchantWith()
    await live(merchant, 'first1@example.com')
    const log = merchant.sandbox.eventLog()
    const { store } = merchant.sandbox.bank
    const cards = store.all<{ pan: string }>('SELECT pan FROM cards')
    for (const { pan } of cards) expect(log).not.toContain(pan.slice(-10))
    const { cvv } = store.one<{ cvv: string }>('SELECT cvv FROM cards') ?? {}
    expect(log).not.toContain(`"${cvv}"`)
    for (const secret of [demoCredentials.appSecret, '246810', 'example.com', '127.0.0.1', 'COFFEE', 'Test Street'])
      expect(log).not.toContain(secret)
  })

  test('is read page by page, by kind, and as text', async () => {
    const merchant = await merchantWith()
    await live(merchant, 'first1@example.com')
    const get = async (query: string): Promise<Response> =>
      merchant.send(new Request(`http://localhost/__sandbox/events?${query}`))
    const log = merchant.sandbox.eventLog()
    expect(await (await get(`format=text&limit=${maxEventPage}`)).text()).toBe(log)
    const seen: SandboxEvent[] = []
    for (let after = 0; ;) {
      const page = (await (await get(`after=${after}&limit=7`)).json()) as { events: SandboxEvent[]; next: number }
      if (page.events.length === 0) break
      seen.push(...page.events)
      after = page.next
    }
    expect(seen.map(({ id }) => id)).toEqual(seen.map((_, index) => index + 1))
    const calls = (await (await get('kind=call&limit=1000')).json()) as { events: SandboxEvent[] }
    expect(calls.events).toEqual(seen.filter(({ kind }) => kind === 'call'))
    expect(calls.events).toContainEqual(
      expect.objectContaining({ detail: expect.objectContaining({ faults: ['reset-after'] }) }),
    )
    for (const query of ['kind=nonsense', 'limit=0', 'after=x']) expect((await get(query)).status).toBe(400)
  })
})

describe('snapshots over HTTP', () => {
  test('are taken, listed, restored and removed', async () => {
    const merchant = await merchantWith()
    const { id } = await merchant.control('/snapshots')
    await merchant.register()
    await merchant.control(`/snapshots/${id as number}/restore`)
    expect(merchant.sandbox.bank.store.all('SELECT * FROM users')).toEqual([])
    const list = async () => (await merchant.send(new Request('http://localhost/__sandbox/snapshots'))).json()
    expect(await list()).toEqual({ snapshots: [{ id, at: start }] })
    await merchant.send(new Request(`http://localhost/__sandbox/snapshots/${id as number}`, { method: 'DELETE' }))
    expect(await list()).toEqual({ snapshots: [] })
    expect(await merchant.control(`/snapshots/${id as number}/restore`)).toEqual({
      error: 'The snapshot does not exist.',
    })
    await merchant.register()
    await merchant.control('/reset')
    expect(merchant.sandbox.bank.store.all('SELECT * FROM users')).toEqual([])
  })

  test('are there after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'asinx-sandbox-'))
    closers.push(() => rmSync(folder, { recursive: true }))
    const options = { db: join(folder, 'state.db'), clock: { at: start, frozen: true } }
    const first = createTestMerchant(options)
    const kept = first.sandbox.snapshot()
    const log = first.sandbox.eventLog()
    await first.register()
    await first.sandbox.close()
    const second = createSandbox(options)
    closers.push(second.close)
    second.restore(kept)
    expect(second.eventLog()).toBe(log)
  })

  test('have a greatest number', async () => {
    const merchant = await merchantWith()
    for (let count = 0; count < 16; count++) merchant.sandbox.snapshot()
    expect(() => merchant.sandbox.snapshot()).toThrow('There are 16 snapshots already')
  })
})
