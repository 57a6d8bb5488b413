import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, test } from 'vitest'
import { at, recharge } from './acts.ts'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

const { appId, appSecret } = demoCredentials

/** Adds the sandbox's merchant as one of a live system, by its address. */
async function addByHand(console: Shown, environment: 'test' | 'live'): Promise<void> {
  await at(console, 'add-merchant').click()
  await at(console, 'profile-name').fill('Acme')
  await at(console, `environment-${environment}`).click()
  await at(console, 'profile-url').fill(`${console.bank.url}/api-web`)
  await at(console, 'profile-app-id').fill(appId)
  await at(console, 'profile-save').click()
  await console.page.getByText('Fill this in').waitFor()
  await at(console, 'profile-secret').fill(appSecret)
  await at(console, 'profile-save').click()
  await at(console, 'profile-saved').waitFor()
}

/** Takes the sandbox's first usable card into the directory. */
async function takeCard(console: Shown): Promise<number> {
  const state = (await (await fetch(`${console.bank.url}/__sandbox/state`)).json()) as {
    cards: { userBankcardId: number; uid: string; status: string }[]
  }
  const card = state.cards.find(({ status }) => status === 'ACTIVE')
  if (!card) throw new Error('The sandbox has no active card.')
  const { uid, userBankcardId } = card
  await console.command('card.add', { uid, userBankcardId })
  return userBankcardId
}

test('the first start: a merchant is added, the connection tested, and it is said where the secret went', async () => {
  const console = await shown({ begin: 'first' })
  await addByHand(console, 'test')
  await console.page.getByText('Connected. Available: ').waitFor()
  expect(await at(console, 'vault').getAttribute('data-kind')).toBe('keychain')
  await expectAccessible(console)
  expect(await console.page.content()).not.toContain(appSecret)
  expect([...console.keychain.items.values()]).toContain(appSecret)
  await at(console, 'profile-open').click()
  await at(console, 'home').waitFor()
  expect(await at(console, 'environment').textContent()).toContain('TEST')
})

test('a live merchant is switched to, reads only, is unlocked with a reason, and its limits hold', async () => {
  const console = await shown({ begin: 'first' })
  await addByHand(console, 'live')
  await at(console, 'profile-open').click()
  await at(console, 'live-state').waitFor()
  await console.command('profile.add', {
    name: 'Elsewhere',
    environment: 'test',
    baseUrl: 'https://test.asinx.io/api-web',
    appId: 'app_1',
    appSecret: '0'.repeat(32),
  })
  const to = (name: string): Promise<void> =>
    at(console, 'profile-switch')
      .click()
      .then(() => console.page.locator('.el-dropdown-menu__item:visible', { hasText: name }).click())
  await to('Elsewhere')
  await console.page.locator('[data-test="environment"]', { hasText: 'TEST' }).waitFor()
  await to('Acme')
  await console.page.locator('[data-test="environment"]', { hasText: 'LIVE' }).waitFor()
  const card = await takeCard(console)

  expect(await recharge(console, card, '5')).toBe('notSent')
  expect((await console.query('journal', {})).rows).toEqual([])
  await at(console, 'live-unlock').click()
  await at(console, 'live-reason').fill('Payroll of March')
  await at(console, 'live-confirm').click()
  await console.page.locator('[data-test="live-state"][data-open="true"]').waitFor()

  const { activeProfileId } = await console.query('session', {})
  await console.show(`/settings/profiles/${activeProfileId}`)
  await at(console, 'limit-largest').fill('10')
  await at(console, 'limit-day').fill('12')
  await at(console, 'limit-save').click()
  await at(console, 'done').getByText('Done').waitFor()
  expect(await recharge(console, card, '10.01')).toBe('notSent')
  expect(await recharge(console, card, '10')).toMatch(/^(done|unknown)$/)
  const { rows } = await console.query('audit', {})
  expect(rows.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['profile.used', 'live.unlocked', 'profile.limited', 'call.sent']),
  )
})
