import type { Field, Fields } from './field.ts'
import { redacted } from './redact.ts'

/** Longest message of the vendor that is kept, in UTF-16 units. */
export const maxVendorMessage = 300

function secretsOf(field: Field, value: unknown): string[] {
  if (field.kind === 'group') return secretsIn(field.fields, value)
  if (field.kind === 'list')
    return Array.isArray(value) ? value.flatMap((item: unknown) => secretsIn(field.item, item)) : []
  return (field.secret || field.kind === 'image') && typeof value === 'string' ? [value] : []
}

/** Every value that the rows call secret. */
export const secretsIn = (fields: Fields, value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(fields).flatMap(([name, field]) => secretsOf(field, (value as Record<string, unknown>)[name]))

function isLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Base64 of that length is an image or ciphertext, and hexadecimal a key, a signature or ciphertext; neither is words. */
const encoded = /data:[^\s,]{1,60},\S+|[A-Za-z0-9+/=_-]{40,}|[0-9A-Fa-f]{32,}/g
const cardNumber = /(?<![\dA-Za-z])\d(?:[ -]?\d){12,18}(?![\dA-Za-z])/g
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A short secret such as a CVV may stand inside an order number by chance, so it must stand alone to be taken out. */
const pattern = (secret: string): RegExp =>
  secret.length < 6
    ? new RegExp(`(?<![\\dA-Za-z])${escaped(secret)}(?![\\dA-Za-z])`, 'g')
    : new RegExp(escaped(secret), 'g')

const longestRead = 4 * maxVendorMessage

/**
 * A message of the vendor without the secrets it might repeat, and without anything that is a card number by its check
 * digit or long encoded data by its look.
 */
export const scrub = (message: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret !== '' && secret.length <= longestRead)
    .reduce((text, secret) => text.replace(pattern(secret), redacted), message.slice(0, longestRead))
    .replace(encoded, redacted)
    .replace(cardNumber, (digits) => (isLuhn(digits.replace(/\D/g, '')) ? redacted : digits))
    .slice(0, maxVendorMessage)
