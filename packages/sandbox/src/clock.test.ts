import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { SandboxOptions } from './sandbox.ts'
import { createTestMerchant, type TestMerchant } from './test-merchant.ts'
import { createReceiver } from './test-receiver.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const start = Date.UTC(2026, 0, 5)

function merchantWith(options: SandboxOptions): TestMerchant {
  const merchant = createTestMerchant(options)
  closers.push(merchant.sandbox.close)
  return merchant
}

test('runs with the real one, stands still when it is frozen, and goes on from there', async () => {
  let real = start
  const { client, control } = merchantWith({ now: () => real })
  const now = async (): Promise<number> => (await client.sys.clock()).currentTime - start
  real += 5
  expect(await now()).toBe(5)
  expect(await control('/clock/freeze')).toMatchObject({ now: start + 5, frozen: true })
  real += 100
  expect(await now()).toBe(5)
  await control('/clock/advance', { ms: 10 })
  expect(await now()).toBe(15)
  expect(await control('/clock/resume')).toMatchObject({ frozen: false })
  real += 1
  expect(await now()).toBe(16)
})

test('is set to a time as text or milliseconds, and never back once something has happened', async () => {
  const { client, control, send } = merchantWith({ now: () => start })
  await control('/clock/set', { at: '2030-05-01T00:00:00Z' })
  expect(await client.sys.clock()).toEqual({ currentTime: Date.UTC(2030, 4, 1) })
  expect(await control('/clock/set', { at: start })).toEqual({ error: expect.stringContaining('only goes forward') })
  expect(await control('/clock/set', { at: 'soon' })).toEqual({ error: expect.stringContaining('at must be a time') })
  const shown = await (await send(new Request('http://localhost/__sandbox/clock'))).json()
  expect(shown).toMatchObject({ iso: '2030-05-01T00:00:00.000Z', frozen: false })
})

test('of a new state begins where it is told to, and is kept with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'asinx-sandbox-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  const options = { db: join(folder, 'state.db'), clock: { at: start, frozen: true } }
  const first = createTestMerchant(options)
  await first.control('/clock/advance', { ms: 1_000 })
  await first.sandbox.close()
  expect(await merchantWith(options).client.sys.clock()).toEqual({ currentTime: start + 1_000 })
})

test('drives the retries of a delivery: moving on brings them all in turn', async () => {
  const receiver = await createReceiver(2)
  closers.push(receiver.close)
  const merchant = merchantWith({ clock: { at: start, frozen: true }, notify: [receiver.url] })
  const uid = await merchant.register()
  await merchant.control(`/users/${uid}/deposit`, { amount: '1' })
  await merchant.sandbox.settled()
  expect(receiver.hits()).toBe(1)
  await merchant.control('/clock/advance', { ms: 10_999 })
  await merchant.sandbox.settled()
  expect([receiver.hits(), receiver.bodies.length]).toEqual([2, 0])
  await merchant.control('/clock/advance', { ms: 1 })
  await merchant.sandbox.settled()
  expect([receiver.hits(), receiver.bodies.length]).toEqual([3, 1])
})

test('approves an application after a while, when it is told to, unless somebody has decided it', async () => {
  const merchant = merchantWith({ clock: { at: start, frozen: true }, approveAfterMs: 60_000 })
  const uid = await merchant.register()
  const apply = async (): Promise<number> => {
    const applied = await merchant.client.bankcard.apply({ uid, bankcardId: 101 })
    return applied.state === 'done' ? applied.result.userBankcardId : 0
  }
  const status = async (userBankcardId: number) =>
    (await merchant.client.bankcard.cardInfo({ uid, userBankcardId })).userBankCardStatus
  const [approved, rejected] = [await apply(), await apply()]
  await merchant.control(`/cards/${rejected}/reject`)
  await merchant.control('/clock/advance', { ms: 59_999 })
  expect(await status(approved)).toBe('AUDITING')
  await merchant.control('/clock/advance', { ms: 1 })
  expect([await status(approved), await status(rejected)]).toEqual(['TBA', 'AUDIT_NOT_PASS'])
})

test('is there in the same process as well', async () => {
  const { sandbox } = merchantWith({ now: () => start })
  expect(sandbox.clock.freeze()).toMatchObject({ now: start, frozen: true, offset: 0 })
  expect(sandbox.clock.advance(1_000).iso).toBe('2026-01-05T00:00:01.000Z')
  expect(sandbox.clock.set(start + 5_000)).toEqual(sandbox.clock.state())
  expect(sandbox.clock.resume()).toMatchObject({ now: start + 5_000, frozen: false })
  expect(sandbox.events({ kind: 'clock' }).map(({ detail }) => detail.event)).toEqual([
    'freeze',
    'advance',
    'set',
    'resume',
  ])
})
