import type { Field, Fields } from '../field.ts'
import type { Random } from './random.ts'

/** Which optional members are made: all, none, or each by chance. */
export type Fill = 'all' | 'required' | 'some'

export interface ValueOptions {
  random: Random
  fill: Fill
  /** Latest instant, in milliseconds. */
  now: number
}

type Maker = (field: Field, options: ValueOptions) => unknown

const dayMs = 86_400_000
/** The smallest PNG: one grey pixel. */
const image =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='

const digits = (random: Random, count: number): string => Array.from({ length: count }, () => random.below(10)).join('')

/** The check digit that makes a number pass the Luhn test. */
function luhnDigit(number: string): number {
  const sum = Array.from(number)
    .toReversed()
    .reduce((total, char, index) => {
      const digit = index % 2 === 0 ? Number(char) * 2 : Number(char)
      return total + (digit > 9 ? digit - 9 : digit)
    }, 0)
  return (10 - (sum % 10)) % 10
}

/** A card number of the range that is kept for tests. */
function pan(random: Random): string {
  const body = `424242${digits(random, 9)}`
  return body + luhnDigit(body)
}

/** Same shape, other characters: hexadecimal letters stay hexadecimal. */
const reshaped = (random: Random, text: string): string =>
  text.replace(/[0-9a-z]/g, (char) =>
    char <= '9'
      ? String(random.below(10))
      : char <= 'f'
        ? random.pick([...'abcdef'])
        : random.pick([...'ghijklmnopqrstuvwxyz']),
  )

/** Numbers of orders, users and records differ; words for people stay as the row has them. */
function text(field: Field, { random }: ValueOptions): string {
  const example = String(field.example ?? field.label)
  if (field.mask === 'pan') return pan(random)
  if (/^[0-9A-Za-z-]{12,}$/.test(example) && /\d/.test(example)) return reshaped(random, example)
  return /^\d+$/.test(example) ? digits(random, example.length) : example
}

/** Sign and scale as in the row's example. */
function money(field: Field, { random }: ValueOptions): string {
  const example = String(field.example ?? '1.00')
  const scale = Math.max(2, example.split('.')[1]?.length ?? 0)
  const fraction = digits(random, 2).padEnd(scale, '0')
  return `${example.startsWith('-') ? '-' : ''}${1 + random.below(9999)}.${fraction}`
}

const makers: Record<Exclude<Field['kind'], 'group' | 'list' | 'choice'>, Maker> = {
  text,
  money,
  integer: (_field, { random }) => 1 + random.below(99_999),
  rate: (_field, { random }) => `0.0${1 + random.below(9)}`,
  flag: (_field, { random }) => random.below(2) === 1,
  date: (_field, { random, now }) => new Date(now - random.below(20_000) * dayMs).toISOString().slice(0, 10),
  instant: (_field, { random, now }) => now - random.below(dayMs),
  image: () => image,
}

/** A value that a field allows. */
function valueOf(field: Field, options: ValueOptions): unknown {
  if (field.kind === 'group') return valuesOf(field.fields, options)
  if (field.kind === 'choice') return options.random.pick(Object.keys(field.options))
  if (field.kind !== 'list') return makers[field.kind](field, options)
  return Array.from({ length: 1 + options.random.below(3) }, () => valuesOf(field.item, options))
}

function isLeftOut(field: Field, values: Record<string, unknown>, { fill, random }: ValueOptions): boolean {
  if (field.onlyWhen && values[field.onlyWhen.field] !== field.onlyWhen.is) return true
  if (!field.optional || fill === 'all') return false
  return fill === 'required' || random.below(2) === 0
}

/** Values that a row allows; members that tell nothing beside the others are left out. */
export function valuesOf(
  fields: Fields,
  options: ValueOptions,
  overrides: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  const entries = Object.entries(fields)
  // What depends on another member is decided after it.
  for (const [name, field] of [
    ...entries.filter(([, each]) => !each.onlyWhen),
    ...entries.filter(([, each]) => each.onlyWhen),
  ]) {
    const wish = overrides[name]
    if (Object.hasOwn(overrides, name) && !(field.kind === 'group' && typeof wish === 'object')) values[name] = wish
    else if (field.kind === 'group') values[name] = valuesOf(field.fields, options, wish as Record<string, unknown>)
    else if (!isLeftOut(field, values, options)) values[name] = valueOf(field, options)
  }
  for (const [name, value] of Object.entries({ ...overrides, ...values })) {
    if (value === undefined) delete values[name]
    else values[name] = value
  }
  return values
}
