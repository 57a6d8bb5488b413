import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { addMoney, subtractMoney } from '@asinx-pay/core'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { TransactionSums } from '../../src/shared/bridge.ts'
import { products, startExploring, tempDir } from '../running.ts'
import { addBookedRows, longTopUp } from './bank-rows.ts'

const rows = 100_000
const run = promisify(execFile)
/** Comma, quote, UTF-8, from the first line. */
const csvFilter = '44,34,76,1'

/** Opens a file in LibreOffice and writes what its sheet shows. */
async function opened(folder: string, name: string): Promise<Record<string, string>[]> {
  const home = `-env:UserInstallation=${pathToFileURL(join(folder, 'office')).href}`
  const out = join(folder, `${name}-opened`)
  const reading = name.endsWith('.csv') ? [`--infilter=CSV:${csvFilter}`] : []
  const writing = ['--convert-to', `csv:Text - txt - csv (StarCalc):${csvFilter}`, '--outdir', out]
  await run('soffice', [home, '--headless', ...reading, ...writing, join(folder, name)])
  const text = await readFile(join(out, name.replace(/\.\w+$/, '.csv')), 'utf8')
  return parse(text, { bom: true, columns: true })
}

const sumOf = (cells: readonly Record<string, string>[], column: string): string =>
  addMoney('0', ...cells.map((cell) => cell[column] ?? ''))

test('a hundred thousand transactions open in LibreOffice with the sum of the bank’s ledger, as XLSX and as CSV', async () => {
  const folder = await tempDir()
  const { ask, bank, newCard } = await startExploring({
    async saveFile({ name, pieces }) {
      const path = join(folder, name)
      await pipeline(Readable.from(pieces), createWriteStream(path))
      return { state: 'saved', path }
    },
  })
  const { userBankcardId } = await newCard(products.direct)
  const balance = addBookedRows(bank, userBankcardId, rows)
  expect(bank.sandbox.bank.ledger.audit()).toEqual([])

  await ask('command', 'transactions.readCard', { userBankcardId })
  const sums: TransactionSums = await ask('query', 'transactionSums', {})
  expect(sums).toMatchObject({ rows, currencies: [{ currency: 'USD', net: balance }] })

  for (const format of ['xlsx', 'csv'] as const) {
    const saved: { path: string } = await ask('command', 'transactions.export', { format, bom: true })
    const cells = await opened(folder, saved.path.slice(folder.length + 1))
    expect(cells).toHaveLength(rows)
    if (format === 'xlsx') expect(sumOf(cells, 'Amount')).toBe(balance)
    else {
      // A spreadsheet keeps 15 digits of what it reads from a CSV; the file itself has all of them.
      const short = cells.filter((cell) => cell['Type'] !== 'topup')
      expect(short).toHaveLength(rows - 1)
      expect(sumOf(short, 'Amount')).toBe(subtractMoney(balance, longTopUp))
      expect(sumOf(parse(await readFile(saved.path), { bom: true, columns: true }), 'Amount')).toBe(balance)
    }
    expect(cells.filter((cell) => cell['Merchant']?.includes('cmd|calc'))).toHaveLength(rows / 4)
    expect(cells[1]).toMatchObject({ Currency: 'USD', 'Card number': expect.stringMatching(/^•••• \d{4}$/) as string })
  }
})
