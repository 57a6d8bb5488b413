import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addMoney } from '@asinx-pay/core'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { addBookedRows } from '../transactions/bank-rows.ts'
import { at, cardBy, choose, textAt } from './acts.ts'
import { expectAccessible, shown } from './harness.ts'
import type { Shown } from './console.ts'

const rows = 900

/** A console whose bank has transactions of March; returns the card's balance in the bank's ledger at the end of them. */
async function inMarch(): Promise<{ console: Shown; userBankcardId: number; booked: string }> {
  const console = await shown()
  const { userBankcardId } = await cardBy(console, { status: 'ACTIVE', product: 101 })
  const before = console.bank.sandbox.bank.ledger.balance(`card:${userBankcardId}`)
  const after = addBookedRows(console.bank, userBankcardId, rows)
  return { console, userBankcardId, booked: addMoney(after, `-${before}`) }
}

const count = (console: Shown): Promise<string> => textAt(console, 'transaction-count')
const hasCount = ({ page }: Shown, n: number): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => document.querySelector('[data-test="transaction-count"]')?.textContent?.startsWith(`${wanted} `),
    n,
  )

test('finance wants March: read, filter, sum per currency, export; the sum is that of the ledger to the last digit', async () => {
  const { console, booked } = await inMarch()
  const { page } = console
  await console.show('/money/transactions')
  await expectAccessible(console)
  await at(console, 'first-sync').click()
  await at(console, 'transaction-row').first().waitFor()
  await page.locator('[data-test="tasks"][data-open="0"]').waitFor()
  await at(console, 'tasks').click()
  await page.locator('[data-test="task"][data-state="done"]').waitFor()
  await expectAccessible(console)
  await page.mouse.click(700, 60)

  await choose(console, at(console, 'period'), 'March 2026')
  await hasCount(console, rows)
  expect(page.url()).toContain('from=2026-03-01&until=2026-03-31')
  const net = page.locator('[data-test="currency-sum"][data-currency="USD"] [data-test="net"]')
  const shownNet = (await net.innerText()).replace(/[^\d.-]/g, '')
  expect(addMoney(shownNet)).toBe(booked)
  await expectAccessible(console)

  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('e')
  await at(console, 'export-start').waitFor()
  await expectAccessible(console)
  await at(console, 'export-format-csv').click()
  const download = page.waitForEvent('download')
  await at(console, 'export-start').click()
  const file = await (await download).path()
  const cells = parse(await readFile(file, 'utf8'), { bom: true, columns: true }) as Record<string, string>[]
  expect(cells).toHaveLength(rows)
  expect(addMoney('0', ...cells.map((cell) => cell['Amount'] ?? ''))).toBe(booked)
  expect(cells.find((cell) => cell['Merchant']?.includes('cmd'))).toMatchObject({ Merchant: "'=cmd|calc" })
  expect(JSON.stringify(cells)).not.toMatch(/\d{16}/)

  await at(console, 'export-format-xlsx').click()
  const workbook = page.waitForEvent('download')
  await at(console, 'export-start').click()
  const bytes = await readFile(await (await workbook).path())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  await writeFile(join(console.dataDir, 'march.xlsx'), bytes)
})

test('words in both scripts, chips, views and the address find the same again', async () => {
  const { console, userBankcardId } = await inMarch()
  const { page } = console
  await console.command('transactions.readCard', { userBankcardId })
  await console.show('/money/transactions')
  await at(console, 'transaction-search').fill('外卖')
  await hasCount(console, rows / 4)
  await at(console, 'transaction-search').fill('meit')
  await page.waitForFunction(() => location.hash.includes('q=meit'))
  await hasCount(console, rows / 4)
  await at(console, 'views').click()
  await at(console, 'view-name').fill('Lunches')
  await at(console, 'view-save').click()
  await at(console, 'view').first().waitFor()
  await expectAccessible(console)
  await console.show(`/money/transactions?card=${userBankcardId}&type=AUTH&from=2026-03-01&until=2026-03-01`)
  await page.reload()
  await hasCount(console, rows - 1)
  await at(console, 'chip-card').click()
  await page.waitForFunction(() => !location.hash.includes('card='))
  await at(console, 'views').click()
  await at(console, 'view').first().click()
  await hasCount(console, rows / 4)
  await at(console, 'transaction-search').fill('nobody sells this')
  await at(console, 'clear-filter').click()
  await page.waitForFunction(() => !location.hash.includes('?'))
})

test('the list is walked by the keyboard beyond what is drawn, and a row opens with all that is known of it', async () => {
  const { console, userBankcardId } = await inMarch()
  const { page } = console
  await console.command('transactions.readCard', { userBankcardId })
  await console.show('/money/transactions?until=2026-03-31')
  await hasCount(console, rows)
  expect(await at(console, 'transaction-row').count()).toBeLessThan(60)
  const table = page.getByRole('table')
  expect(await table.getAttribute('aria-rowcount')).toBe(String(rows + 1))
  for (let step = 0; step < 150; step++) await page.keyboard.press('j')
  await page.waitForFunction(() => document.querySelector('tr.is-cursor')?.getAttribute('aria-rowindex') === '151')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await at(console, 'transaction-facts').waitFor()
  await expectAccessible(console)
  await at(console, 'only-merchant').click()
  await at(console, 'chip-merchant').waitFor()
  await page.keyboard.press('Escape')
  await at(console, 'transaction-facts').waitFor({ state: 'detached' })
  expect(page.url()).toContain('merchant=')
  expect(await count(console)).not.toBe(`${rows} transactions`)
})

test('a card that fails is named with its reason, and is read the next time', async () => {
  const console = await shown()
  const { page } = console
  await console.bank.control('/faults', { call: 'bankcard.transactions', kind: 'decline', times: 1 })
  await console.show('/money/transactions')
  await at(console, 'first-sync').click()
  await at(console, 'sync-failed').click()
  await at(console, 'sync-failure').waitFor()
  await expectAccessible(console)
  await page.keyboard.press('Escape')
  await at(console, 'sync').click()
  await at(console, 'sync-failed').waitFor({ state: 'detached' })
  expect(await console.query('transactionSync', {})).toMatchObject({ failed: 0, failures: [] })
})
