import type { Field } from '@asinx-pay/core'

/** What the window may pass, in the vocabulary of the API's rows, so that one check reads both. */
export const text = (label: string, pattern?: string): Field & { kind: 'text' } => ({
  kind: 'text',
  label,
  doc: `${label}.`,
  ...(pattern !== undefined && { pattern }),
})
export const choice = (label: string, values: readonly string[]): Field & { kind: 'choice' } => ({
  kind: 'choice',
  label,
  doc: `${label}.`,
  options: Object.fromEntries(values.map((value) => [value, { text: value }])),
})
export const flag = (label: string): Field & { kind: 'flag' } => ({ kind: 'flag', label, doc: `${label}.` })
export const optional = <F extends Field>(field: F): F & { optional: true } => ({ ...field, optional: true })

export const uid: Field = text('User', '[A-Za-z0-9_-]{1,64}')
export const userBankcardId: Field = { kind: 'integer', label: 'Card', doc: 'Card.' }
export const profileId: Field = text('Profile', '[0-9a-f-]{36}')
export const cursor: Field = optional(text('Cursor', '\\d{1,15}'))

const instant = (label: string): Instant => ({ kind: 'instant', label, doc: `${label}.` })
type Instant = Field & { kind: 'instant' }
/** Both ends of a time. */
export const period: { from: Instant; to: Instant } = { from: instant('From'), to: instant('To') }
