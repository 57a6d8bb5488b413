import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { TransactionRow } from '../../../../shared/bridge.ts'
import { isAmount } from '../amounts.ts'
import { columns, type Column } from './columns.ts'

/** Rows a sheet holds below its head (the file format's limit). */
export const maxSheetRows = 1_048_575
/** Digits a number cell holds without loss: an amount with more is a text cell. */
const maxDigits = 15
/** Cells of text hold no more characters (the file format's limit). */
const maxText = 32_767
/** The day a spreadsheet counts 25,569 for. */
const epochSerial = 25_569
const dayMs = 86_400_000

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const pack = 'http://schemas.openxmlformats.org/package/2006'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** Formats of cells, by their place in the list of formats. */
const styles = { head: 1, money: 2, time: 3 } as const

const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Transactions" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.00################"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Characters XML has no place for go; what the format would read as an escaped character stays as it is written. */
const xmlText = (text: string): string =>
  text
    .slice(0, maxText)
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]|\p{Surrogate}/gu, '')
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>]/g, (mark) => marks[mark] ?? '')

const textCell = (text: string, style?: number): string =>
  `<c t="inlineStr"${style === undefined ? '' : ` s="${style}"`}><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
const numberCell = (value: string, style?: number): string =>
  `<c${style === undefined ? '' : ` s="${style}"`}><v>${value}</v></c>`

/** Whether a number cell holds the amount to its last digit. */
export const fitsNumber = (amount: string): boolean =>
  isAmount(amount) &&
  amount
    .replace(/^[-+]?0*\.?0*/, '')
    .replace(/\.?0*$/, '')
    .replace('.', '').length <= maxDigits

function cell({ kind, of }: Column, row: TransactionRow): string {
  const value = of(row)
  if (value === null) return '<c/>'
  if (kind === 'time') return numberCell(String(Number(value) / dayMs + epochSerial), styles.time)
  if (kind === 'id') return numberCell(String(value))
  const text = String(value)
  return kind === 'money' && fitsNumber(text) ? numberCell(text, styles.money) : textCell(text)
}

const widths = columns.map(
  ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
)

async function* sheet(pieces: AsyncIterable<TransactionRow[]>): AsyncGenerator<string, void, undefined> {
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row>${columns.map(({ title }) => textCell(title, styles.head)).join('')}</row>`
  for await (const rows of pieces)
    yield rows.map((row) => `<row>${columns.map((column) => cell(column, row)).join('')}</row>`).join('')
  yield '</sheetData></worksheet>'
}

/** A workbook of one sheet, packed as its rows come. Text is never a formula in it; an amount is a number where one holds it. */
export async function* xlsx(pieces: AsyncIterable<TransactionRow[]>): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile()
  const packed = zip.outputStream as Readable
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(head + text), name)
  const source = Readable.from(sheet(pieces), { objectMode: false })
  source.on('error', (error) => packed.destroy(error))
  zip.addReadStream(source, 'xl/worksheets/sheet1.xml')
  zip.end()
  try {
    yield* packed as AsyncIterable<Uint8Array>
  } finally {
    source.destroy()
  }
}
