import type { Endpoint } from '../../src/endpoint.ts'
import type { Option } from '../../src/field.ts'
import type { NotifyRow } from '../../src/notifies.ts'
import type { EndpointPart, NotifyPart, Outline, Table } from './outline.ts'
import { requestDifferences, resultDifferences, unlinked, type At } from './field-differences.ts'

/** What is compared with a document: the project's rows, or copies that a test has altered. */
export interface Rows {
  /** The published endpoints, in the order of the document. */
  endpoints: readonly (readonly [key: string, row: Endpoint])[]
  notifies: readonly (readonly [type: string, row: NotifyRow])[]
  /** Tables of codes, in the order of the document. */
  codes: readonly (readonly [name: string, table: Readonly<Record<string, Option>>])[]
}

const expectSame = (at: string, says: unknown, row: unknown): string[] =>
  says === row ? [] : [`${at}: document ${JSON.stringify(says)}, row ${JSON.stringify(row)}`]

function endpointDifferences(key: string, row: Endpoint, part: EndpointPart): string[] {
  const at = (what: string): At => ({ place: `${key} ${what}`, row: key })
  const isListed = Array.isArray(part.resultSample)
  return [
    ...part.paths.flatMap((path) => expectSame(`${key} path`, path, row.path)),
    ...expectSame(`${key} uId`, part.needsUid, row.scope === 'user'),
    ...(part.obsolete ? expectSame(`${key} obsolete`, true, row.deprecated !== undefined) : []),
    ...(part.resultSample === undefined || part.bracketsLost
      ? []
      : expectSame(`${key} list`, isListed, row.list === true)),
    ...expectSame(
      `${key} paged`,
      part.requestTable?.rows.some(([name]) => name === 'pageNum') ?? false,
      row.paged === true,
    ),
    ...requestDifferences(at('request'), row.request, { table: part.requestTable, sample: part.requestSample }),
    ...resultDifferences(at('result'), row.response, {
      table: part.resultTable,
      sample: isListed ? (part.resultSample as unknown[])[0] : part.resultSample,
    }),
  ]
}

const notifyDifferences = (type: string, row: NotifyRow, part: NotifyPart): string[] =>
  resultDifferences({ place: type, row: type }, row.fields, part)

const natureOf = (cell: string | undefined): string | undefined => cell?.replace(/ Card$/, '')

/** One line of a table of codes as the row must have it. */
function codeDifferences(at: string, option: (Option & Record<string, unknown>) | undefined, line: Line): string[] {
  if (!option) return [`${at}: document has it, no row does`]
  return [
    ...expectSame(`${at} text`, line.text, option.text),
    ...expectSame(`${at} nature`, natureOf(line['card type']), option.nature),
    ...('passport support' in line
      ? expectSame(`${at} passport`, line['passport support'], option.passport ? 'YES' : 'NO')
      : []),
    ...('id card support' in line
      ? expectSame(`${at} national ID`, line['id card support'], option.nationalId ? 'YES' : 'NO')
      : []),
  ]
}

type Line = Record<string, string | undefined> & { code: string }

const linesOf = ({ header, rows }: Table): Line[] =>
  rows.map(([code = '', text = '', ...rest]) => ({
    code,
    text: unlinked(text),
    ...Object.fromEntries(header.slice(2).map((name, index) => [name, rest[index]])),
  }))

function tableDifferences(name: string, options: Readonly<Record<string, Option>>, table: Table): string[] {
  const lines = linesOf(table)
  const documented = new Set(lines.map(({ code }) => code))
  return [
    ...lines.flatMap((line) => codeDifferences(`${name} ${line.code}`, { ...options }[line.code] as never, line)),
    ...Object.keys(options).flatMap((code) =>
      documented.has(code) ? [] : [`${name} ${code}: row has it, document does not`],
    ),
  ]
}

const pairs = <Row, Part>(what: string, rows: readonly Row[], parts: readonly Part[]): [Row, Part][] => {
  if (rows.length !== parts.length) throw new Error(`${what}: ${parts.length} in the document, ${rows.length} rows`)
  return rows.map((row, index) => [row, parts[index] as Part])
}

/** Every way a document and the rows differ, one line each; empty when they say the same. */
export function differences(rows: Rows, outline: Outline): string[] {
  const types = Object.fromEntries(rows.notifies.map(([type, { text }]): [string, Option] => [type, { text }]))
  return [
    ...pairs('endpoints', rows.endpoints, outline.endpoints).flatMap(([[key, row], part]) =>
      endpointDifferences(key, row, part),
    ),
    ...(outline.notifyTypes ? tableDifferences('notify', types, outline.notifyTypes) : ['notify types: no table']),
    ...pairs('notifies', rows.notifies, outline.notifies).flatMap(([[type, row], part]) =>
      notifyDifferences(type, row, part),
    ),
    ...pairs('codes', rows.codes, outline.codes).flatMap(([[name, options], table]) =>
      tableDifferences(name, options, table),
    ),
  ]
}
