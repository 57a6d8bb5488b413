import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { memoryKeychain } from '../../test/memory-keychain.ts'
import { codec, startExploring, start, type Exploring } from '../../test/running.ts'
import type { AuditRow, Home, NotifyRow, Page, Session } from '../shared/bridge.ts'
import type { Keychain } from './ports.ts'

const minuteMs = 60_000

/** A keychain that counts how often it was asked for something. */
function watched(): { keychain: Keychain; reads: () => number } {
  const keychain = memoryKeychain()
  let reads = 0
  return {
    reads: () => reads,
    keychain: {
      ...keychain,
      getPassword(service, account) {
        reads++
        return keychain.getPassword(service, account)
      },
    },
  }
}

const post = async (
  { console }: Exploring,
  notify: { type: string; uniqueNo: string; data: object },
): Promise<number> =>
  (await fetch(console.receiverUrl ?? '', { method: 'POST', body: codec.sealNotify(notify) })).status
const approved = {
  type: 'CARD_STATUS_CHANGE',
  uniqueNo: 'n-1',
  data: { userBankcardId: 900, status: 'AUDIT_PASS', cardNo: '4242424242413691' },
}
const code = {
  type: 'TRANSACTION_VERIFICATION_CODE',
  uniqueNo: 'n-2',
  data: { userBankcardId: 900, code: '867530' },
}
const waiting = async ({ ask }: Exploring): Promise<number> =>
  ((await ask('query', 'session')) as Session).sealedNotifies
const listed = async ({ ask }: Exploring): Promise<NotifyRow[]> =>
  ((await ask('query', 'notifies')) as Page<NotifyRow>).rows

test('locked, it answers nothing but how it looks, and asks the keychain for nothing', async () => {
  const { keychain, reads } = watched()
  const running = await startExploring({ loadKeychain: async () => keychain })
  await running.quiet()
  await running.ask('command', 'lock.lock')
  const before = reads()
  for (const [verb, name, payload] of [
    ['call', 'merchant.asset', {}],
    ['query', 'home', {}],
    ['query', 'notifies', {}],
    ['query', 'audit', {}],
    ['command', 'card.reveal', { userBankcardId: 1 }],
    ['command', 'profile.use', { profileId: '0'.repeat(36) }],
  ] as const)
    expect(await running.refusal(verb, name, payload), name).toMatchObject({ code: 'locked' })
  const session: Session = await running.ask('query', 'session')
  expect(session.lock).toMatchObject({ by: 'person' })
  await running.ask('command', 'settings.set', { locale: 'zh' })
  expect(reads()).toBe(before)
  await running.ask('command', 'lock.unlock')
  expect(await running.ask('call', 'merchant.asset')).toMatchObject({ currency: 'USD' })
  expect(reads()).toBeGreaterThan(before)
})

test('a notify that comes while it is locked is acknowledged, kept sealed, and opened with the time it came', async () => {
  let time = Date.now()
  const running = await startExploring({ now: () => time })
  await running.quiet()
  await running.ask('command', 'lock.lock')
  const cameAt = time
  expect(await post(running, approved)).toBe(200)
  expect(await waiting(running)).toBe(1)
  time += 3 * minuteMs
  await running.ask('command', 'lock.unlock')
  await running.quiet()
  expect(await waiting(running)).toBe(0)
  expect(await listed(running)).toMatchObject([
    { uniqueNo: 'n-1', receivedAt: cameAt, data: { cardNo: '•••• 3691', status: 'AUDIT_PASS' } },
  ])
})

test('what was acknowledged while locked survives the end of the run', async () => {
  const keychain = memoryKeychain()
  const first = await startExploring({ loadKeychain: async () => keychain })
  await first.quiet()
  await first.ask('command', 'lock.lock')
  expect(await post(first, approved)).toBe(200)
  await first.console.close()
  const next = await start({ dataDir: first.dataDir, loadKeychain: async () => keychain })
  await next.console.idle()
  expect(((await next.ask('query', 'notifies')) as Page<NotifyRow>).rows).toMatchObject([{ uniqueNo: 'n-1' }])
})

test('what anybody posts for our merchant while it is locked is refused once it can be tried', async () => {
  const running = await startExploring()
  await running.quiet()
  await running.ask('command', 'lock.lock')
  const forged = codec.sealNotify(approved).replace(/(?<="result":"[^"]*)[0-9a-f]{9}(?=")/, '000000000')
  expect((await fetch(running.console.receiverUrl ?? '', { method: 'POST', body: forged })).status).toBe(200)
  await running.ask('command', 'lock.unlock')
  await running.quiet()
  expect(await listed(running)).toEqual([])
  expect(((await running.ask('query', 'home')) as Home).refusedNotifies).toBe(1)
  expect(await waiting(running)).toBe(0)
})

test('bodies are on the disk only under the key of the keychain; that of a code goes after ten minutes', async () => {
  let time = Date.now()
  const running = await startExploring({ now: () => time })
  await running.quiet()
  const body = codec.sealNotify(code)
  const { result } = JSON.parse(body) as { result: string }
  expect(await post(running, code)).toBe(200)
  await running.ask('command', 'lock.lock')
  expect(await post(running, { ...code, uniqueNo: 'n-3', data: { ...code.data, code: '111222' } })).toBe(200)
  const files = await Promise.all(
    ['console.db', 'console.db-wal'].map((name) => readFile(join(running.dataDir, name), 'latin1')),
  )
  expect(files.join('')).not.toContain(result)
  expect(files.join('')).not.toContain('867530')
  time += 11 * minuteMs
  await running.ask('command', 'lock.unlock')
  await running.quiet()
  expect(await listed(running)).toMatchObject([{ uniqueNo: 'n-2', data: { code: '•••' } }])
  // The second one's ciphertext was too old when it could have been opened.
  expect(((await running.ask('query', 'home')) as Home).refusedNotifies).toBe(1)
})

test('without a keychain the secret stays where it is: a notify is opened at once, locked or not', async () => {
  const running = await startExploring({ loadKeychain: () => Promise.reject(new Error('no keychain')) })
  await running.ask('command', 'lock.lock')
  expect(await post(running, approved)).toBe(200)
  expect(await running.refusal('query', 'notifies')).toMatchObject({ code: 'locked' })
  await running.ask('command', 'lock.unlock')
  expect(await listed(running)).toMatchObject([{ uniqueNo: 'n-1' }])
  expect(await running.ask('call', 'merchant.asset')).toMatchObject({ currency: 'USD' })
})

test('a lock from outside is in the trail with its cause', async () => {
  const { console, ask, refusal } = await startExploring()
  console.lock('system')
  console.lock('system')
  expect(await refusal('query', 'home')).toMatchObject({ code: 'locked' })
  await ask('command', 'lock.unlock')
  const { rows }: Page<AuditRow> = await ask('query', 'audit', { kind: 'console.locked' })
  expect(rows.map(({ facts }) => facts)).toEqual([{ by: 'system' }])
})
