import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestMerchant, type TestMerchant } from '../test-merchant.ts'
import { createReceiver, type Receiver } from '../test-receiver.ts'
import { viewNames } from './page.ts'

const site = 'http://localhost/__sandbox'
const hostile = '<img src=x onerror="alert(1)">\'&'
let merchant: TestMerchant
let receiver: Receiver
let uid: string
let card: number

beforeEach(async () => {
  receiver = await createReceiver()
  merchant = createTestMerchant({ notify: [receiver.url], clock: { frozen: true } })
  uid = await merchant.register()
  const applied = await merchant.client.bankcard.apply({ uid, bankcardId: 102, tag: hostile })
  if (applied.state !== 'done') throw new Error('The card was not applied for')
  card = applied.result.userBankcardId
})
afterEach(async () => {
  await merchant.sandbox.close()
  await receiver.close()
})

const look = async (query = ''): Promise<{ status: number; headers: Headers; text: string }> => {
  const response = await merchant.send(new Request(`${site}${query === '' ? '' : `?${query}`}`))
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('&lt;', '<')

/** The forms of a view as a browser would send them: where to, and what stands in their boxes. */
function formsOf(text: string): { action: string; values: Record<string, string>; label: string }[] {
  return [...text.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].map(
    ([, action = '', body = '']) => {
      const boxes = [...body.matchAll(/<input\s[^>]*?name="([^"]*)"\s+value="([^"]*)"/gs)]
      const choices = [...body.matchAll(/<select name="([^"]*)">\s*<option value="([^"]*)"/gs)]
      const label = /<button[^>]*>\s*(.*?)\s*<\/button>/s.exec(body)?.[1] ?? ''
      const values = [...boxes, ...choices].map(([, name = '', value = '']) => [plain(name), plain(value)])
      return { action: plain(action), values: Object.fromEntries(values) as Record<string, string>, label }
    },
  )
}

const post = (action: string, values: Record<string, string>, origin = 'http://localhost'): Promise<Response> =>
  merchant.send(
    new Request(`http://localhost${action}`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams(values),
    }),
  )

/** Sends the form with that button of a view, and checks that it leads back there. */
async function submit(query: string, label: string, filled: Record<string, string> = {}): Promise<string> {
  const { text } = await look(query)
  const form = formsOf(text).find((each) => each.label === label)
  if (!form)
    throw new Error(
      `No form ${label} in ${query}: ${formsOf(text)
        .map((each) => each.label)
        .join(', ')}`,
    )
  const response = await post(form.action, { ...form.values, ...filled })
  expect([label, response.status, response.ok || response.status === 303 ? '' : await response.text()]).toEqual([
    label,
    303,
    '',
  ])
  const back = response.headers.get('location') ?? ''
  const asked = new URLSearchParams(query)
  for (const name of ['confirm', 'add']) asked.delete(name)
  expect(back).toBe(`/__sandbox${asked.size > 0 ? `?${String(asked)}` : ''}`)
  return (await look(back.split('?')[1])).text
}

test('every view answers, escapes what others wrote, and stands under its policy', async () => {
  await submit(`view=cards&card=${card}`, 'Approve')
  const all = [
    ...viewNames.map((name) => `view=${name}`),
    '',
    `view=cards&card=${card}`,
    'view=faults&add=call:pending',
  ]
  for (const query of [...all, 'view=clock&confirm=reset', `view=cards&card=${card}&confirm=close`]) {
    const { status, headers, text } = await look(query)
    expect(status).toBe(200)
    expect(text).not.toContain('<img')
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+="|\b\d{16}\b/)
    const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    expect(headers.get('content-security-policy')).toContain(`default-src 'none'; style-src 'sha256-${digest}'`)
  }
  expect((await look('view=cards')).text).toContain('&lt;img src=x onerror=&quot;')
})

