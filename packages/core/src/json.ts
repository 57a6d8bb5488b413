import { LosslessNumber, parse } from 'lossless-json'
import { quotedNames, quoteInexactNumbers } from './json-scan.ts'

/** Plain JSON data; numbers that are not safe integers are their exact text. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined }

/** Deepest nesting that is read or written. */
export const maxDepth = 32

/** A number that is written digit for digit as its text, such as `exactNumber('16.00')`. */
export const exactNumber = (text: string): LosslessNumber => new LosslessNumber(text)
export { LosslessNumber as ExactNumber }

const refuseDuplicate = ({ key }: { key: string }): never => {
  throw new SyntaxError(`The member ${JSON.stringify(key.slice(0, 40))} occurs twice`)
}

/** Parsers let the last of two equal names win, so duplicates are caught by counting what is left. */
function refuseDuplicates(members: number, value: unknown): void {
  if (members !== countMembers(value)) throw new SyntaxError('A member occurs twice')
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof LosslessNumber)

const isPlainObject = (value: unknown): value is Record<string, unknown> => isNested(value) && !Array.isArray(value)

/** Arrays and objects each have a loop of their own, which the engine makes much faster than one for both. */
function countMembers(value: unknown, depth = 0): number {
  if (!isNested(value)) return 0
  if (depth > maxDepth) throw new SyntaxError(`Nested deeper than ${maxDepth} levels`)
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) if (isNested(item)) count += countMembers(item, depth + 1)
    return count
  }
  const members: unknown[] = Object.values(value)
  for (const member of members) if (isNested(member)) count += countMembers(member, depth + 1)
  return count + members.length
}

/**
 * Parses strict JSON, keeping every number as an exact one; members that occur twice are refused.
 * @throws SyntaxError
 */
export function parseExact(text: string): unknown {
  const value = parse(text, undefined, { onDuplicateKey: refuseDuplicate })
  refuseDuplicates(quotedNames(text).length, value)
  return value
}

/**
 * Parses strict JSON into plain data: safe integers become numbers, every other number its exact text
 * (`398.000000000000000000`), so that no digit is lost; members that occur twice are refused.
 * @throws SyntaxError, which repeats nothing of the text
 */
export function parseJson(text: string): Json {
  const { quoted, members } = quoteInexactNumbers(text)
  let value: Json
  try {
    value = JSON.parse(quoted) as Json
  } catch {
    throw new SyntaxError('The text is not JSON')
  }
  refuseDuplicates(members, value)
  return value
}

/** Names of an object by code unit, which is how `sort` orders text without a comparator. Mostly they already are. */
function namesInOrder(value: object): string[] {
  const names = Object.keys(value)
  for (let index = 1; index < names.length; index++)
    if (String(names[index - 1]) > String(names[index])) return names.sort()
  return names
}

/** What JSON escapes in a text, and a little more: quotes, backslashes, control characters, halves of surrogate pairs. */
const escaped = /["\\\p{Cc}\p{Cs}]/u

const writeText = (text: string): string => (escaped.test(text) ? JSON.stringify(text) : `"${text}"`)

function writeNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  const text = JSON.stringify(value)
  if (!/^-?\d+\.\d+$/.test(text))
    throw new TypeError('A number is not exact: pass it as decimal text or as exactNumber("…")')
  return text
}

/** Whether JSON.stringify writes a value just so: in order already, with nothing in it to leave out or to refuse. */
function isCanonical(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null || depth > maxDepth) return false
  if (Array.isArray(value)) return value.every((item) => isCanonical(item, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  let before = ''
  for (const name in value) {
    const member: unknown = Reflect.get(value, name)
    if (name < before || !isCanonical(member, depth + 1)) return false
    before = name
  }
  return true
}

function writeJson(value: unknown, depth: number): string {
  if (depth > maxDepth) throw new TypeError(`Nested deeper than ${maxDepth} levels`)
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'number') return writeNumber(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (value instanceof LosslessNumber) return value.value
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item ?? null, depth + 1)).join(',')}]`
  if (!isPlainObject(value)) throw new TypeError(`A ${typeof value} cannot be written as JSON`)
  let members = ''
  for (const name of namesInOrder(value)) {
    const member = value[name]
    if (member === undefined || member === null) continue
    members += `${members === '' ? '' : ','}${writeText(name)}:${writeJson(member, depth + 1)}`
  }
  return `{${members}}`
}

/**
 * Writes JSON as the vendor's scheme signs it: compact, keys sorted by code unit at every depth, null and absent
 * members left out, non-ASCII as itself, "/" not escaped, exact numbers digit for digit.
 * @throws TypeError for a number with an exponent, NaN, or an unsafe integer, and for values JSON does not know.
 */
export const canonicalJson = (value: unknown): string =>
  isCanonical(value, 0) ? JSON.stringify(value) : writeJson(value, 0)

function sortedNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(sortedNames)
  if (!isPlainObject(value)) return []
  return namesInOrder(value).flatMap((name) => [name, ...sortedNames(value[name])])
}

const unquote = (quoted: string): unknown => (quoted.includes('\\') ? JSON.parse(quoted) : quoted.slice(1, -1))

/** Whether the members of every object in a JSON text stand in the order the scheme signs them in; `value` is what it says. */
export function hasSortedKeys(text: string, value: Json): boolean {
  const names = sortedNames(value)
  return quotedNames(text).every((quoted, index) => unquote(quoted) === names[index])
}
