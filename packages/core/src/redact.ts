import type { Field, Fields } from './field.ts'

/** What stands in place of a secret. */
export const redacted = '•••'

/** A PAN with its last four digits left: `•••• 4128`. */
export const maskPan = (pan: string): string => {
  const digits = pan.replace(/\D/g, '')
  return digits.length >= 8 ? `•••• ${digits.slice(-4)}` : redacted
}

function redactField(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return value
  if (field.mask === 'pan' && typeof value === 'string') return maskPan(value)
  if (field.secret || field.kind === 'image') return redacted
  if (field.kind === 'group') return redact(field.fields, value)
  if (field.kind === 'list') return Array.isArray(value) ? value.map((item) => redact(field.item, item)) : redacted
  return typeof value === 'object' ? redacted : value
}

/** A copy safe to log or store. Members that no row describes are dropped, so that a new secret can't leak by default. */
export function redact(fields: Fields, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {}
  const record = value as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => Object.hasOwn(record, name))
      .map(([name, field]) => [name, redactField(field, record[name])]),
  )
}
