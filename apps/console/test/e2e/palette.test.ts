import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

const codec = createCodec(demoCredentials)
const at = ({ page }: Shown, name: string): Locator => page.locator(`[data-test="${name}"]`)

async function search(console: Shown, text: string): Promise<void> {
  await console.page.keyboard.press('Control+k')
  await at(console, 'palette-input').fill(text)
  await console.page.locator('[data-test="palette"][data-asking="false"]').waitFor()
}

const shownIds = async (console: Shown): Promise<(string | null)[]> =>
  at(console, 'palette-entry').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')))

async function activeCard({ query }: Shown): Promise<{ userBankcardId: number; maskedPan: string; uid: string }> {
  const { rows } = await query('cards', { status: 'ACTIVE' })
  const card = rows.find(({ maskedPan, uid }) => maskedPan !== null && uid !== null)
  if (!card) throw new Error('The sandbox has no active card.')
  return card as { userBankcardId: number; maskedPan: string; uid: string }
}

test.each([{ locale: 'en' }, { locale: 'zh' }] as const)(
  'a card is found by its last four digits and opened with the keyboard alone, in $locale',
  async ({ locale }) => {
    const console = await shown({ locale })
    const { userBankcardId, maskedPan } = await activeCard(console)
    await search(console, maskedPan.slice(-4))
    await expectAccessible(console)
    expect(await shownIds(console)).toContain(`card-${userBankcardId}`)
    await console.page.keyboard.press('Enter')
    await console.page.waitForURL(/#\/cards\/\d+$/)
    await at(console, 'palette').waitFor({ state: 'detached' })
  },
)

test('users, calls and notifies are found, and a recharge is begun from anywhere', async () => {
  const console = await shown({ path: '/settings' })
  const { userBankcardId, uid } = await activeCard(console)
  const { receiverUrl } = await console.query('session', {})
  const data = { userBankcardId, status: 'ACTIVE' }
  const body = codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo: 'to-be-found', data })
  await fetch(receiverUrl ?? '', { method: 'POST', body })
  await search(console, uid)
  const kinds = (await shownIds(console)).map((id) => id?.split('-')[0])
  expect(new Set(kinds)).toEqual(new Set(['card', 'recharge', 'user', 'notify']))
  await console.page.keyboard.press('Escape')
  await at(console, 'palette').waitFor({ state: 'detached' })
  await search(console, String(userBankcardId))
  const wanted = console.page.locator(`[data-id="recharge-${userBankcardId}"][aria-selected="true"]`)
  for (let press = 0; press < 30 && (await wanted.count()) === 0; press++)
    await console.page.keyboard.press('ArrowDown')
  await console.page.keyboard.press('Enter')
  await at(console, 'recharge-amount').waitFor()
  expect(console.page.url()).toMatch(new RegExp(`#/cards/${userBankcardId}$`))
})

test('commands go to a page, open a dialog, change the look and lock', async () => {
  const console = await shown()
  await console.page.keyboard.press('/')
  await at(console, 'palette-input').fill('theme dark')
  await console.page.keyboard.press('Enter')
  await console.page.locator('html[data-theme="dark"]').waitFor()
  await search(console, '')
  await expectAccessible(console)
  await at(console, 'palette-input').fill('register')
  await console.page.keyboard.press('Enter')
  await console.page.getByRole('dialog', { name: 'Register a user' }).waitFor()
  await console.page.keyboard.press('Escape')
  await search(console, '中文')
  await console.page.keyboard.press('Enter')
  await console.page.locator('html[lang="zh-CN"]').waitFor()
  await search(console, '锁定')
  await console.page.keyboard.press('Enter')
  await console.page.locator('[data-test="nav-home"]').waitFor({ state: 'detached' })
  expect((await console.query('session', {})).lock).toMatchObject({ by: 'person' })
})

test('nothing that fits is said, and a page with a search of its own keeps its key', async () => {
  const console = await shown({ path: '/notifies' })
  await search(console, 'no such thing anywhere')
  await at(console, 'palette').getByRole('status').waitFor()
  await expectAccessible(console)
  await console.page.keyboard.press('Escape')
  await at(console, 'palette').waitFor({ state: 'detached' })
  await console.page.keyboard.press('/')
  await console.page.waitForFunction(() => document.activeElement?.closest('[data-test="notify-search"]') !== null)
})

test('a transaction is found by its merchant and opened; a statement is a command', async () => {
  const console = await shown({ path: '/insight' })
  await at(console, 'insight-sync').click()
  await at(console, 'insight-spent').waitFor()
  await search(console, 'airport')
  expect((await shownIds(console))[0]).toMatch(/^transaction-/)
  await console.page.keyboard.press('Enter')
  await console.page.waitForURL(/#\/money\/transactions\/\d+/)
  await search(console, 'statement')
  await console.page.keyboard.press('Enter')
  await at(console, 'insight-statement').waitFor()
})
