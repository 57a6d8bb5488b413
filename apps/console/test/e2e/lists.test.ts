import { expect, test } from 'vitest'
import { at, cardBy, choose } from './acts.ts'
import { expectAccessible, shown } from './harness.ts'
import type { Shown } from './console.ts'

const address = ({ page }: Shown): string => new URL(page.url()).hash
const selected = ({ page }: Shown): Promise<string | null> =>
  page.locator('[data-test="card-row"].is-cursor').getAttribute('data-card-id')

test('a recharge by the keyboard alone: find, open, confirm, send', async () => {
  const console = await shown()
  const { page } = console
  const card = await cardBy(console, { status: 'ACTIVE', product: 101 })
  await page.keyboard.press('2')
  await at(console, 'card-row').first().waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(card.maskedPan?.slice(-4) ?? '')
  await page.waitForFunction(() => document.querySelectorAll('[data-test="card-row"]').length === 1)
  await page.keyboard.press('Tab')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await at(console, 'card-detail').waitFor()
  await page.keyboard.press('r')
  await page.waitForFunction(() => document.activeElement?.id === 'recharge-amount')
  await page.keyboard.type('25.50')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'recharge-confirm')
  await page.keyboard.type('25.50')
  await page.keyboard.press('Enter')
  await page.locator('[data-test="recharge-outcome"][data-state="done"]').waitFor()
  await expectAccessible(console)
  await page.keyboard.press('Escape')
  await at(console, 'recharge-outcome').waitFor({ state: 'hidden' })
  const { rows } = await console.query('journal', { state: 'done' })
  expect(rows[0]?.reference).toMatchObject({ userBankcardId: card.userBankcardId, amount: '25.50' })
})

test('list and detail share an address: walking, back and a reload keep the place', async () => {
  const console = await shown({ path: '/cards' })
  const { page } = console
  const ids = await at(console, 'card-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-card-id')))
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await at(console, 'card-detail').waitFor()
  expect(address(console)).toBe(`#/cards/${ids[1]}`)
  await page.keyboard.press('k')
  await page.locator(`[data-test="card-detail"][data-card-id="${ids[0]}"]`).waitFor()
  await page.goBack()
  await page.locator(`[data-test="card-detail"][data-card-id="${ids[1]}"]`).waitFor()
  await page.reload()
  await page.locator(`[data-test="card-detail"][data-card-id="${ids[1]}"]`).waitFor()
  expect(await selected(console)).toBe(ids[1])
  await page.keyboard.press('Escape')
  await at(console, 'card-detail').waitFor({ state: 'detached' })
  expect(address(console)).toBe('#/cards')
})

test('filters are in the address and survive a reload; columns and density are remembered', async () => {
  const console = await shown({ path: '/cards' })
  const { page } = console
  const count = (): Promise<number> => at(console, 'card-row').count()
  const all = await count()
  await choose(console, at(console, 'card-status-filter'), 'Active')
  await page.waitForFunction(() => location.hash.includes('status=ACTIVE'))
  await choose(console, at(console, 'card-product-filter'), 'Sandbox Physical')
  await page.waitForFunction(() => document.querySelectorAll('[data-test="card-row"]').length === 1)
  await page.reload()
  await at(console, 'card-row').first().waitFor()
  expect(await count()).toBe(1)
  expect(address(console)).toBe('#/cards?status=ACTIVE&product=103')

  await at(console, 'columns').click()
  await page.locator('[data-test="column"][data-column="network"]').check()
  await page.locator('[data-test="column"][data-column="user"]').uncheck()
  await at(console, 'density-compact').click()
  await expectAccessible(console)
  await page.reload()
  await at(console, 'card-row').first().waitFor()
  expect(await page.locator('thead th').allInnerTexts()).toEqual([
    'Card',
    'Product',
    'Status',
    'Network',
    'Balance',
    'Updated',
  ])
  expect(await page.evaluate(() => document.documentElement.dataset.density)).toBe('compact')
  await console.show('/cards')
  await page.waitForFunction((rows) => document.querySelectorAll('[data-test="card-row"]').length === rows, all)
})
