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

/** `limited`: it does not go with what another field says. */
export type Wrong = 'missing' | 'invalid' | 'limited'

/** What is wrong with a draft, by dotted path. */
export function problemsOf(fields: Fields, draft: Draft): Map<string, Wrong> {
  const value = filled(draft)
  return new Map(check(fields, value).map(({ path }) => [path, wrongOf(fields[path], at(value, path))]))
}

function wrongOf(field: Field | undefined, value: unknown): Wrong {
  if (value === undefined) return 'missing'
  const isOption = field?.kind === 'choice' && typeof value === 'string' && Object.hasOwn(field.options, value)
  return isOption ? 'limited' : 'invalid'
}

/** Options of a choice that go with what is chosen beside it. */
export function optionsBeside(field: Field & { kind: 'choice' }, beside: Draft): [key: string, text: string][] {
  const { options, limitedBy } = field
  const chosen = limitedBy ? beside[limitedBy.field] : undefined
  const taken =
    limitedBy && typeof chosen === 'string' && Object.hasOwn(limitedBy.to, chosen) ? limitedBy.to[chosen] : undefined
  return Object.entries(options)
    .filter(([key]) => taken?.includes(key) ?? true)
    .map(([key, { text }]) => [key, text])
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner, name) => (isGroup(inner) ? inner[name] : undefined), value)

/** Text typed into a number's input as the number the row wants; anything else is left for the check to refuse. */
export const integerOf = (text: string): number | string => (/^\d{1,15}$/.test(text.trim()) ? Number(text) : text)

/** A row's field must have a value before the form can be sent. */
export const isRequired = (field: Field): boolean => field.optional !== true
