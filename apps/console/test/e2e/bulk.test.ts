import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { at, bankState, textAt } from './acts.ts'
import { draft, giveFile, rechargesOf, runIs } from './bulk-acts.ts'
import { expectAccessible, shown, type Shown } from './harness.ts'

async function activeCards({ query }: Shown): Promise<{ userBankcardId: number }[]> {
  const { rows } = await query('cards', { status: 'ACTIVE' })
  return rows
}

test('a file that cannot be read says why; the template has the columns in the language of the operator', async () => {
  const console = await shown({ path: '/bulk' })
  const { page } = console
  await at(console, 'bulk-first').click()
  await at(console, 'bulk-start').waitFor()
  await expectAccessible(console)
  for (const [text, reason] of [
    ['Amount\n5.00\n', 'The first line lacks: Card ID.'],
    ['Card ID,Amount\n', 'The file has a first line, but no rows under it.'],
    ['Card ID,Amount,amount\n1,2,3\n', 'The first line names twice: Amount.'],
  ] as const) {
    await giveFile(console, 'recharge', { name: 'recharges.csv', text })
    await page.getByText(reason).waitFor()
  }
  await expectAccessible(console)
  await console.command('settings.set', { locale: 'zh' })
  const downloading = page.waitForEvent('download')
  await at(console, 'bulk-template').click()
  const template = await downloading
  expect(template.suggestedFilename()).toBe('bulk-recharge.csv')
  expect(await readFile(await template.path(), 'utf8')).toBe('\uFEFF用户 ID,卡片 ID,金额\r\n')
})

test('what is in the way is named and nothing can be started; a raised limit opens the way', async () => {
  const console = await shown()
  const { command, query } = console
  const cards = await activeCards(console)
  const { activeProfileId } = await query('session', {})
  const profileId = activeProfileId ?? ''
  await command('profile.limit', { profileId, largestRecharge: '5', rechargePerDay: null })
  await giveFile(console, 'recharge', { name: 'recharges.csv', text: rechargesOf(cards.slice(0, 2), '6.00') })
  await runIs(console, 'draft')
  await console.page.locator('[data-test="bulk-block"][data-kind="largest"]').waitFor()
  expect(await textAt(console, 'bulk-block')).toContain('lines 2, 3')
  expect(await at(console, 'bulk-start-go').count()).toBe(0)
  await expectAccessible(console)
  await command('profile.limit', { profileId, largestRecharge: null, rechargePerDay: null })
  await at(console, 'bulk-confirm').fill('12.00')
  await at(console, 'bulk-start-go').click()
  await runIs(console, 'finished')
  const { orders } = await bankState(console)
  expect(orders.filter(({ amount }) => amount === '6.00').length).toBe(2)
})

test('the lock pauses a run; a person continues it, or cancels the rest and takes it out of the list', async () => {
  const console = await shown()
  const { page } = console
  // So many that some wait however busy the machine is.
  const people = Array.from({ length: 60 }, (_, index) => `person-${index}@example.com,1,55502${index + 10}`)
  const run = await draft(console, 'register', ['Email,Mobile Prefix,Mobile Number', ...people].join('\n'))
  await console.show(`/bulk/${run}`)
  await at(console, 'bulk-rate-1').click()
  await at(console, 'bulk-start-go').click()
  await at(console, 'bulk-count-done').waitFor()
  await console.command('lock.lock', {})
  await page.locator('[data-test="lock-page"], [data-test="unlock"]').first().waitFor()
  await console.command('lock.unlock', {})
  await console.show(`/bulk/${run}`)
  await page.locator('[data-test="bulk-why"][data-why="locked"]').waitFor()
  await at(console, 'bulk-cancel').click()
  await at(console, 'bulk-cancel-go').waitFor()
  await expectAccessible(console)
  await at(console, 'bulk-cancel-go').click()
  await runIs(console, 'cancelled')
  await page.locator('[data-test="bulk-row"]', { hasText: 'Left out' }).first().waitFor()
  const left = Number(await at(console, 'bulk-count-waiting').getAttribute('data-count'))
  const { users } = await bankState(console)
  expect(users.filter(({ email }) => email.startsWith('person-')).length).toBe(people.length - left)
  await at(console, 'bulk-remove').click()
  await at(console, 'bulk-remove-go').click()
  await at(console, 'bulk-first').waitFor()
})
