import { check, type Field, type Fields } from '@asinx-pay/core'

export type Draft = Record<string, unknown>

/** A draft without what was left blank: blank means absent. */
export function filled(draft: Draft): Draft {
  return Object.fromEntries(
    Object.entries(draft)
      .map(([name, value]): [string, unknown] => [name, isGroup(value) ? filled(value) : value])
      .filter(([, value]) => value !== undefined && value !== null && value !== '' && !isEmptyGroup(value)),
  )
}

const isGroup = (value: unknown): value is Draft => typeof value === 'object' && value !== null && !Array.isArray(value)
const isEmptyGroup = (value: unknown): boolean => isGroup(value) && Object.keys(value).length === 0

/** `document`: the vendor does not take that kind of document from that country. */
export type Wrong = 'missing' | 'invalid' | 'document'

/** What is wrong with a draft, by dotted path. */
export function problemsOf(fields: Fields, draft: Draft): Map<string, Wrong> {
  const value = filled(draft)
  return new Map(check(fields, value).map(({ path }) => [path, at(value, path) === undefined ? 'missing' : 'invalid']))
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner, name) => (isGroup(inner) ? inner[name] : undefined), value)

/** Text typed into a number's input as the number the row wants; anything else is left for the check to refuse. */
export const integerOf = (text: string): number | string => (/^\d{1,15}$/.test(text.trim()) ? Number(text) : text)

/** A row's field must have a value before the form can be sent. */
export const isRequired = (field: Field): boolean => field.optional !== true
