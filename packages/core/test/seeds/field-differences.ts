import { cardStatuses, idCountries, idTypes } from '../../src/codes.ts'
import { decode } from '../../src/decode.ts'
import type { Field, Fields, Kind, Option } from '../../src/field.ts'
import { canonicalJson, ExactNumber, parseJson } from '../../src/json.ts'
import type { Table } from './outline.ts'

/** Where a difference is, for its line. */
export interface At {
  place: string
  row: string
}
interface Said {
  table?: Table | undefined
  sample?: unknown
}

/** Kinds that a word of the document's type column allows. */
const kindsOfType: Record<string, readonly Kind[]> = {
  String: ['text', 'choice', 'date', 'image'],
  Number: ['integer', 'money', 'rate'],
  'milliseconds UNIX Time': ['instant'],
}
/** Kinds that are written as a JSON number, text or flag in a request. */
const kindsOfJson: Record<string, readonly Kind[]> = {
  number: ['integer', 'instant', 'money', 'rate'],
  string: ['text', 'choice', 'date', 'image'],
  boolean: ['flag'],
  object: ['group'],
}
const optionsOfAnchor: Record<string, Readonly<Record<string, Option>>> = {
  'id-types': idTypes,
  'id-countries': idCountries,
  'card-status': cardStatuses,
}

/** A cell's words without their links and emphasis. */
export const unlinked = (cell: string): string => cell.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('***', '')
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
const jsonType = (value: unknown): string => (value instanceof ExactNumber ? 'number' : typeof value)

/** Fields by dotted path, groups included. */
const flatten = (fields: Fields, prefix = ''): [path: string, field: Field][] =>
  Object.entries(fields).flatMap(([name, field]) => [
    [prefix + name, field] as [string, Field],
    ...(field.kind === 'group' ? flatten(field.fields, `${prefix}${name}.`) : []),
  ])

const membersOf = (sample: unknown, prefix = ''): [path: string, value: unknown][] =>
  isRecord(sample)
    ? Object.entries(sample).flatMap(([name, value]) => [
        [prefix + name, value] as [string, unknown],
        ...membersOf(value, `${prefix}${name}.`),
      ])
    : []

const isPublished = (field: Field): boolean => field.source === undefined || field.source === 'published'

function formatDifferences(at: string, field: Field, format: string): string[] {
  const anchor = /\(#([a-z-]+)\)/.exec(format)?.[1] ?? ''
  const options = optionsOfAnchor[anchor]
  if (options) return field.kind === 'choice' && field.options === options ? [] : [`${at}: document links to ${anchor}`]
  if (anchor === 'image-data') return field.kind === 'image' ? [] : [`${at}: document says image, row ${field.kind}`]
  if (format === 'YYYY-MM-DD') return field.kind === 'date' ? [] : [`${at}: document says date, row ${field.kind}`]
  if (format === '6-digit password')
    return field.kind === 'text' && field.pattern === '\\d{6}' ? [] : [`${at}: document says six digits`]
  const isDefault = /^\d+$/.test(format)
  return !isDefault || field.example === Number(format) ? [] : [`${at}: document says default ${format}`]
}

function requestLine(at: string, field: Field | undefined, cells: readonly string[]): string[] {
  if (!field) return [`${at}: document has it, no row does`]
  const [, , required = '', type = '', format = ''] = cells
  const says = required.startsWith('YES') ? 'required' : required.startsWith('NO') ? 'optional' : required
  const row = field.optional ? 'optional' : 'required'
  return [
    ...(says === row ? [] : [`${at}: document ${says}, row ${row}`]),
    ...(kindsOfType[unlinked(type)]?.includes(field.kind) ? [] : [`${at}: document ${type}, row ${field.kind}`]),
    ...formatDifferences(at, field, format),
    ...(/two photos/.test(required) && !field.requiredWhen ? [`${at}: document requires it at times`] : []),
  ]
}

function requestMember(at: string, field: Field | undefined, value: unknown): string[] {
  if (!field) return [`${at}: sample has it, no row does`]
  return kindsOfJson[jsonType(value)]?.includes(field.kind)
    ? []
    : [`${at}: sample is a ${jsonType(value)}, row ${field.kind}`]
}

const missing = (at: At, fields: readonly [string, Field][], said: ReadonlySet<string>): string[] =>
  fields
    .filter(([path, field]) => isPublished(field) && !said.has(path))
    .map(([path]) => `${at.place}.${path}: row has it, document does not`)

/** Compares a request with its table and its sample. */
export function requestDifferences(at: At, fields: Fields, { table, sample }: Said): string[] {
  const rows = table?.rows ?? []
  return [
    ...rows.flatMap((cells) => requestLine(`${at.place}.${cells[0]}`, fields[cells[0] ?? ''], cells)),
    ...membersOf(sample).flatMap(([path, value]) => requestMember(`${at.place}.${path}`, fields[path], value)),
    ...missing(at, Object.entries(fields), new Set(rows.map(([name = '']) => name))),
  ]
}

function resultLine(at: string, field: Field | undefined, cells: readonly string[]): string[] {
  if (!field) return [`${at}: document has it, no row does`]
  const description = cells[1] ?? ''
  const type = cells[2] ?? ''
  const named = /^([A-Z]+) or ([A-Z]+)\b/.exec(description)
  const options = field.kind === 'choice' ? Object.keys(field.options) : []
  return [
    ...formatDifferences(at, field, description.includes('(#card-status)') ? description : ''),
    ...(named && options.join() !== named.slice(1).join()
      ? [`${at}: document ${named[0]}, row ${options.join()}`]
      : []),
    ...(type && !kindsOfType[unlinked(type)]?.includes(field.kind)
      ? [`${at}: document ${type}, row ${field.kind}`]
      : []),
  ]
}

/** Members of a sample whose braces were lost have no sure path: they count by their last name. */
function resultMember(at: string, field: Field | undefined, value: unknown): string[] {
  if (!field) return [`${at}: sample has it, no row does`]
  if (field.kind === 'choice' && typeof value === 'string' && !Object.hasOwn(field.options, value))
    return [`${at}: sample ${JSON.stringify(value)}, no row has it`]
  if (field.kind === 'flag' && typeof value !== 'boolean') return [`${at}: sample is no flag`]
  const plain = parseJson(canonicalJson({ at: value }))
  return decode({ at: field }, plain).problems.map((problem) => `${at}: sample ${problem.message}`)
}

/** Compares a result or notify with the union of its table and its sample. */
export function resultDifferences(at: At, fields: Fields, { table, sample }: Said): string[] {
  const flat = flatten(fields)
  const byPath = new Map(flat)
  const pathOf = (path: string): string => {
    if (byPath.has(path)) return path
    const last = path.split('.').at(-1) ?? ''
    return byPath.has(last) && !path.startsWith('vccCardHolderVo') ? last : path
  }
  const rows = table?.rows ?? []
  const members = membersOf(sample).map(([path, value]): [string, unknown] => [pathOf(path), value])
  const said = new Set([...rows.map(([path = '']) => unlinked(path)), ...members.map(([path]) => path)])
  return [
    ...rows.flatMap((cells) => resultLine(`${at.place}.${cells[0]}`, byPath.get(cells[0] ?? ''), cells)),
    ...members.flatMap(([path, value]) =>
      isRecord(value) ? [] : resultMember(`${at.place}.${path}`, byPath.get(path), value),
    ),
    ...missing(at, flat, said),
  ]
}
