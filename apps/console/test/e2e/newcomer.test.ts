import { expect, test } from 'vitest'
import { at, choose, recharge, textAt } from './acts.ts'
import { expectAccessible, shown } from './harness.ts'

/** One white pixel, and a text that only says it is a picture. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)
const picture = { name: 'front.png', mimeType: 'image/png', buffer: pixel }
const pretender = { name: 'front.png', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.7 not a picture') }
/** A virtual product that needs a verified user, and answers at once. */
const needsKyc = 3

test('a new customer from registration to a card in use, by clicks alone', async () => {
  const console = await shown({ path: '/users' })
  const { page, bank } = console
  await at(console, 'register-user').click()
  await at(console, 'field-email').fill('new.customer@example.com')
  await at(console, 'field-mobileNumber').fill('5550190')
  await at(console, 'field-mobilePrefix').fill('44')
  await at(console, 'register-submit').click()
  await at(console, 'registered-uid').waitFor()
  const uid = await textAt(console, 'registered-uid')
  await at(console, 'register-open').click()
  await at(console, 'user-detail').waitFor()
  expect(await textAt(console, 'user-uid')).toBe(uid)

  // Identity with two pictures: a wrong one is refused by its bytes, a country that does not go with a card is not taken.
  await at(console, 'kyc-submit').click()
  const form = at(console, 'form-user.setProfession')
  const fields = { first_name: 'Ana', last_name: 'Lee', first_name_en: 'Ana', last_name_en: 'Lee', number: 'E1234567' }
  for (const [name, value] of Object.entries(fields)) await at(console, `field-${name}`).fill(value)
  for (const [label, day] of [
    ['Date of Birth', '2000-01-31'],
    ['ID Expiry Date', '2031-01-31'],
  ] as const) {
    await form.getByRole('combobox', { name: label }).fill(day)
    await page.keyboard.press('Enter')
  }
  await choose(console, form.locator('.el-select').first(), 'passport')
  await choose(console, form.locator('.el-select').last(), 'Britain')
  await choose(console, form.locator('.el-select').first(), 'national-id')
  await at(console, 'field-frontImg').setInputFiles(pretender)
  await page.locator('[data-test="image-frontImg"][data-state="wrongType"]').waitFor()
  await at(console, 'field-frontImg').setInputFiles(picture)
  await page.locator('[data-test="image-frontImg"] img').waitFor()
  await at(console, 'field-backImg').setInputFiles({ ...picture, name: 'back.png' })
  await page.locator('[data-test="image-backImg"] img').waitFor()
  await at(console, 'send-user.setProfession').click()
  await page.getByText('The vendor does not take this together').waitFor()
  await expectAccessible(console)
  await choose(console, form.locator('.el-select').last(), 'China Hong Kong')
  await at(console, 'send-user.setProfession').click()
  await page.locator('[data-test="submit-end"][data-state="done"]').waitFor()
  expect(await page.locator('img[src^="blob:"]').count()).toBe(0)
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await at(console, 'kyc-check').click()
  await page.locator('[data-test="kyc"][data-step="passed"]').first().waitFor()

  // The application needs the verification; its approval arrives as a notify.
  await at(console, 'user-apply').click()
  await page.locator(`[data-test="product"][data-product-id="${needsKyc}"]`).check()
  await at(console, 'apply-submit').click()
  await at(console, 'apply-open').click()
  await page.locator('[data-test="card-detail"] [data-status="AUDITING"]').first().waitFor()
  const id = Number(/cards\/(\d+)/.exec(page.url())?.[1])
  await bank.control(`/cards/${id}/approve`)
  await page.locator('[data-test="card-detail"] [data-status="TBA"]').first().waitFor()

  expect(await recharge(console, id, '100')).toBe('done')
  await page.locator('[data-test="card-detail"] [data-status="ACTIVE"]').first().waitFor()
  expect(await textAt(console, 'card-balance')).toBe('98.20 USD')
})

test('a rejected application is applied for again in its place', async () => {
  const console = await shown()
  const { bank, page } = console
  const { rows } = await console.query('cards', { status: 'AUDITING' })
  const id = rows[0]?.userBankcardId ?? 0
  await bank.control(`/cards/${id}/reject`, { reason: 'The document is expired' })
  await console.show('/')
  await at(console, 'attention')
    .filter({ hasText: `card ${id}` })
    .getByRole('link')
    .click()
  await at(console, 'reapply').click()
  await page.locator('[data-test="product"][data-product-id="101"]').check()
  await at(console, 'apply-submit').click()
  await at(console, 'apply-open').click()
  await page.locator('[data-test="card-detail"] [data-status="AUDITING"]').first().waitFor()
})