test('the address itself is not trusted', async () => {
  const missing = await look(`view=${encodeURIComponent(hostile)}`)
  expect(missing.status).toBe(404)
  for (const name of ['card', 'before', 'add', 'confirm', 'kind', 'ledger', 'view2'])
    for (const view of viewNames)
      expect((await look(`view=${view}&${name}=${encodeURIComponent(hostile)}`)).text).not.toContain('<img')
  expect((await look('view=cards&card=__proto__')).text).toContain('There is no such card.')
  expect((await look('view=__proto__')).status).toBe(404)
})

test('a card is approved, recharged, used, refunded, frozen and closed with forms alone', async () => {
  const here = `view=cards&card=${card}`
  await submit('', 'Approve')
  await merchant.client.bankcard.recharge({ uid, userBankcardId: card, amount: '100' })
  expect(await submit('view=money', 'Succeed')).toContain('SUCCESS')
  expect(await submit(here, 'Make it happen', { merchant: hostile })).toContain('-12.50')
  expect(await submit(here, 'Make it happen', { respCode: '200003' })).toContain('DECLINED')
  expect(await submit(here, 'Refund')).toContain('REFUND')
  await submit(here, 'Send a verification code')
  expect(await submit(here, 'Freeze')).toContain('frozen')
  expect(await submit(here, 'Unfreeze')).not.toContain('frozen</span>')
  expect(await submit(`${here}&confirm=close`, 'Close the card')).toContain('CLOSE_PROCESSING')
  expect(await submit('', 'Succeed')).toContain('Nothing waits.')
  expect((await look(here)).text).toContain('The card is closed')
})

test('a rejection carries its reason', async () => {
  await submit(`view=cards&card=${card}`, 'Reject', { reason: 'blurred' })
  expect((await look('view=notifies')).text).toContain('blurred')
})

test('a physical purchase that is held is posted or voided', async () => {
  const applied = await merchant.client.bankcard.apply({ uid, bankcardId: 103, residenceAddress: '1 Test Street' })
  if (applied.state !== 'done') throw new Error('The card was not applied for')
  const here = `view=cards&card=${applied.result.userBankcardId}`
  await submit(here, 'Approve')
  await merchant.client.bankcard.recharge({ uid, userBankcardId: applied.result.userBankcardId, amount: '100' })
  await submit(here, 'Make it happen', { hold: 'true' })
  expect(await submit(here, 'Post')).toContain('posted')
  await submit(here, 'Make it happen', { hold: 'true' })
  expect(await submit(here, 'Void')).toContain('vodi')
})

test('users and the merchant are paid, and users verified', async () => {
  expect(await submit('view=users', 'Pass KYC')).toContain('PASSED')
  await submit('view=users', 'Deposit USDT')
  expect((await look('view=money')).text).toContain('97.75')
  expect(await submit('view=money', 'Top up the merchant', { amount: '77' })).toContain('77.00')
})

test('notifies are triggered, sent again, and addresses come and go', async () => {
  await submit('view=notifies', 'Send it', { type: 'CARD_STATUS_CHANGE' })
  await merchant.sandbox.settled()
  const before = receiver.bodies.length
  expect(await submit('view=notifies', 'Resend')).toContain('CARD_STATUS_CHANGE')
  await merchant.sandbox.settled()
  expect(receiver.bodies).toHaveLength(before + 1)
  expect(await submit('view=notifies', 'Remove')).toContain('No address receives notifies')
  expect(await submit('view=notifies', 'Add the address', { url: receiver.url })).toContain('Remove')
})

test('a fault is added from its form, counted, and taken out', async () => {
  const filled = { call: 'sys.clock', ms: '1', withOrder: 'false', every: '2' }
  await submit('view=faults&add=call:pending', 'Add the fault', filled)
  expect(merchant.sandbox.faults()).toMatchObject([
    { fault: { ...filled, kind: 'pending', ms: 1, withOrder: false, every: 2 } },
  ])
  await merchant.client.sys.clock()
  expect(merchant.sandbox.faults()).toMatchObject([{ seen: 1, hits: 0 }])
  expect(await submit('view=faults', 'Remove')).toContain('Nothing goes wrong on purpose')
  await submit('view=faults&add=notify:drop', 'Add the fault')
  await submit('view=faults&confirm=clear', 'Clear the plan')
  expect(merchant.sandbox.faults()).toEqual([])
})

