import { expect, test } from 'vitest'
import { at, cardBy, textAt } from './acts.ts'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

const clipboardOf = ({ page }: Shown): Promise<string> => page.evaluate(() => navigator.clipboard.readText())

async function onCard(): Promise<Shown> {
  const console = await shown()
  await console.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const { userBankcardId } = await cardBy(console, { status: 'ACTIVE', product: 101 })
  await console.show(`/cards/${userBankcardId}`)
  return console
}

test('a number is copied without being shown, and leaves the clipboard when the console locks', async () => {
  const console = await onCard()
  await at(console, 'copy-number').click()
  await at(console, 'copied').getByText('Copied').waitFor()
  const number = await clipboardOf(console)
  expect(number).toMatch(/^\d{16}$/)
  expect(await console.page.content()).not.toContain(number)
  await expectAccessible(console)
  await console.command('lock.lock', {})
  await at(console, 'locked').waitFor()
  await console.page.waitForFunction(async () => (await navigator.clipboard.readText()) === '')
  await console.command('lock.unlock', {})
  const { rows } = await console.query('audit', { kind: 'card.copied' })
  expect(rows.map(({ facts }) => facts)).toEqual([{ card: expect.any(Number), what: 'cardNo' }])
  expect(JSON.stringify(rows)).not.toContain(number)
})

test('CVV and expiry are copied where they are shown; what somebody else copied since is left alone', async () => {
  const console = await onCard()
  await at(console, 'reveal').click()
  await at(console, 'copy-cardCvv').click()
  await at(console, 'copied').getByText('Copied').waitFor()
  expect(await clipboardOf(console)).toMatch(/^\d{3}$/)
  await at(console, 'copy-expiryDate').click()
  await console.page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('/'))
  const shownExpiry = await textAt(console, 'revealed-expiry')
  expect(await clipboardOf(console)).toBe(shownExpiry)
  await console.page.evaluate(() => navigator.clipboard.writeText('a shopping list'))
  await console.command('lock.lock', {})
  await at(console, 'locked').waitFor()
  await expect.poll(() => console.query('clipboardDue', {})).toBeNull()
  expect(await clipboardOf(console)).toBe('a shopping list')
})

test('a browser that keeps its clipboard to itself is said to', async () => {
  const console = await onCard()
  await console.page.context().clearPermissions()
  await at(console, 'copy-number').click()
  await at(console, 'copied').getByText('does not let this page clear').waitFor()
})
