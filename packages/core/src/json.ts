import { LosslessNumber, parse } from 'lossless-json'
import { eachStretch } from './json-scan.ts'

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
  eachStretch(text, (from, _to, name) => {
    if (name !== -1) names.push(text.slice(name, from))
  })
  return names
}

/** Parsers let the last of two equal names win, so duplicates are caught by counting what is left. */
function refuseDuplicates(names: number, value: unknown): void {
  if (names !== countMembers(value)) throw new SyntaxError('A member occurs twice')
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber)

function countMembers(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depth > maxDepth) throw new SyntaxError(`Nested deeper than ${maxDepth} levels`)
  let count = 0
  if (Array.isArray(value)) for (const item of value) count += countMembers(item, depth + 1)
  else if (isPlainObject(value))
    for (const name of Object.keys(value)) count += 1 + countMembers(value[name], depth + 1)
  return count
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

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const quoteUnlessSafe = (text: string): string =>
  /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? text : `"${text}"`

/** Shortest stretch between strings that can hold an integer which is not safe: one of sixteen digits. */
const shortestUnsafe = 16

const isDigit = (char: number): boolean => char >= 48 && char <= 57
const isFractionMark = (char: number): boolean => char === 46 || char === 69 || char === 101

/** A cheap look before the patterns are tried, which may say yes too often and never no: most stretches are short. */
function mayBeInexact(text: string, from: number, to: number): boolean {
  if (to - from >= shortestUnsafe) return true
  for (let index = from + 1; index < to; index++)
    if (isFractionMark(text.charCodeAt(index)) && isDigit(text.charCodeAt(index - 1))) return true
  return false
}

/** Puts numbers that a double would round into quotes, so that the host's own fast parser keeps their digits. */
function quoteInexactNumbers(text: string): { quoted: string; names: number } {
  let names = 0
  let quoted = ''
  let copied = 0
  eachStretch(text, (from, to, name) => {
    if (name !== -1) names++
    if (!mayBeInexact(text, from, to)) return
    const stretch = text.slice(from, to)
    if (!/\d[.eE]|\d{16}/.test(stretch)) return
    if (/\d\s*:/.test(stretch)) throw new SyntaxError('The text is not JSON: a number stands as a name')
    quoted += text.slice(copied, from) + stretch.replace(number, quoteUnlessSafe)
    copied = to
  })
  return { quoted: copied === 0 ? text : quoted + text.slice(copied), names }
}

/**
 * Parses strict JSON into plain data: safe integers become numbers, every other number its exact text
 * (`398.000000000000000000`), so that no digit is lost; members that occur twice are refused.
 * @throws SyntaxError, which repeats nothing of the text
 */
export function parseJson(text: string): Json {
  const { quoted, names } = quoteInexactNumbers(text)
  let value: Json
  try {
    value = JSON.parse(quoted) as Json
  } catch {
    throw new SyntaxError('The text is not JSON')
  }
  refuseDuplicates(names, value)
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

/**
 * Writes JSON as the vendor's scheme signs it: compact, keys sorted by code unit at every depth, null and absent
 * members left out, non-ASCII as itself, "/" not escaped, exact numbers digit for digit.
 * @throws TypeError for a number with an exponent, NaN, or an unsafe integer, and for values JSON does not know.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > maxDepth) throw new TypeError(`Nested deeper than ${maxDepth} levels`)
  if (typeof value === 'string') return writeText(value)
  if (typeof value === 'number') return writeNumber(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (value instanceof LosslessNumber) return value.value
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null, depth + 1)).join(',')}]`
  if (!isPlainObject(value)) throw new TypeError(`A ${typeof value} cannot be written as JSON`)
  let members = ''
  for (const name of namesInOrder(value)) {
    const member = value[name]
    if (member === undefined || member === null) continue
    members += `${members === '' ? '' : ','}${writeText(name)}:${canonicalJson(member, depth + 1)}`
  }
  return `{${members}}`
}

function sortedNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(sortedNames)
  if (!isPlainObject(value)) return []
  return namesInOrder(value).flatMap((name) => [name, ...sortedNames(value[name])])
}

/** Whether the members of every object in a JSON text stand in the order the scheme signs them in. */
export function hasSortedKeys(text: string): boolean {
  const names = sortedNames(parseExact(text))
  return quotedNames(text).every((quoted, index) => JSON.parse(quoted) === names[index])
}
