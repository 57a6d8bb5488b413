import { expect, test } from 'vitest'
import { at, textAt } from './acts.ts'
import { expectAccessible, shown } from './harness.ts'
import { createClient } from '@asinx-pay/core/client'
import { demoCredentials } from '@asinx-pay/sandbox'

/** A user and a card that were made by somebody else's program. */
async function madeElsewhere(url: string): Promise<{ uid: string; userBankcardId: number }> {
  const client = createClient({ ...demoCredentials, baseUrl: `${url}/api-web` })
  const person = { email: 'elsewhere@example.com', mobileNumber: '5550888', mobilePrefix: '1' }
  const registered = await client.user.register(person)
  if (registered.state !== 'done') throw new Error('The user was not registered.')
  const { uid } = registered.result
  const applied = await client.bankcard.apply({ uid, bankcardId: 101, tag: 'made-elsewhere' })
  if (applied.state !== 'done') throw new Error('The card was not applied for.')
  return { uid, userBankcardId: applied.result.userBankcardId }
}

test('a notify for a card nobody knows asks for its user, and the card is taken in with it', async () => {
  const console = await shown()
  const { uid, userBankcardId } = await madeElsewhere(console.bank.url)
  await console.bank.control(`/cards/${userBankcardId}/approve`)
  const entry = at(console, 'attention').filter({ hasText: `Card ${userBankcardId} has no user` })
  await entry.waitFor()
  await entry.getByRole('button').click()
  await console.page.getByRole('combobox', { name: 'User ID' }).fill(uid)
  await console.page.keyboard.press('Enter')
  await expectAccessible(console)
  await at(console, 'add-card-submit').click()
  await entry.waitFor({ state: 'detached' })
  await console.show(`/cards/${userBankcardId}`)
  await at(console, 'card-detail').getByRole('link', { name: uid }).waitFor()
})

test('cards come from a CSV: bad rows are named, the vendor is asked for the good ones', async () => {
  const console = await shown({ path: '/cards' })
  const { uid, userBankcardId } = await madeElsewhere(console.bank.url)
  const text = `uid,userBankcardId\n${uid},${userBankcardId}\n${uid},seven\n,12\n${uid},999999\n`
  await at(console, 'import-cards').click()
  await at(console, 'import-file').setInputFiles({ name: 'cards.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await at(console, 'import-bad').first().waitFor()
  const lines = await at(console, 'import-bad').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-line')))
  expect(lines).toEqual(['3', '4'])
  await expectAccessible(console)
  await at(console, 'import-start').click()
  await console.page.locator('[data-test="import"][data-state="done"]').waitFor()
  expect(await textAt(console, 'import-end')).toBe('1 row taken')
  expect(await textAt(console, 'import-refused')).toContain('Line 5')
  await expectAccessible(console)
  expect(await console.query('card', { userBankcardId })).toMatchObject({ uid, tag: 'made-elsewhere' })
})

test('users come from a CSV and are found by their note', async () => {
  const console = await shown({ path: '/users' })
  const text = 'uid,note\nimported1,from the old system\nimported2,\n'
  await at(console, 'import-users').click()
  await at(console, 'import-file').setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await at(console, 'import-start').click()
  await console.page.locator('[data-test="import"][data-state="done"]').waitFor()
  await console.page.keyboard.press('Escape')
  await at(console, 'user-search').fill('old system')
  await console.page.waitForFunction(() => document.querySelectorAll('[data-test="user-row"]').length === 1)
  expect(await at(console, 'user-row').getAttribute('data-uid')).toBe('imported1')
})
