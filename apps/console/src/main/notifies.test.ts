import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Outcome } from '@asinx-pay/core'
import { createForger } from '@asinx-pay/core/testing'
import { createCodec, maxNotifyBytes } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, onTestFinished, test } from 'vitest'
import { codec, products, startExploring, type Exploring } from '../../test/running.ts'
import type { NotifyRow, Page, RefusalRow } from '../shared/bridge.ts'
import { codeLifeMs } from './services/sealed-mail.ts'

const forger = createForger({ appId: demoCredentials.appId })
const rejected = { userBankcardId: 900, status: 'AUDIT_NOT_PASS', reason: 'no' }
const notify = (data: object, uniqueNo = 'n-1', type = 'CARD_STATUS_CHANGE'): string =>
  codec.sealNotify({ type, uniqueNo, data })
const post = async ({ console }: Exploring, body: string): Promise<number> =>
  (await fetch(console.receiverUrl ?? '', { method: 'POST', body })).status
const inbox = async ({ ask }: Exploring, filter: object = {}): Promise<NotifyRow[]> =>
  ((await ask('query', 'notifies', filter)) as Page<NotifyRow>).rows
const seqs = async (running: Exploring, filter: object): Promise<number[]> =>
  (await inbox(running, filter)).map(({ seq }) => seq)

/** Where notifies are sent on to, and what came there. */
async function startTarget(): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += String(piece)
    bodies.push(body)
    response.writeHead(202).end('anything')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, bodies }
}

test('why something was refused is told to the operator, without what it held', async () => {
  const running = await startExploring()
  const good = notify(rejected)
  const foreign = createCodec({ ...demoCredentials, appId: 'app_other' })
  for (const body of [
    'hello',
    foreign.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo: 'n', data: rejected }),
    forger.sealElsewhere({ type: 'CARD_STATUS_CHANGE', uniqueNo: 'n', data: rejected }),
    good.replace('CARD_STATUS_CHANGE', 'COIN_RECHARGE_RESULT'),
    'x'.repeat(maxNotifyBytes + 1),
  ])
    expect(await post(running, body)).toBeGreaterThan(400)
  const { rows }: Page<RefusalRow> = await running.ask('query', 'refusals')
  expect(rows.map(({ reason }) => reason)).toEqual(['too_large', 'not_fitting', 'other_key', 'foreign_app', 'garbled'])
  expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['bytes', 'reason', 'receivedAt', 'seq'])
})

test('the API confirms a recharge by our own order, contradicts a splice, and cannot tell of a code', async () => {
  const running = await startExploring()
  const { ask, quiet } = running
  const card = await running.newCard(products.later)
  const outcome = (await ask('call', 'bankcard.recharge', { ...card, amount: '100' })) as Outcome<unknown>
  await running.bank.control(`/orders/${outcome.reference.requestOrderId}/settle`, { status: 'SUCCESS' })
  await quiet()
  const [told] = await inbox(running, { type: 'CARD_RECHARGE_RESULT' })
  expect(told).toMatchObject({ check: null, isKept: true })
  const confirmed: NotifyRow = await ask('command', 'notify.confirm', { seq: told?.seq })
  expect(confirmed.check).toMatchObject({ state: 'confirmed', why: 'agrees', endpoint: 'bankcard.cardOrderInfo' })
  expect(confirmed.check?.requestOrderId).toBe(outcome.reference.requestOrderId)
  expect(await ask('query', 'notify', { seq: told?.seq })).toEqual(confirmed)

  await post(running, notify({ userBankcardId: card.userBankcardId, status: 'CLOSE' }))
  await post(
    running,
    notify({ userBankcardId: card.userBankcardId, code: '867530' }, 'n-2', 'TRANSACTION_VERIFICATION_CODE'),
  )
  const [code, forged] = await inbox(running)
  const asked = async (seq: number | undefined): Promise<NotifyRow> => ask('command', 'notify.confirm', { seq })
  expect((await asked(forged?.seq)).check).toMatchObject({ state: 'contradicted', differs: ['status'] })
  expect((await asked(code?.seq)).check).toMatchObject({ state: 'cannot_tell', why: 'no_endpoint' })
  expect(await seqs(running, { trust: 'contradicted' })).toEqual([forged?.seq])
  expect(await seqs(running, { trust: 'confirmed' })).toEqual([told?.seq])
})

test('a card without a user cannot be asked about, and that is said', async () => {
  const running = await startExploring()
  await post(running, notify(rejected))
  const [row] = await inbox(running)
  const { check }: NotifyRow = await running.ask('command', 'notify.confirm', { seq: row?.seq })
  expect(check).toMatchObject({ state: 'cannot_tell', why: 'needs_uid', endpoint: null })
})

