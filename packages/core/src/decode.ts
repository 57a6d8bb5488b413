import type { Problem } from './check.ts'
import type { Field, Fields, Kind } from './field.ts'
import { exactNumber } from './json.ts'
import { readMoney } from './money.ts'

/** What decoding found: the value typed as the row says, unknown members kept and named. */
export interface Decoded {
  value: Record<string, unknown>
  problems: Problem[]
  /** Paths of members that no row describes. */
  unknown: string[]
}

type Leaf = Exclude<Kind, 'group' | 'list'>

const wholeNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number) ? (number as number) : undefined
}
const decimal = (value: unknown): string | undefined =>
  typeof value === 'string' || Number.isSafeInteger(value) ? readMoney(String(value)) : undefined
const text = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined
const flag = (value: unknown): boolean | undefined =>
  value === true || value === 'true' || value === 1
    ? true
    : value === false || value === 'false' || value === 0
      ? false
      : undefined

const readers: Record<Leaf, (value: unknown) => unknown> = {
  text,
  date: text,
  image: text,
  choice: text,
  integer: wholeNumber,
  instant: wholeNumber,
  money: decimal,
  rate: decimal,
  flag,
}

/** Kinds whose empty text means absent; an empty text or choice is a value of its own. */
const blankIsAbsent = new Set<Kind>(['integer', 'instant', 'money', 'rate', 'flag', 'date'])

function decodeField(
  field: Field,
  value: unknown,
  path: string,
): { value: unknown; problems: Problem[]; unknown: string[] } {
  if (field.kind === 'group') return decode(field.fields, value, `${path}.`)
  if (field.kind === 'list') {
    if (!Array.isArray(value)) return { value, problems: [{ path, message: 'must be a list' }], unknown: [] }
    const items = value.map((item, index) => decode(field.item, item, `${path}[${index}].`))
    return {
      value: items.map((item) => item.value),
      problems: items.flatMap((item) => item.problems),
      unknown: items.flatMap((item) => item.unknown),
    }
  }
  const read = readers[field.kind](value)
  return read === undefined
    ? { value, problems: [{ path, message: `is not ${field.kind}` }], unknown: [] }
    : { value: read, problems: [], unknown: [] }
}

/**
 * Types what the API sent as a row says: money and rates as exact decimal text, whole numbers and times as numbers.
 * Null counts as absent. Members that no row describes are kept as they came and named in `unknown`.
 */
export function decode(fields: Fields, value: unknown, prefix = ''): Decoded {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { value: {}, problems: [{ path: prefix.slice(0, -1), message: 'must be an object' }], unknown: [] }
  const result: Decoded = { value: {}, problems: [], unknown: [] }
  const record = value as Record<string, unknown>
  for (const [name, field] of Object.entries(fields)) {
    const member = record[name]
    const absent = member === undefined || member === null || (member === '' && blankIsAbsent.has(field.kind))
    if (absent && !field.optional) result.problems.push({ path: prefix + name, message: 'is missing' })
    if (absent) continue
    const decoded = decodeField(field, member, prefix + name)
    result.value[name] = decoded.value
    result.problems.push(...decoded.problems)
    result.unknown.push(...decoded.unknown)
  }
  for (const name of Object.keys(record)) {
    if (Object.hasOwn(fields, name)) continue
    result.unknown.push(prefix + name)
    Object.defineProperty(result.value, name, {
      value: record[name],
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return result
}

function encodeField(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return undefined
  if (field.kind === 'group') return encode(field.fields, value as Record<string, unknown>)
  if (field.kind === 'list') return (value as Record<string, unknown>[]).map((item) => encode(field.item, item))
  return field.kind === 'money' || field.kind === 'rate' ? exactNumber(value as string) : value
}

/** What goes on the wire for checked values: money and rates as JSON numbers with their digits kept. */
export const encode = (fields: Fields, value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, fields[name] ? encodeField(fields[name], member) : member]),
  )
