import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { addMoney, subtractMoney } from '@asinx-pay/core'
import { parse } from 'csv-parse/sync'
import { afterAll, expect, test } from 'vitest'
import type { TransactionSums } from '../../src/shared/bridge.ts'
import { products, startExploring } from '../running.ts'
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

interface Made {
  folder: string
  /** What the bank's ledger says of the card. */
  balance: string
  names: Record<'xlsx' | 'csv', string>
}
/** Made by the first test; the others open it. */
let made: Made | undefined
const needMade = (): Made => {
  if (!made) throw new Error('The files were not made.')
  return made
}
afterAll(() => made && rm(made.folder, { recursive: true, force: true }))

test('a hundred thousand transactions are read, summed like the ledger of the bank, and exported', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asinx-office-'))
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
  const write = async (format: 'xlsx' | 'csv'): Promise<string> => {
    const saved: { path: string } = await ask('command', 'transactions.export', { format, bom: true })
    return basename(saved.path)
  }
  made = { folder, balance, names: { xlsx: await write('xlsx'), csv: await write('csv') } }
})

/** What both files show. */
function expectWhole(cells: readonly Record<string, string>[]): void {
  expect(cells).toHaveLength(rows)
  expect(cells.filter((cell) => cell['Merchant']?.includes('cmd|calc'))).toHaveLength(rows / 4)
  expect(cells[1]).toMatchObject({ Currency: 'USD', 'Card number': expect.stringMatching(/^•••• \d{4}$/) as string })
}

test('the XLSX opens in LibreOffice with the sum of the ledger, to the last digit', async () => {
  const { folder, balance, names } = needMade()
  const cells = await opened(folder, names.xlsx)
  expectWhole(cells)
  expect(sumOf(cells, 'Amount')).toBe(balance)
})

test('the CSV has the sum of the ledger, and opens in LibreOffice with it as far as a spreadsheet keeps digits', async () => {
  const { folder, balance, names } = needMade()
  const text = await readFile(join(folder, names.csv), 'utf8')
  expect(sumOf(parse(text, { bom: true, columns: true }), 'Amount')).toBe(balance)
  const cells = await opened(folder, names.csv)
  expectWhole(cells)
  // Of what it reads from a CSV a spreadsheet keeps 15 digits.
  const short = cells.filter((cell) => cell['Type'] !== 'topup')
  expect(short).toHaveLength(rows - 1)
  expect(sumOf(short, 'Amount')).toBe(subtractMoney(balance, longTopUp))
})
