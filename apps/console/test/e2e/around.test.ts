import { readFile } from 'node:fs/promises'
import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, test } from 'vitest'
import { expectAccessible, shown, type Shown } from './harness.ts'

const codec = createCodec(demoCredentials)
const other = '0123456789abcdef0123456789abcdef'
const at = ({ page }: Shown, name: string) => page.locator(`[data-test="${name}"]`)
const live = { name: 'Acme', environment: 'live', baseUrl: 'https://live.example/api-web', appId: 'app_1' } as const

async function addLive(console: Shown): Promise<string> {
  const { profileId } = await console.command('profile.add', { ...live, appSecret: other })
  await console.command('profile.use', { profileId })
  await at(console, 'live-state').waitFor()
  return profileId
}

test('the first start has a tour that shows once, and can be walked by keyboard', async () => {
  const console = await shown({ tour: true })
  await at(console, 'tour-step').waitFor()
  await expectAccessible(console)
  for (let step = 0; step < 3; step++) await at(console, 'tour-next').press('Enter')
  await at(console, 'tour-step').waitFor({ state: 'hidden' })
  await console.page.reload()
  await at(console, 'home').waitFor()
  expect(await at(console, 'tour-step').count()).toBe(0)
})

test('a live profile says LIVE in words and reads only, until it is unlocked with a reason', async () => {
  const console = await shown()
  await addLive(console)
  expect(await at(console, 'environment').textContent()).toContain('LIVE')
  await at(console, 'live-unlock').click()
  await at(console, 'live-reason').waitFor()
  expect(await at(console, 'live-confirm').isDisabled()).toBe(true)
  await expectAccessible(console)
  await at(console, 'live-reason').fill('Payroll of March')
  await at(console, 'live-minutes-30').click()
  await at(console, 'live-confirm').click()
  await console.page.locator('[data-test="live-state"][data-open="true"]').waitFor()
  await expectAccessible(console)
  await at(console, 'live-lock').click()
  await console.page.locator('[data-test="live-state"][data-open="false"]').waitFor()
  await console.show('/settings/audit')
  const row = console.page.locator('[data-kind="live.unlocked"]')
  expect(await row.textContent()).toContain('Reason: Payroll of March · Minutes: 30')
  await console.command('settings.set', { locale: 'zh' })
  await console.show('/settings/audit')
  expect(await row.textContent()).toContain('原因: Payroll of March · 分钟: 30')
})

test('a secret is asked for when the host changes, rotated, and the former one dropped', async () => {
  const console = await shown()
  const profileId = await addLive(console)
  await console.show(`/settings/profiles/${profileId}`)
  await at(console, 'change-url').fill('https://elsewhere.example/api-web')
  await at(console, 'change-secret').waitFor()
  expect(await at(console, 'change-save').isDisabled()).toBe(true)
  await at(console, 'change-secret').fill(other)
  await at(console, 'change-save').click()
  await console.page.getByText('Bound to elsewhere.example').waitFor()
  await at(console, 'next-secret').fill('f'.repeat(32))
  await at(console, 'secret-save').click()
  await at(console, 'previous').waitFor()
  expect(await at(console, 'next-secret').inputValue()).toBe('')
  expect(await console.page.content()).not.toContain('f'.repeat(32))
  await at(console, 'drop-previous').click()
  await at(console, 'previous').waitFor({ state: 'detached' })
})

test('limits are set on the page of the profile, and what is no amount is not taken', async () => {
  const console = await shown()
  const { activeProfileId } = await console.query('session', {})
  await console.show(`/settings/profiles/${activeProfileId}`)
  await at(console, 'limit-largest').fill('ten')
  expect(await at(console, 'limit-save').isDisabled()).toBe(true)
  await at(console, 'limit-largest').fill('10')
  await at(console, 'limit-save').click()
  await at(console, 'done').getByText('Done').waitFor()
  const { profiles } = await console.query('session', {})
  expect(profiles[0]?.limits).toEqual({ largestRecharge: '10', rechargePerDay: null })
})

test('locked, every page is emptied, notifies are taken, and unlocking brings them', async () => {
  const console = await shown({ path: '/cards' })
  await console.page.locator('table').first().waitFor()
  const card = await console.page.locator('tbody tr').first().textContent()
  await at(console, 'lock').click()
  await at(console, 'locked').waitFor()
  await expectAccessible(console)
  expect(await console.page.content()).not.toContain(card?.slice(0, 9))
  const { receiverUrl } = await console.query('session', {})
  const data = { userBankcardId: 900, status: 'AUDIT_PASS' }
  const body = codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo: 'n-1', data })
  expect((await fetch(receiverUrl ?? '', { method: 'POST', body })).status).toBe(200)
  await console.page.reload()
  await at(console, 'sealed').waitFor()
  await console.page.keyboard.press('Enter')
  await console.page.locator('table').first().waitFor()
  await console.show('/notifies')
  await at(console, 'notify-row').first().waitFor()
})

test('the audit trail is checked and downloaded', async () => {
  const console = await shown({ path: '/settings/audit' })
  await at(console, 'audit-verify').click()
  await at(console, 'audit-note').getByText('Every line').waitFor()
  const coming = console.page.waitForEvent('download')
  await at(console, 'audit-csv').click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/)
  expect(await readFile(await download.path(), 'utf8')).toContain('seq,time,who,kind,profile,facts')
  await console.page.locator('[data-kind="audit.exported"]').waitFor()
})

test('how long nobody may be there, and where secrets are, stand in the settings', async () => {
  const console = await shown({ path: '/settings' })
  await at(console, 'idle-5').click()
  await console.page.locator('[data-test="idle-5"][aria-pressed="true"]').waitFor()
  expect((await console.query('session', {})).idleMinutes).toBe('5')
  expect(await at(console, 'vault').getAttribute('data-kind')).toBe('keychain')
})

test('when a balance is low is set on the page of the profile, and home follows', async () => {
  const console = await shown()
  const { activeProfileId } = await console.query('session', {})
  await console.show(`/settings/profiles/${activeProfileId}`)
  await at(console, 'low-below').fill('ten')
  expect(await at(console, 'watch-save').isDisabled()).toBe(true)
  await at(console, 'low-below').fill('100.50')
  await at(console, 'watch-save').click()
  await at(console, 'done').getByText('Done').waitFor()
  await console.show('/')
  await console.page.getByText('Below 100.50').first().waitFor()
  await console.command('profile.watch', { profileId: activeProfileId ?? '', lowBelow: '0' })
  await console.page.getByText('Below 100.50').first().waitFor({ state: 'detached' })
})
