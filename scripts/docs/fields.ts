import type { Field, Fields, Source } from '@asinx-pay/core'
import { code, table } from './markdown.ts'

/** Fields by dotted path; members of a group follow it. */
const flatten = (fields: Fields, prefix = ''): [path: string, field: Field][] =>
  Object.entries(fields).flatMap(([name, field]) => [
    [prefix + name, field] as [string, Field],
    ...(field.kind === 'group' ? flatten(field.fields, `${prefix}${name}.`) : []),
    ...(field.kind === 'list' ? flatten(field.item, `${prefix}${name}[].`) : []),
  ])

function requiredOf(field: Field): string {
  if (field.requiredWhen) return `when ${code(field.requiredWhen.field)} is ${code(field.requiredWhen.is)}`
  return field.optional ? 'no' : 'yes'
}

/** Longest list of choices that a table shows; longer ones are on the page of codes. */
const mostChoices = 4

function docOf(field: Field, source: Source): string {
  const notes = [field.doc]
  if (field.kind === 'choice') {
    const options = Object.keys(field.options)
    notes.push(options.length <= mostChoices ? `One of ${options.map(code).join(', ')}.` : 'See [codes](codes.md).')
  }
  if (field.secret) notes.push(field.mask === 'pan' ? 'Secret: shown masked.' : 'Secret: never shown or logged.')
  if (field.source === 'demo' && source !== 'demo') notes.push("Only in the vendor's demo.")
  if (field.source === 'assumed') notes.push('Assumed.')
  return notes.join(' ')
}

/** The table of a request, result or notify; a field's source is told where it differs from the whole's. */
export const fieldTable = (fields: Fields, source: Source = 'published'): string =>
  table(
    ['Field', 'Label', 'Kind', 'Required', 'About', 'Example'],
    flatten(fields).map(([path, field]) => [
      code(path),
      field.label,
      field.kind,
      requiredOf(field),
      docOf(field, source),
      field.example === undefined ? '' : code(String(field.example)),
    ]),
  )

/** A value as TypeScript writes it. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, indent)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(
    ([name, member]) => `${indent}  ${name}: ${literal(member, `${indent}  `)},`,
  )
  return members.length === 0 ? '{}' : `{\n${members.join('\n')}\n${indent}}`
}
