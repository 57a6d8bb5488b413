import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { axeFindings } from './axe.ts'
import { runIs } from './bulk-acts.ts'
import { killable } from './killable.ts'

const employees = 20
/** A virtual product of the sandbox that has a fee and needs no verification. */
const product = 101

const people = Array.from(
  { length: employees },
  (_, at) => `employee${at}@example.com;55${String(at).padStart(5, '0')};44`,
)
/** As a German spreadsheet saves it, with two lines that are wrong. */
const file = [
  '\uFEFFEmail;Mobile Number;Mobile Prefix;Department',
  ...people.slice(0, 7).map((person) => `${person};"Sales; North"`),
  'no-address;5599999;44;Sales',
  ...people.slice(7).map((person) => `${person};Design`),
  'employee3@example.com;5588888;44;Sales',
].join('\r\n')

const at = (page: Page, name: string) => page.locator(`[data-test="${name}"]`)

async function resultFile(page: Page): Promise<string[]> {
  const downloading = page.waitForEvent('download')
  await at(page, 'bulk-result').click()
  return (await readFile(await (await downloading).path(), 'utf8')).trimEnd().split('\r\n')
}

test('twenty new employees from a CSV: two bad rows named, registered, a card for each over a kill, and the files', async () => {
  const console = await killable()
  const { page, bank } = console
  await console.startAt('/bulk')
  await at(page, 'bulk-new').or(at(page, 'bulk-first')).first().click()
  await at(page, 'bulk-kind-register').check()
  await at(page, 'bulk-file').setInputFiles({ name: 'employees.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })

  // The check: both bad rows by line and reason; nothing was sent.
  await runIs(console, 'draft')
  await at(page, 'bulk-problem').first().waitFor()
  expect(await at(page, 'bulk-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-line')))).toEqual([
    '9',
    '23',
  ])
  expect(await at(page, 'bulk-problem').allInnerTexts()).toEqual([
    'Email is not well-formed',
    'Email is in the file twice',
  ])
  expect(await at(page, 'bulk-calls').innerText()).toBe('20')
  expect(await axeFindings(page)).toEqual([])
  await at(page, 'bulk-rate-10').click()
  await at(page, 'bulk-start-go').click()
  await runIs(console, 'finished')
  const registered = await resultFile(page)
  expect(registered.filter((line) => /^\d+,done,/.test(line))).toHaveLength(employees)
  expect(registered.filter((line) => /^\d+,bad,/.test(line))).toHaveLength(2)

  // A card for each: the dry run has the total, which has to be typed.
  await at(page, 'bulk-follow').click()
  await page.locator(`[data-test="product"][data-product-id="${product}"]`).check()
  await at(page, 'bulk-follow-go').click()
  await runIs(console, 'draft')
  await at(page, 'bulk-total').waitFor()
  const total = (await at(page, 'bulk-total').innerText()).split(/\s/)[0] ?? ''
  // 10.00 with the discount of 0.85, for each.
  expect(total).toBe('170.00')
  expect(await at(page, 'bulk-start-go').isDisabled()).toBe(true)
  await at(page, 'bulk-confirm').fill('1.00')
  expect(await at(page, 'bulk-start-go').isDisabled()).toBe(true)
  await at(page, 'bulk-confirm').fill(total)
  await at(page, 'bulk-rate-5').click()
  await at(page, 'bulk-start-go').click()
  await at(page, 'bulk-count-done').waitFor()
  await at(page, 'bulk-pause').click()
  await page.locator('[data-test="bulk-why"][data-why="person"]').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await at(page, 'bulk-resume').click()
  await runIs(console, 'running')
  await page.locator('[data-test="bulk-count-done"]:not([data-count="1"]):not([data-count="2"])').waitFor()
  const address = new URL(page.url()).hash.slice(1)
  await console.kill()

  // Nothing goes on by itself; a person continues.
  await console.startAt(address)
  await page.locator('[data-test="bulk-why"][data-why="ended"]').waitFor()
  await at(page, 'bulk-resume').click()
  await runIs(console, 'finished')

  // What was on its way at the kill is unknown until the vendor tells of the card with its tag.
  const state = await (await fetch(`${bank.url}/__sandbox/state`)).json()
  const { cards } = state as { cards: { userBankcardId: number; uid: string; status: string }[] }
  const uids = new Set(registered.map((line) => line.split(',').find((cell) => /^[a-z0-9]{16}$/.test(cell))))
  const made = cards.filter(({ uid }) => uids.has(uid))
  expect(made.length).toBe(new Set(made.map(({ uid }) => uid)).size)
  for (const { userBankcardId, status } of made)
    if (status === 'AUDITING') await bank.control(`/cards/${userBankcardId}/approve`)
  await page.locator(`[data-test="bulk-count-done"][data-count="${made.length}"]`).waitFor()
  const lost = employees - made.length
  const unknown = page.locator(`[data-test="bulk-count-unknown"][data-count="${lost}"]`)
  expect(await unknown.count()).toBe(lost === 0 ? 0 : 1)
  const applied = await resultFile(page)
  expect(applied.filter((line) => /^\d+,done,/.test(line))).toHaveLength(made.length)
  expect(bank.sandbox.audit()).toEqual([])
  expect(await axeFindings(page)).toEqual([])
})
