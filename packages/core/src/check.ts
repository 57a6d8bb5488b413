import type { Field, Fields, Kind } from './field.ts'
import { isPayable } from './money.ts'

/** One thing that is wrong with a value. The value itself is never repeated. */
export interface Problem {
  /** Dotted path to the value, for example `address.city`. */
  path: string
  message: string
}

/** Longest text a request field may carry, in UTF-16 units. */
export const maxTextLength = 2000
/** Longest data URL of an image, in characters: about 7.5 MB of picture. */
export const maxImageLength = 10_000_000

type Leaf = Exclude<Kind, 'text' | 'choice' | 'group' | 'list'>

const isText = (value: unknown): value is string => typeof value === 'string'
const matches = (pattern: RegExp) => (value: unknown) => isText(value) && pattern.test(value)

function isDate(value: unknown): boolean {
  if (!isText(value) || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(value)
}

const leaves: Record<Leaf, readonly [test: (value: unknown) => boolean, message: string]> = {
  integer: [(value) => Number.isSafeInteger(value) && (value as number) > 0, 'must be a whole number above 0'],
  money: [
    (value) => isText(value) && isPayable(value),
    'must be a positive amount as decimal text such as "12.50", with at most 18 decimal places',
  ],
  rate: [matches(/^(0|[1-9]\d{0,3})(\.\d{1,18})?$/), 'must be decimal text such as "0.01"'],
  flag: [(value) => typeof value === 'boolean', 'must be true or false'],
  date: [isDate, 'must be a date such as 2026-01-31'],
  instant: [
    (value) => Number.isSafeInteger(value) && (value as number) >= 0,
    'must be a time in whole milliseconds since 1970',
  ],
  image: [
    (value) =>
      isText(value) &&
      value.length <= maxImageLength &&
      /^data:image\/[a-z+.-]+;base64,[A-Za-z0-9+/]+={0,2}$/.test(value),
    `must be an image as data:image/…;base64,… on one line, of at most ${maxImageLength} characters`,
  ],
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const problem = (path: string, message: string): Problem[] => [{ path, message }]

function checkText(field: Field & { kind: 'text' }, value: unknown, path: string): Problem[] {
  const { pattern, doc, maxLength = maxTextLength } = field
  if (!isText(value) || value.length === 0 || value.length > maxLength)
    return problem(path, `must be text of 1 to ${maxLength} characters`)
  if (pattern === undefined || new RegExp(`^(?:${pattern})$`).test(value)) return []
  return problem(path, `is not well-formed: ${doc}`)
}

function checkPresent(field: Field, value: unknown, path: string): Problem[] {
  switch (field.kind) {
    case 'text':
      return checkText(field, value, path)
    case 'group':
      return check(field.fields, value, `${path}.`)
    case 'list':
      if (!Array.isArray(value)) return problem(path, 'must be a list')
      return value.flatMap((item, index) => check(field.item, item, `${path}[${index}].`))
    case 'choice':
      if (isText(value) && (field.open || Object.hasOwn(field.options, value))) return []
      return problem(path, `must be one of ${Object.keys(field.options).join(', ')}`)
    default: {
      const [test, message] = leaves[field.kind]
      return test(value) ? [] : problem(path, message)
    }
  }
}

/** Whether a choice goes with what another field says; that one's value is an option of the row, so it can be named. */
function checkLimit(field: Field, record: Record<string, unknown>, at: { name: string; path: string }): Problem[] {
  if (field.kind !== 'choice' || !field.limitedBy) return []
  const { field: other, to } = field.limitedBy
  const chosen = String(record[other])
  const taken = Object.hasOwn(to, chosen) ? to[chosen] : undefined
  return !taken || taken.includes(String(record[at.name]))
    ? []
    : problem(at.path, `must be one of ${taken.join(', ')} when ${other} is ${chosen}`)
}

function checkField(field: Field, record: Record<string, unknown>, at: { name: string; path: string }): Problem[] {
  const value = record[at.name]
  if (value !== undefined && value !== null) {
    const problems = checkPresent(field, value, at.path)
    return problems.length > 0 ? problems : checkLimit(field, record, at)
  }
  if (!field.optional) return problem(at.path, 'is required')
  const rule = field.requiredWhen
  return rule && record[rule.field] === rule.is ? problem(at.path, `is required when ${rule.field} is ${rule.is}`) : []
}

/** A name is repeated so that a typo is found; what does not look like one may be anything, a value in the wrong place too. */
const showName = (name: string): string => (/^[A-Za-z_$][\w$-]{0,59}$/.test(name) ? name : '(unnamed)')

/** Every way `value` fails to be the request that `fields` describe, unknown members included: a typo must not be lost silently. */
export function check(fields: Fields, value: unknown, prefix = ''): Problem[] {
  if (!isRecord(value)) return problem(prefix.slice(0, -1), 'must be an object')
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(fields, name) && value[name] !== undefined)
    .map((name) => ({ path: prefix + showName(name), message: 'is not a field of this endpoint' }))
  return Object.entries(fields)
    .flatMap(([name, field]) => checkField(field, value, { name, path: prefix + name }))
    .concat(unknown)
}
