import { buffer, text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { TransactionRow } from '../../../../shared/bridge.ts'
import { csv } from './csv.ts'
import { json } from './json.ts'
import { fitsNumber, xlsx } from './xlsx.ts'

const row: TransactionRow = {
  id: '1882763833632620544',
  userBankcardId: 7,
  uid: 'abc',
  maskedPan: '•••• 4128',
  recordNo: '-2+3',
  occurredAt: Date.UTC(2026, 2, 1, 12, 30, 15),
  amount: '-24.27',
  currency: 'USD',
  foreignAmount: '-12345678901234567.89',
  foreignCurrency: 'IDR',
  status: 'APPROVED',
  type: 'AUTH',
  authType: null,
  merchant: '=HYPERLINK("x") <b>&\u0007_x0041_',
  respCode: '000000',
  respText: '美团',
  receiptNo: null,
}

async function* pieces(...rows: TransactionRow[]): AsyncGenerator<TransactionRow[]> {
  yield rows
}

/** The sheet inside a workbook: the entry whose sizes are told after it. */
async function sheetOf(rows: AsyncGenerator<TransactionRow[]>): Promise<string> {
  const packed = await buffer(Readable.from(xlsx(rows)))
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const at = packed.indexOf(name)
  return inflateRawSync(packed.subarray(at + name.length), { finishFlush: 2 }).toString()
}

test('a CSV has amounts as they are, times in UTC, and no cell that is a formula', async () => {
  const made = await text(Readable.from(csv(pieces(row), { bom: true })))
  expect(made.startsWith('\uFEFFTime (UTC),Card,')).toBe(true)
  const [cells] = parse(made, { bom: true, columns: true }) as Record<string, string>[]
  expect(cells).toMatchObject({
    'Time (UTC)': '2026-03-01T12:30:15.000Z',
    Card: '7',
    'Card number': '•••• 4128',
    Amount: '-24.27',
    'Charged amount': '-12345678901234567.89',
    Merchant: `'${row.merchant}`,
    'Record number': `'-2+3`,
    'Fee of': '',
  })
  expect((await text(Readable.from(csv(pieces(row), { bom: false })))).startsWith('Time')).toBe(true)
})

test.each(['=1', '+1', '-1', '@a', '\t=1', '＝1'])('%j is only text in a CSV', async (merchant) => {
  const made = await text(Readable.from(csv(pieces({ ...row, merchant }), { bom: false })))
  const [cells] = parse(made, { columns: true }) as Record<string, string>[]
  expect(cells?.['Merchant']).toBe(`'${merchant}`)
})

test('an amount that is none is neutralised like any text', async () => {
  const made = await text(Readable.from(csv(pieces({ ...row, amount: '-1+cmd' }), { bom: false })))
  expect(made).toContain(`'-1+cmd`)
})

test('JSON reads back, with amounts as text', async () => {
  const read = JSON.parse(await text(Readable.from(json(pieces(row, row))))) as object[]
  expect(read).toHaveLength(2)
  expect(read[0]).toMatchObject({ occurredAt: '2026-03-01T12:30:15.000Z', amount: '-24.27', merchant: row.merchant })
  expect(JSON.parse(await text(Readable.from(json(pieces()))))).toEqual([])
})

test('a sheet has numbers where they are exact, text elsewhere, and marks escaped', async () => {
  const sheet = await sheetOf(pieces(row))
  expect(sheet).toContain('<c s="2"><v>-24.27</v></c>')
  expect(sheet).toContain('<t xml:space="preserve">-12345678901234567.89</t>')
  expect(sheet).toContain('<v>46082.52100694444')
  expect(sheet).toContain('=HYPERLINK("x") &lt;b&gt;&amp;_x005F_x0041_</t>')
  expect(sheet).not.toContain('<f>')
  expect(sheet.endsWith('</sheetData></worksheet>')).toBe(true)
})

test.each([
  ['-24.27', true],
  ['123456789012345', true],
  ['1234567890123.45', true],
  ['1234567890123.456', false],
  ['0.000000000000000001', true],
  ['398.000000000000000000', true],
  ['1234567890123456', false],
  ['', false],
])('%s fits a number cell: %s', (amount, fits) => {
  expect(fitsNumber(amount)).toBe(fits)
})

test('what fails while rows are read fails the file', async () => {
  async function* broken(): AsyncGenerator<TransactionRow[]> {
    yield [row]
    throw new Error('the disk')
  }
  await expect(buffer(Readable.from(xlsx(broken())))).rejects.toThrow('the disk')
})
