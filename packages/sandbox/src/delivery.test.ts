import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { State } from './state.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

type Answer = (response: ServerResponse, request: IncomingMessage) => void

/** A real server; resolves to its address and the number of posts it has had. */
async function server(answer: Answer): Promise<{ url: string; hits: () => number; hit: () => Promise<void> }> {
  let count = 0
  let wake: (() => void) | undefined
  const listening = createServer((request, response) => {
    count += 1
    request.resume()
    answer(response, request)
    wake?.()
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    listening.closeAllConnections()
    return new Promise((resolve) => listening.close(resolve))
  })
  return {
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/notify`,
    hits: () => count,
    hit: () => new Promise((resolve) => (wake = resolve)),
  }
}

function merchantWith(options: Parameters<typeof createTestMerchant>[0]): TestMerchant {
  const merchant = createTestMerchant(options)
  closers.push(merchant.sandbox.close)
  return merchant
}

const deliveries = async (merchant: TestMerchant): Promise<State['deliveries']> =>
  ((await (await merchant.send(new Request('http://localhost/__sandbox/state'))).json()) as State).deliveries

const deposit = async (merchant: TestMerchant): Promise<void> => {
  const uid = await merchant.register()
  await merchant.control(`/users/${uid}/deposit`, { amount: '10' })
}

test('a silent address holds up neither the others nor the end', async () => {
  const silent = await server(() => {})
  const quick = await server((response) => response.end('success'))
  const merchant = merchantWith({ notify: [silent.url, quick.url] })
  const reached = Promise.all([silent.hit(), quick.hit()])
  await deposit(merchant)
  await reached
  const second = quick.hit()
  await deposit(merchant)
  await second
  expect([silent.hits(), quick.hits()]).toEqual([1, 2])
})

test('a redirect is an answer, not an order to go elsewhere', async () => {
  const elsewhere = await server((response) => response.end('success'))
  const sly = await server((response) => response.writeHead(307, { location: elsewhere.url }).end())
  const merchant = merchantWith({ notify: [sly.url] })
  await deposit(merchant)
  await merchant.sandbox.settled()
  expect(elsewhere.hits()).toBe(0)
  expect(await deliveries(merchant)).toMatchObject([{ status: 'waiting', attempts: 1, answer: 'HTTP 307' }])
})

test('after the last try a delivery has failed, and can be sent again', async () => {
  let works = false
  const target = await server((response) => response.writeHead(works ? 204 : 500).end())
  const merchant = merchantWith({ notify: [target.url] })
  await deposit(merchant)
  for (const ms of [1, 1_000, 10_000, 60_000]) {
    await merchant.control('/clock/advance', { ms })
    await merchant.sandbox.settled()
  }
  const [failed] = await deliveries(merchant)
  expect(failed).toMatchObject({ status: 'failed', attempts: 4 })
  works = true
  await merchant.control(`/deliveries/${failed?.id}/resend`)
  await merchant.sandbox.settled()
  expect(await deliveries(merchant)).toMatchObject([{ status: 'delivered', uniqueNo: failed?.uniqueNo }])
  expect(target.hits()).toBe(5)
})

test('every address has its own delivery; a removed one gets nothing more', async () => {
  const [first, second] = [await server((response) => response.end()), await server((response) => response.end())]
  const merchant = merchantWith({ notify: [first.url] })
  await merchant.control('/notify-addresses', { url: second.url })
  await deposit(merchant)
  await merchant.sandbox.settled()
  const body = JSON.stringify({ url: first.url })
  await merchant.send(new Request('http://localhost/__sandbox/notify-addresses', { method: 'DELETE', body }))
  await deposit(merchant)
  await merchant.sandbox.settled()
  expect([first.hits(), second.hits()]).toEqual([1, 2])
})

test('an open recharge, a waiting notify and the clock survive a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'asinx-sandbox-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  const db = join(folder, 'state.db')
  const target = await server((response) => response.end())
  const start = Date.UTC(2026, 2, 1)
  const options = { db, now: () => start, settleDelayMs: 5_000 }
  const first = createTestMerchant(options)
  const uid = await first.register()
  const applied = await first.client.bankcard.apply({ uid, bankcardId: 102 })
  if (applied.state !== 'done') throw new Error('not applied')
  const card = { uid, userBankcardId: applied.result.userBankcardId }
  await first.control(`/cards/${card.userBankcardId}/approve`)
  await first.control('/notify-addresses', { url: 'http://127.0.0.1:1/nobody' })
  await first.control('/clock/advance', { ms: 3_600_000 })
  const outcome = await first.client.bankcard.recharge({ ...card, amount: '100' })
  await first.sandbox.close()

  const second = merchantWith({ ...options, notify: [target.url] })
  expect(await second.client.sys.clock()).toEqual({ currentTime: start + 3_600_000 })
  expect(await second.client.bankcard.cardInfo(card)).toMatchObject({ userBankCardStatus: 'ACTIVE_PROCESSING' })
  expect(await deliveries(second)).toMatchObject([{ type: 'CARD_STATUS_CHANGE' }])
  await second.control('/clock/advance', { ms: 5_000 })
  await second.sandbox.settled()
  expect(await second.client.settle(outcome.reference)).toMatchObject({ state: 'done' })
  expect(target.hits()).toBe(3)
})

test('a file that is something else is refused and left alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asinx-sandbox-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  const db = join(folder, 'other.db')
  merchantWith({ db }).sandbox.bank.store.run('PRAGMA user_version = 99')
  expect(() => createTestMerchant({ db })).toThrow('not a sandbox of this version')
})