test('notifies are found by number, card, last four digits, user and time', async () => {
  const running = await startExploring()
  const card = await running.newCard(products.direct)
  await post(running, notify(rejected, 'lonely-7'))
  const [other] = await inbox(running, { search: 'lonely' })
  expect(other).toMatchObject({ uniqueNo: 'lonely-7', userBankcardId: 900 })
  const ofUser = await inbox(running, { search: card.uid })
  expect(new Set(ofUser.map(({ userBankcardId }) => userBankcardId))).toEqual(new Set([card.userBankcardId]))
  const known = ((await running.ask('query', 'cards')) as Page<{ maskedPan: string }>).rows.find(
    ({ maskedPan }) => maskedPan,
  )
  expect(await inbox(running, { search: known?.maskedPan.slice(-4) })).not.toEqual([])
  expect(await inbox(running, { since: (other?.receivedAt ?? 0) + 3_600_000 })).toEqual([])
  expect(await inbox(running, { search: '%' })).toEqual([])
})

test('what is pasted opens with this profile only, and is stored when asked', async () => {
  const running = await startExploring()
  const { ask } = running
  const text = `\n${notify(rejected)}\n`
  expect(await ask('command', 'notify.read', { text })).toMatchObject({
    state: 'opened',
    delivery: 'new',
    data: { status: 'AUDIT_NOT_PASS' },
  })
  expect(await inbox(running)).toEqual([])
  await ask('command', 'notify.keep', { text })
  expect(await inbox(running)).toHaveLength(1)
  expect(await ask('command', 'notify.read', { text })).toMatchObject({ delivery: 'repeat' })
  expect(await ask('command', 'notify.read', { text: notify({ ...rejected, status: 'TBA' }) })).toMatchObject({
    delivery: 'conflict',
  })
  expect(await ask('command', 'notify.read', { text: 'nonsense' })).toEqual({ state: 'refused', reason: 'garbled' })
  expect(await running.refusal('command', 'notify.keep', { text: 'nonsense' })).toMatchObject({
    code: 'notify_refused',
  })
})

test('a notify is sent on as it came, to this computer or to https only', async () => {
  const running = await startExploring()
  const target = await startTarget()
  const body = notify(rejected)
  await post(running, body)
  const [row] = await inbox(running)
  const send = { seq: row?.seq }
  expect(await running.ask('command', 'notify.resend', { ...send, address: target.url })).toEqual({ httpStatus: 202 })
  expect(target.bodies).toEqual([body])
  for (const address of ['http://example.com/hook', 'file:///etc/hosts', 'https://user:pass@example.com/'])
    expect(await running.refusal('command', 'notify.resend', { ...send, address })).toMatchObject({
      code: 'resend_address',
    })
})

test('the body of a verification code is not sent on after ten minutes, and that is said', async () => {
  let ahead = 0
  const running = await startExploring({ now: () => Date.now() + ahead })
  const target = await startTarget()
  await post(running, notify({ userBankcardId: 900, code: '867530' }, 'n-2', 'TRANSACTION_VERIFICATION_CODE'))
  const [row] = await inbox(running)
  const send = { seq: row?.seq, address: target.url }
  expect(await running.ask('command', 'notify.resend', send)).toEqual({ httpStatus: 202 })
  ahead = codeLifeMs + 1000
  expect(await running.refusal('command', 'notify.resend', send)).toMatchObject({ code: 'code_too_old' })
  expect(target.bodies).toHaveLength(1)
})

test('the desktop is told what kind of thing came, and nothing of what is in it', async () => {
  const told: object[] = []
  const running = await startExploring({ notifier: (announcement) => void told.push(announcement) })
  await post(running, notify(rejected))
  await post(running, notify({ ...rejected, status: 'TBA' }))
  expect(told).toEqual([
    { title: 'Card Status Changed', body: expect.any(String) as string },
    { title: 'Alarm: a number came again with other content', body: expect.any(String) as string },
  ])
  expect(JSON.stringify(told)).not.toContain('900')
  await running.ask('command', 'notify.desktop', { isOn: false })
  await post(running, notify({ ...rejected, status: 'CLOSE' }))
  expect(told).toHaveLength(2)
})

test('one search finds cards, users, calls and notifies', async () => {
  const running = await startExploring()
  const card = await running.newCard(products.direct)
  await running.ask('call', 'bankcard.recharge', { ...card, amount: '100' })
  await running.quiet()
  const found = await running.ask('query', 'palette', { search: card.uid })
  expect(found).toMatchObject({
    cards: [{ userBankcardId: card.userBankcardId }],
    users: [{ uid: card.uid }],
    journal: expect.arrayContaining([expect.objectContaining({ endpoint: 'bankcard.recharge' })]) as unknown,
  })
  expect((found as { notifies: unknown[] }).notifies).not.toEqual([])
  expect(await running.ask('query', 'palette', { search: 'nobody at all' })).toEqual({
    cards: [],
    users: [],
    journal: [],
    notifies: [],
    transactions: [],
  })
})
