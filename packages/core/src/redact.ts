import type { Field, Fields, Kind } from './field.ts'
import { ExactNumber } from './json.ts'
import { readMoney } from './money.ts'

/** What stands in place of a secret. */
export const redacted = '•••'

/** A PAN with its last four digits left: `•••• 4128`. */
export const maskPan = (pan: string): string => {
  const digits = pan.replace(/\D/g, '')
  return digits.length >= 8 ? `•••• ${digits.slice(-4)}` : redacted
}

function isLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

/** 15 to 19 digits on end or four groups of four; fewer are phone numbers and times. */
const panLike = /(?<![A-Za-z0-9])(?:\d{15,19}|\d{4}(?:[ -]\d{4}){3})(?![A-Za-z0-9])/g
/** Two cipher blocks or more: whoever has the secret can open them later. */
const cipherLike = /(?<![A-Za-z0-9])(?:[0-9a-f]{32}){2,}(?![A-Za-z0-9])|data:image\/[^\s"]*/gi

/**
 * Free text with what looks like a secret masked: card numbers (that pass the Luhn check) keep their last four digits,
 * ciphertext and images vanish. A second net under the rows, for texts that the vendor or a merchant wrote.
 */
export const maskText = (text: string): string =>
  text
    .replace(cipherLike, redacted)
    .replace(panLike, (match) => (isLuhn(match.replace(/\D/g, '')) ? maskPan(match) : match))

const isCount = (value: unknown): boolean => Number.isSafeInteger(value)
const isDecimal = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && readMoney(value) !== undefined)

/** What may be shown of each kind; whatever else stands there is not what the row describes. */
const isOfKind: Partial<Record<Kind, (value: unknown) => boolean>> = {
  integer: isCount,
  instant: isCount,
  money: isDecimal,
  rate: isDecimal,
  flag: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
}

function redactPlain(kind: Kind, value: unknown): unknown {
  const plain = value instanceof ExactNumber ? value.value : value
  if (typeof plain === 'object' || isOfKind[kind]?.(plain) === false) return redacted
  return typeof plain === 'string' && !isOfKind[kind] ? maskText(plain) : plain
}

function redactField(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return value
  if (field.mask === 'pan' && typeof value === 'string') return maskPan(value)
  if (field.secret || field.kind === 'image') return redacted
  if (field.kind === 'group') return redact(field.fields, value)
  if (field.kind === 'list') return Array.isArray(value) ? value.map((item) => redact(field.item, item)) : redacted
  return redactPlain(field.kind, value)
}

/**
 * A copy safe to log or store. Members that no row describes are dropped, and values that are not what their row
 * describes are masked, so that a new secret can't leak by default.
 */
export function redact(fields: Fields, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {}
  const record = value as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => Object.hasOwn(record, name))
      .map(([name, field]) => [name, redactField(field, record[name])]),
  )
}
