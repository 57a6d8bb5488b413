import { maxNotifyBytes } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { createCodec } from '@asinx-pay/core/wire'
import { expect, test } from 'vitest'
import { memoryKeychain } from '../../test/memory-keychain.ts'
import { codec, start, startBank, startExploring } from '../../test/running.ts'
import type { Home, NotifyRow, Page } from '../shared/bridge.ts'
import type { Keychain } from './ports.ts'

const post = async (url: string | null, body: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(url ?? '', { method: 'POST', body })
  return { status: response.status, text: await response.text() }
}
const approved = { userBankcardId: 900, status: 'AUDIT_PASS', cardNo: '4242424242413691' }
const notify = (data: object, uniqueNo = 'n-1', type = 'CARD_STATUS_CHANGE'): string =>
  codec.sealNotify({ type, uniqueNo, data })

test('a notify is stored without its secrets before it is answered, and tells of a card nobody knows', async () => {
  const { console, ask } = await startExploring()
  expect(await post(console.receiverUrl, notify(approved))).toEqual({ status: 200, text: 'success' })
  const page: Page<NotifyRow> = await ask('query', 'notifies')
  expect(page.rows).toMatchObject([
    { uniqueNo: 'n-1', repeats: 0, authentic: false, data: { ...approved, cardNo: '•••• 3691' } },
  ])
  const home: Home = await ask('query', 'home')
  expect(home.unassigned).toMatchObject([
    { userBankcardId: 900, uid: null, status: 'AUDIT_PASS', maskedPan: '•••• 3691' },
  ])
})

test('a verification code is never kept', async () => {
  const { console, ask } = await startExploring()
  await post(
    console.receiverUrl,
    notify({ userBankcardId: 900, code: '867530' }, 'n-2', 'TRANSACTION_VERIFICATION_CODE'),
  )
  const page: Page<NotifyRow> = await ask('query', 'notifies')
  expect(page.rows[0]?.data).toEqual({ userBankcardId: 900, code: '•••' })
})

test('the same content again counts as a repeat; other content under the same number is an alarm', async () => {
  const { console, ask } = await startExploring()
  for (const number of ['n-1', 'n-1', 'n-2']) await post(console.receiverUrl, notify(approved, number))
  await post(console.receiverUrl, notify({ ...approved, status: 'TBA' }, 'n-1'))
  const page: Page<NotifyRow> = await ask('query', 'notifies')
  expect(page.rows).toMatchObject([
    { conflict: true, repeats: 0 },
    { uniqueNo: 'n-1', repeats: 2 },
  ])
  expect(page.rows[1]).not.toHaveProperty('conflict')
})

test.each([
  ['garbled', notify(approved).replace(/(?<="result":"[^"]*)[0-9a-f]{9}(?=")/, '000000000')],
  [
    'of a foreign merchant',
    createCodec({ ...demoCredentials, appId: 'app_other' }).sealNotify({
      type: 'CARD_STATUS_CHANGE',
      uniqueNo: 'n',
      data: approved,
    }),
  ],
  [
    'under another key',
    createCodec({ appId: demoCredentials.appId, appSecret: '0'.repeat(32) }).sealNotify({
      type: 'CARD_STATUS_CHANGE',
      uniqueNo: 'n',
      data: approved,
    }),
  ],
  ['not JSON', 'hello'],
  ['empty', ''],
])('a notify that is %s is refused without a word, and counted', async (_what, body) => {
  const { console, ask } = await startExploring()
  expect(await post(console.receiverUrl, body)).toEqual({ status: 401, text: '' })
  expect(((await ask('query', 'home')) as Home).refusedNotifies).toBe(1)
  expect(((await ask('query', 'notifies')) as Page<NotifyRow>).rows).toEqual([])
})

test('a body that is too long is refused unread', async () => {
  const { console, ask } = await startExploring()
  expect((await post(console.receiverUrl, 'x'.repeat(maxNotifyBytes + 1))).status).toBe(413)
  expect(((await ask('query', 'home')) as Home).refusedNotifies).toBe(1)
})

test('only POST to the one path is answered', async () => {
  const { console } = await start()
  const url = console.receiverUrl ?? ''
  expect((await fetch(url)).status).toBe(405)
  expect((await post(url.replace('/notify', '/'), notify(approved))).status).toBe(404)
})

test('while no secret can be read and nothing could be sealed, the sender is told to come again', async () => {
  const bank = await startBank()
  const ports = { sandboxUrl: bank.url }
  const first = await start({ ...ports, loadKeychain: () => Promise.reject(new Error('none')) })
  await first.console.explore()
  await first.console.close()
  const locked = { ...memoryKeychain(), getPassword: async () => null }
  const second = await start({ ...ports, dataDir: first.dataDir, loadKeychain: async () => locked })
  expect((await post(second.console.receiverUrl, notify(approved))).status).toBe(503)
  expect(await second.ask('query', 'session')).toMatchObject({ profiles: [{ secret: 'unreadable' }] })
  expect(await second.refusal('call', 'merchant.asset')).toMatchObject({ code: 'secret_unreadable' })
})

test('what was answered is still there in the next run', async () => {
  const { console, dataDir, ask } = await startExploring()
  await post(console.receiverUrl, notify(approved))
  const before: Page<NotifyRow> = await ask('query', 'notifies')
  await console.close()
  const next = await start({ dataDir })
  expect(await next.ask('query', 'notifies')).toEqual(before)
})

test('two consoles cannot have one port: the second works without notifies', async () => {
  const first = await start()
  const { port } = new URL(first.console.receiverUrl ?? '')
  const second = await start({ receiverPort: Number(port) })
  expect(second.console.receiverUrl).toBeNull()
  expect(await second.ask('query', 'session')).toMatchObject({ receiverUrl: null })
})

test('a keychain that is locked at the start keeps no sender waiting: the notify is opened once it gives the secret', async () => {
  const keychain = memoryKeychain()
  const first = await startExploring({ loadKeychain: async () => keychain })
  await first.quiet()
  await first.console.close()
  const silent: Keychain = { ...keychain, getPassword: () => new Promise(() => undefined) }
  const second = await start({ dataDir: first.dataDir, loadKeychain: async () => silent })
  expect(await second.ask('query', 'session')).toMatchObject({
    profiles: [{ secret: 'asking' }],
    vault: { kind: 'asking' },
  })
  expect((await post(second.console.receiverUrl, notify(approved))).status).toBe(200)
  silent.getPassword = async () => null
  await second.ask('command', 'vault.retry')
  expect(await second.ask('query', 'session')).toMatchObject({ sealedNotifies: 1 })
  silent.getPassword = keychain.getPassword
  await second.ask('command', 'vault.retry')
  await second.console.idle()
  expect(((await second.ask('query', 'notifies')) as Page<NotifyRow>).rows).toHaveLength(1)
})
