import { createForger } from '@asinx-pay/core/testing'
import { createCodec, maxNotifyBytes } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

const codec = createCodec(demoCredentials)
const forger = createForger({ appId: demoCredentials.appId })
const type = 'CARD_STATUS_CHANGE'
const unknownCard = 987_654

const at = ({ page }: Shown, name: string): Locator => page.locator(`[data-test="${name}"]`)
const seal = (data: object, uniqueNo: string): string => codec.sealNotify({ type, uniqueNo, data })

async function post({ query }: Shown, body: string): Promise<number> {
  const { receiverUrl } = await query('session', {})
  return (await fetch(receiverUrl ?? '', { method: 'POST', body })).status
}

async function activeCard({ query }: Shown): Promise<{ userBankcardId: number }> {
  const { rows } = await query('cards', { status: 'ACTIVE' })
  if (!rows[0]) throw new Error('The sandbox has no active card.')
  return rows[0]
}

/** Whether a body opens, and then as the status of a card that it did not tell. */
function opensAs(body: string, status: string): boolean {
  try {
    return (codec.openNotify(body).data as { status?: string }).status === status
  } catch {
    return false
  }
}

/** A notify pieced together, without the secret, from two that the vendor sealed for one card. */
function splicedFor(userBankcardId: number): string {
  const pieces = Array.from({ length: 16 }, (_, shift) => {
    const pad = 'p'.repeat(shift)
    const old = seal({ pad, userBankcardId, status: 'CLOSE' }, 'old')
    return forger.splice(seal({ pad, userBankcardId, status: 'ACTIV' }, 'new'), old)
  })
  const spliced = pieces.flat().find((body) => opensAs(body, 'CLOSE'))
  if (!spliced) throw new Error('No splice opens.')
  return spliced
}

test('a strange notify is refused and listed with a reason, without its content', async () => {
  const console = await shown()
  const data = { userBankcardId: unknownCard, status: 'TBA' }
  const good = seal(data, 'n-1')
  const foreign = createCodec({ ...demoCredentials, appId: 'app_other' })
  for (const body of [
    forger.truncate(good).replace(/[\da-f]"\}$/, 'zz"}'),
    forger.sealElsewhere({ type, uniqueNo: 'n-2', data }),
    foreign.sealNotify({ type, uniqueNo: 'n-3', data }),
    'x'.repeat(maxNotifyBytes + 1),
  ])
    expect([401, 413]).toContain(await post(console, body))
  await console.show('/notifies/refused')
  await at(console, 'refusal-row').nth(3).waitFor()
  const reasons = await at(console, 'refusal-row').evaluateAll((rows) =>
    rows.map((row) => row.getAttribute('data-reason')),
  )
  expect(reasons).toEqual(['too_large', 'foreign_app', 'other_key', 'garbled'])
  expect(await at(console, 'refusals').innerText()).not.toContain(String(unknownCard))
  await expectAccessible(console)
})

test('one spliced from old pieces opens, says it is not authenticated, and confirming contradicts it', async () => {
  const console = await shown({ path: '/notifies' })
  const { userBankcardId } = await activeCard(console)
  expect(await post(console, splicedFor(userBankcardId))).toBe(200)
  const row = at(console, 'notify-row').first()
  await row.locator('[data-trust="unchecked"]').waitFor()
  await row.click()
  await at(console, 'trust-section').getByText('Not authenticated').waitFor()
  await expectAccessible(console)
  await at(console, 'confirm').click()
  await console.page.locator('[data-test="check"][data-state="contradicted"]').waitFor()
  await expectAccessible(console)
  expect((await console.query('notifies', { trust: 'contradicted' })).rows).toHaveLength(1)
})

test('repeats are counted, and other content under the same number is an alarm', async () => {
  const console = await shown({ path: '/notifies' })
  const { userBankcardId } = await activeCard(console)
  const first = seal({ userBankcardId, status: 'ACTIVE' }, 'same-number')
  for (const body of [first, first, seal({ userBankcardId, status: 'CLOSE' }, 'same-number')])
    expect(await post(console, body)).toBe(200)
  await at(console, 'notify-search').fill('same-number')
  await at(console, 'repeated').waitFor()
  const alarm = at(console, 'notify-row').filter({ has: console.page.locator('[data-trust="conflict"]') })
  await alarm.click()
  await at(console, 'trust-section').getByRole('alert').waitFor()
  await expectAccessible(console)
})

test('a notify for a card nobody knows leads to its user', async () => {
  const console = await shown({ path: '/notifies' })
  await post(console, seal({ userBankcardId: unknownCard, status: 'AUDIT_PASS' }, 'stranger'))
  await at(console, 'notify-row')
    .filter({ hasText: String(unknownCard) })
    .getByRole('button')
    .click()
  await at(console, 'confirm').click()
  await console.page.locator('[data-test="check"][data-why="needs_uid"]').waitFor()
  await at(console, 'unassigned').waitFor()
  await expectAccessible(console)
  await at(console, 'assign').click()
  await console.page.waitForFunction(
    (id) => document.querySelector<HTMLInputElement>('[data-test="add-card-id"]')?.value === id,
    String(unknownCard),
  )
})

test('a pasted notify is opened strictly, shown, and stored only when asked', async () => {
  const console = await shown({ path: '/notifies' })
  const body = seal({ userBankcardId: unknownCard, status: 'TBA' }, 'pasted-1')
  await at(console, 'paste').click()
  await at(console, 'paste-text').fill('nonsense')
  await at(console, 'paste-open').click()
  await console.page.locator('[data-test="paste-refused"][data-reason="garbled"]').waitFor()
  await expectAccessible(console)
  await at(console, 'paste-text').fill(body)
  await at(console, 'paste-open').click()
  await console.page.locator('[data-test="paste-opened"][data-delivery="new"]').waitFor()
  await expectAccessible(console)
  expect((await console.query('notifies', { search: 'pasted-1' })).rows).toEqual([])
  await at(console, 'paste-keep').click()
  await at(console, 'notify-details').waitFor()
  expect((await console.query('notifies', { search: 'pasted-1' })).rows).toHaveLength(1)
})

test('a notify is sent on to this computer, and an address that could be read on the way is refused', async () => {
  const console = await shown({ path: '/notifies' })
  const { receiverUrl } = await console.query('session', {})
  await post(console, seal({ userBankcardId: unknownCard, status: 'TBA' }, 'sent-on'))
  await at(console, 'notify-row')
    .filter({ hasText: String(unknownCard) })
    .getByRole('button')
    .click()
  await at(console, 'resend-address').fill('http://example.com/hook')
  await at(console, 'resend-send').click()
  await at(console, 'resend').getByText('https', { exact: false }).first().waitFor()
  await at(console, 'resend-address').fill(receiverUrl ?? '')
  await at(console, 'resend-send').click()
  await at(console, 'resend-answer').waitFor()
  expect((await console.query('notifies', { search: 'sent-on' })).rows).toMatchObject([{ repeats: 1 }])
})
