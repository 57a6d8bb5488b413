import { inspect } from 'node:util'
import type { Field, Fields } from '../../src/field.ts'

/** Never to be seen anywhere but where the caller asked for them. */
export const secrets = {
  appSecret: '0badc0de5ecade70badc0de5ecade777',
  pan: '4539578763621486',
  cvv: 'CVVCANARY',
  pin: '739164',
  code: 'CODECANARY',
  idNumber: 'IDNUMBERCANARY',
  image: 'SU1BR0VDQU5BUlk'.repeat(8),
  undescribed: 'UNDESCRIBEDCANARY',
  garbage: 'GARBAGECANARY',
} as const

/** Text of a request: hooks may show what the rows do not call secret, errors and logs may not. */
export const bodyText = 'BODYCANARY'

const image = `data:image/png;base64,${secrets.image}`
const dashed = secrets.pan.replace(/(.{4})(?=.)/g, '$1-')
/** All secrets in one text. */
export const spilled = `Denied: ${Object.values(secrets).join(' ')} ${image} ${dashed}`

/** What a careless server may say: every secret of the call at hand, and what is a secret by its look wherever it stands. */
export const spilledOf = (...parts: unknown[]): string => {
  const texts = inspect(parts, { depth: Infinity, maxStringLength: null })
  const own = Object.values(secrets).filter((secret) => texts.includes(secret) && secret !== secrets.undescribed)
  return `Denied: ${[...own, image, secrets.pan, dashed, secrets.appSecret].join(' ')}.`
}

const secretFor = ({ mask, pattern, label }: Field & { kind: 'text' }): string => {
  if (mask === 'pan') return secrets.pan
  if (pattern === '\\d{6}') return secrets.pin
  return label === 'CVV' ? secrets.cvv : label === 'ID Number' ? secrets.idNumber : secrets.code
}

function textFor(field: Field & { kind: 'text' }, name: string, text: string): string {
  if (field.secret) return secretFor(field)
  const canary = /@/.test(field.pattern ?? '') ? `${text}@example.com` : `${text} ${field.label}`
  const fits = field.pattern === undefined || new RegExp(`^(?:${field.pattern})$`).test(canary)
  return fits && name !== 'tag' ? canary : String(field.example ?? 'order-1')
}

function valueFor(field: Field, name: string, text: string): unknown {
  switch (field.kind) {
    case 'text':
      return textFor(field, name, text)
    case 'image':
      return image
    case 'choice':
      return Object.keys(field.options)[0]
    case 'group':
      return filled(field.fields, text)
    case 'list':
      return [filled(field.item, text)]
    case 'flag':
      return true
    case 'integer':
    case 'instant':
      return 7
    case 'date':
      return '2000-01-01'
    default:
      return '1.00'
  }
}

/** A value for every field, each secret one a canary; plain texts say `text`. */
export const filled = (fields: Fields, text: string = bodyText): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueFor(field, name, text)]))

/** Nothing fits its field, and every wrong value is a canary. */
export const misfilled = (fields: Fields): Record<string, unknown> => ({
  ...Object.fromEntries(Object.keys(fields).map((name) => [name, { [spilled]: [spilled, bodyText] }])),
  undescribed: secrets.undescribed,
})

/** All the ways in which a value is shown, an error with its causes included. */
function renderings(value: unknown): string[] {
  const options = { depth: Infinity, showHidden: true, maxStringLength: null, maxArrayLength: null } as const
  const shown = [inspect(value, options), String(value)]
  if (value instanceof Error) shown.push(value.message, String(value.stack), ...renderings(value.cause))
  try {
    shown.push(JSON.stringify(value) ?? '')
  } catch {
    // What JSON cannot write does not leak through it.
  }
  return shown
}

const mask = (text: string): string => text.slice(0, 4)
/** Digits alone may stand in a longer number by chance. */
const occurs = (text: string, canary: string): boolean =>
  /^\d+$/.test(canary) ? new RegExp(`(?<![0-9A-Za-z])${canary}(?![0-9A-Za-z])`).test(text) : text.includes(canary)

/** Names of the canaries that a value shows; `more` are those of one call, such as its ciphertext. */
export function leaksOf(value: unknown, more: readonly string[] = []): string[] {
  const text = renderings(value).join('\n')
  const named = [...Object.entries(secrets), ['dashed PAN', dashed], ...more.map((each) => [mask(each), each])]
  return named.filter(([, canary = '']) => occurs(text, canary)).map(([name = '']) => name)
}
