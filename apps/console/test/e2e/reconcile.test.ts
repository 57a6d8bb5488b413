import { expect, test } from 'vitest'
import { at, cardBy, recharge, textAt } from './acts.ts'
import type { Shown } from './console.ts'
import { expectAccessible, shown } from './harness.ts'

const totalOf = (console: Shown, state: string): Promise<string> => textAt(console, `total-${state}`)

test.each([{ locale: 'en' }, { locale: 'zh' }] as const)(
  'the journal is compared with the vendor, looked at by result, and handed on, in $locale',
  async ({ locale }) => {
    const console = await shown({ locale })
    const card = await cardBy(console, { status: 'ACTIVE', product: 101 })
    const later = await cardBy(console, { status: 'TBA' })
    expect(await recharge(console, card.userBankcardId, '20')).toBe('done')
    expect(await recharge(console, later.userBankcardId, '30')).toBe('unknown')
    await console.show('/money/reconcile')
    await expectAccessible(console)
    await at(console, 'reconcile-run').click()
    await at(console, 'reconcile-totals').waitFor()
    // The seeded cards were recharged before this console knew them.
    expect(await totalOf(console, 'matched')).toMatch(/1 20\.00 USD 19\.90 USD/)
    expect(await totalOf(console, 'open')).toMatch(/1 30\.00 USD/)
    expect(await totalOf(console, 'only_vendor')).toMatch(/2 34\d\.\d\d USD/)
    await expectAccessible(console)
    await at(console, 'total-open').getByRole('button').click()
    await console.page.waitForFunction(() => document.querySelectorAll('[data-test="reconciled-row"]').length === 1)
    await at(console, 'reconcile-export').click()
    await console.page.getByRole('status').filter({ hasText: /\S/ }).first().waitFor()
    await at(console, 'reconciled-row').getByRole('link').last().click()
    await at(console, 'outcome-detail').waitFor()
    const { rows } = await console.query('journal', { state: 'unknown' })
    expect(rows).toHaveLength(1)
  },
)
