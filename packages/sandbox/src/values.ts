import { exactNumber, readMoney, type Field, type Fields } from '@asinx-pay/core'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const decimals = new Set<Field['kind']>(['money', 'rate'])

function readField(field: Field | undefined, value: unknown): unknown {
  if (field?.kind === 'group' && isRecord(value)) return readRequest(field.fields, value)
  if (field && decimals.has(field.kind) && (typeof value === 'string' || typeof value === 'number'))
    return readMoney(String(value)) ?? value
  return value
}

/** A request's members as the rows describe them: money is decimal text, whether it came as a number or as text. */
export const readRequest = (fields: Fields, body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, readField(fields[name], value)]))

function writeField(field: Field | undefined, value: unknown): unknown {
  if (value === undefined || value === null || !field) return value
  if (field.kind === 'group') return writeValues(field.fields, value as Record<string, unknown>)
  if (field.kind === 'list') return (value as Record<string, unknown>[]).map((item) => writeValues(field.item, item))
  // The vendor writes signed amounts ("+99.00", "-24.27") as text and all others as numbers with their digits.
  if (decimals.has(field.kind) && !/^[+-]/.test(value as string)) return exactNumber(value as string)
  return value
}

/** A reply's or notify's members as the vendor writes them. */
export const writeValues = (fields: Fields, value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([name, member]) => [name, writeField(fields[name], member)]))
