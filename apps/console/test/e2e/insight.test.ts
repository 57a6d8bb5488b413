import { expect, test } from 'vitest'
import { at, cardBy, textAt } from './acts.ts'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

/** Reads the transactions of all cards, and waits for the figures. */
async function readAll(console: Shown): Promise<void> {
  await at(console, 'insight-sync').click()
  await at(console, 'insight-spent').waitFor()
}

test.each([{ locale: 'en' }, { locale: 'zh' }] as const)(
  'where spending went: merchants, cards, types, declines with advice, as chart and table, in $locale',
  async ({ locale }) => {
    const console = await shown({ locale, path: '/insight' })
    await expectAccessible(console)
    await readAll(console)
    expect(await textAt(console, 'insight-spent')).toBe('60.50 USD')
    expect(await textAt(console, 'rank-merchants-line')).toMatch(/SEARCH ADS .*42\.10 USD/)
    expect(await textAt(console, 'decline-line')).toMatch(/200002 .*999\.00 USD/)
    await expectAccessible(console)
    await at(console, 'series-look-table').click()
    expect(await textAt(console, 'series-table')).toContain('60.50 USD')
    await expectAccessible(console)
    await at(console, 'period-lastMonth').click()
    await at(console, 'insight-spent').waitFor({ state: 'detached' })
    await console.page.reload()
    await at(console, 'period-lastMonth').and(console.page.locator('[aria-pressed="true"]')).waitFor()
    expect(await at(console, 'insight-spent').count()).toBe(0)
  },
)

test('a ranking leads to its card', async () => {
  const console = await shown({ path: '/insight' })
  await readAll(console)
  const { userBankcardId } = await cardBy(console, { status: 'ACTIVE', product: 101 })
  await at(console, 'rank-cards-line').first().getByRole('link').click()
  await console.page.waitForURL(new RegExp(`#/cards/${userBankcardId}$`))
})

test.each([{ locale: 'en' }, { locale: 'zh' }] as const)(
  "a month's statement: opening, movements, fees and closing add up, and only it is printed, in $locale",
  async ({ locale }) => {
    const console = await shown({ locale, path: '/insight/statement' })
    await at(console, 'insight-sync').click()
    await at(console, 'statement').waitFor()
    expect(await textAt(console, 'statement-opening')).toMatch(/ 0\.00 USD$/)
    expect(await textAt(console, 'statement-closing')).toMatch(/ 28\d\.\d\d USD$/)
    expect(await at(console, 'statement-card').count()).toBe(2)
    await expectAccessible(console)
    const { userBankcardId } = await cardBy(console, { status: 'ACTIVE', product: 101 })
    await at(console, 'statement-of-card').click()
    await at(console, 'statement-id').fill(String(userBankcardId))
    await at(console, 'statement-entry').first().waitFor()
    expect(await textAt(console, 'statement-closing')).toContain('206.65 USD')
    await expectAccessible(console)
    await console.page.reload()
    await at(console, 'statement-entry').first().waitFor()
    await console.page.emulateMedia({ media: 'print' })
    expect(await at(console, 'statement').isVisible()).toBe(true)
    for (const hidden of ['nav-home', 'statement-print', 'insight-tab-spending'])
      expect(await at(console, hidden).isVisible()).toBe(false)
  },
)
