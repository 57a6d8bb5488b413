import { showMoney } from '@asinx-pay/core'
import { expect, test } from 'vitest'
import { at, textAt } from './acts.ts'
import { expectAccessible, shown } from './harness.ts'

test.each([{ locale: 'en' }, { locale: 'zh' }] as const)(
  "the merchant's account: held now, over time as a table, and what was paid in, in $locale",
  async ({ locale }) => {
    const console = await shown({ locale, path: '/money/account' })
    const { availableAmount } = await console.call('merchant.asset', {})
    expect((await textAt(console, 'asset-available')).replaceAll(',', '')).toContain(showMoney(availableAmount))
    await at(console, 'assets-look-table').click()
    expect((await at(console, 'asset-table-row').first().innerText()).replaceAll(',', '')).toContain(
      showMoney(availableAmount),
    )
    await expectAccessible(console)
    expect(await at(console, 'account').locator('tbody tr').count()).toBe(3)
  },
)

test('more top-ups than a page holds are reached page by page', async () => {
  const console = await shown({ path: '/money/account' })
  for (let count = 0; count < 19; count++) await console.bank.control('/merchant/top-up', { amount: '1.25' })
  await console.show('/money/deposits')
  await console.show('/money/account')
  const rows = at(console, 'account').locator('tbody tr')
  expect(await rows.count()).toBe(20)
  await console.page.getByRole('button', { name: 'Next page' }).click()
  await console.page.getByRole('button', { name: 'Previous page', disabled: false }).waitFor()
  await console.page.waitForFunction(() => document.querySelectorAll('[data-test="account"] tbody tr').length === 2)
})