test('the clock is moved, set and stopped; snapshots are taken, restored and forgotten', async () => {
  expect(await submit('view=clock', 'Let it run')).toContain('running')
  await submit('view=clock', 'Freeze')
  const before = merchant.sandbox.bank.clock.now()
  await submit('view=clock', '+1 hour')
  expect(merchant.sandbox.bank.clock.now()).toBe(before + 3_600_000)
  await submit('view=clock', 'Take a snapshot')
  expect(await submit('view=clock', 'Set', { at: '2031-05-06T00:00:00Z' })).toContain('2031-05-06 00:00:00')
  expect((await look('view=clock')).text).not.toContain('Restore snapshot 1<')
  await submit('view=clock&confirm=restore-1', 'Restore snapshot 1')
  expect(merchant.sandbox.bank.clock.now()).toBe(before + 3_600_000)
  expect(await submit('view=clock', 'Forget')).toContain('No snapshot has been taken.')
})

test('a reset is asked about first', async () => {
  expect(formsOf((await look('view=clock')).text).map(({ label }) => label)).not.toContain('Reset the sandbox')
  await submit('view=clock&confirm=reset', 'Reset the sandbox')
  expect((await look('view=users')).text).toContain('No users yet')
})

test('long lists go on, and events are narrowed by kind', async () => {
  for (let count = 0; count < 35; count++) await merchant.control('/merchant/top-up', { amount: '1' })
  const { text } = await look('view=money')
  const older = plain(/href="([^"]*)">Older: ledger</.exec(text)?.[1] ?? '')
  const next = (await look(older.split('?')[1])).text
  expect(next).toContain('Newest: ledger')
  expect(next).not.toContain('Older: ledger')
  expect((await look('view=events&kind=control')).text).not.toContain('<code>ledger</code>')
})

test('a refused form says why, and leads back and nowhere else', async () => {
  const [form] = formsOf((await look('view=money')).text)
  const refused = await post(form?.action ?? '', { amount: hostile })
  expect(refused.status).toBe(400)
  expect(refused.headers.get('content-security-policy')).toContain(`default-src 'none'`)
  const text = await refused.text()
  expect(text).toContain('amount must be a positive amount')
  expect(text).toContain('href="/__sandbox?view=money"')
  for (const [back, leads] of [
    ['https://evil.example/', '/__sandbox'],
    ['//evil.example/=1', '/__sandbox?%2F%2Fevil.example%2F=1'],
  ] as const) {
    const away = await post(`/__sandbox/merchant/top-up?back=${encodeURIComponent(back)}`, { amount: '1' })
    expect(away.headers.get('location')).toBe(leads)
  }
})

test('no form can be sent from elsewhere', async () => {
  const views = await Promise.all([...viewNames.map((name) => `view=${name}`), `view=cards&card=${card}`].map(look))
  const forms = views.flatMap(({ text }) => formsOf(text))
  expect(forms.length).toBeGreaterThan(15)
  const before = merchant.sandbox.eventLog()
  for (const { action, values } of forms)
    for (const origin of ['https://evil.example', 'null']) expect((await post(action, values, origin)).status).toBe(403)
  expect(merchant.sandbox.eventLog()).toBe(before)
})

test('programs are answered in JSON as before', async () => {
  expect(await merchant.control('/merchant/top-up', { amount: '5' })).toMatchObject({ receiveAmount: '5.00' })
  expect(await merchant.control('/merchant/top-up', { amount: '-5' })).toHaveProperty('error')
  expect(await merchant.control(`/cards/${card}/close`)).toHaveProperty('error')
})
