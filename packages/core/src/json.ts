import { LosslessNumber, parse } from 'lossless-json'

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

/** Names of all members in the order the text has them, still quoted. A parsed object moves names like "10" forward. */
function quotedNames(text: string): string[] {
  const names: string[] = []
  for (let index = 0, from = 0, to = 0, quoted = false; index < text.length; index++) {
    const char = text.charCodeAt(index)
    if (quoted && char === 92) index++
    else if (char === 34) {
      quoted = !quoted
      if (quoted) from = index
      else to = index + 1
    } else if (!quoted && char === 58) names.push(text.slice(from, to))
  }
  return names
}

/** lossless-json lets a duplicate pass when both values are equal, so equal ones are caught by counting members. */
function refuseEqualDuplicates(text: string, value: unknown): void {
  if (quotedNames(text).length !== countMembers(value)) throw new SyntaxError('A member occurs twice')
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber)

function countMembers(value: unknown, depth = 0): number {
  if (depth > maxDepth) throw new SyntaxError(`Nested deeper than ${maxDepth} levels`)
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countMembers(item, depth + 1), 0)
  if (!isPlainObject(value)) return 0
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + countMembers(item, depth + 1), 0)
}

/**
 * Parses strict JSON, keeping every number as an exact one; members that occur twice are refused.
 * @throws SyntaxError
 */
export function parseExact(text: string): unknown {
  const value = parse(text, undefined, { onDuplicateKey: refuseDuplicate })
  refuseEqualDuplicates(text, value)
  return value
}

const plainNumber = (text: string): number | string =>
  /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text

/**
 * Parses strict JSON into plain data: safe integers become numbers, every other number its exact text
 * (`398.000000000000000000`), so that no digit is lost; members that occur twice are refused.
 * @throws SyntaxError
 */
export function parseJson(text: string): Json {
  const value = parse(text, undefined, { onDuplicateKey: refuseDuplicate, parseNumber: plainNumber }) as Json
  refuseEqualDuplicates(text, value)
  return value
}

const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

function writeNumber(value: number): string {
  const text = JSON.stringify(value)
  if (!/^-?\d+(\.\d+)?$/.test(text) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    throw new TypeError('A number is not exact: pass it as decimal text or as exactNumber("…")')
  return text
}

/**
 * Writes JSON as the vendor's scheme signs it: compact, keys sorted by code unit at every depth, null and absent
 * members left out, non-ASCII as itself, "/" not escaped, exact numbers digit for digit.
 * @throws TypeError for a number with an exponent, NaN, or an unsafe integer, and for values JSON does not know.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > maxDepth) throw new TypeError(`Nested deeper than ${maxDepth} levels`)
  if (value instanceof LosslessNumber) return value.value
  if (typeof value === 'number') return writeNumber(value)
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null, depth + 1)).join(',')}]`
  if (!isPlainObject(value)) throw new TypeError(`A ${typeof value} cannot be written as JSON`)
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined && value[name] !== null)
    .sort(byCodeUnit)
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name], depth + 1)}`)
  return `{${members.join(',')}}`
}

function sortedNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(sortedNames)
  if (!isPlainObject(value)) return []
  return Object.keys(value)
    .sort(byCodeUnit)
    .flatMap((name) => [name, ...sortedNames(value[name])])
}

/** Whether the members of every object in a JSON text stand in the order the scheme signs them in. */
export function hasSortedKeys(text: string): boolean {
  const names = sortedNames(parseExact(text))
  return quotedNames(text).every((quoted, index) => JSON.parse(quoted) === names[index])
}
