import { expect, test } from 'vitest'
import { at, textAt } from './acts.ts'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

const inState = ({ page }: Shown, state: string): Promise<void> =>
  page.locator(`[data-test="sandbox"][data-state="${state}"]`).waitFor()

test('from the first start to the control page: the sandbox inside is explored, stopped and started', async () => {
  const console = await shown({ begin: 'first', ownSandbox: true })
  await at(console, 'explore-sandbox').click()
  await at(console, 'home').waitFor()
  await console.show('/settings')
  await inState(console, 'running')
  expect(await textAt(console, 'sandbox-url')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api-web$/)
  const coming = console.page.context().waitForEvent('page')
  await at(console, 'control-page').click()
  const control = await coming
  await control.getByText('ASINX PAY sandbox').first().waitFor()
  expect(await control.evaluate(() => window.opener)).toBeNull()
  await control.close()

  await at(console, 'sandbox-toggle').click()
  await inState(console, 'stopped')
  await expectAccessible(console)
  expect(await at(console, 'control-page').count()).toBe(0)
  await console.show('/')
  await console.page.getByText('The balance is not known now').waitFor()
  await console.show('/settings')
  await at(console, 'sandbox-toggle').click()
  await inState(console, 'running')
})

test('a card in review leads to the page where it is approved', async () => {
  const console = await shown()
  const { rows } = await console.query('cards', { status: 'AUDITING' })
  await console.show(`/cards/${rows[0]?.userBankcardId}`)
  expect(await at(console, 'control-page').getAttribute('href')).toBe(`${console.bank.url}/__sandbox`)
})
