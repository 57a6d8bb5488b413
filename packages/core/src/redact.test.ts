import { describe, expect, test } from 'vitest'
import { inputFields } from './endpoint.ts'
import { endpointKeys, endpointOf } from './endpoints/index.ts'
import type { Field, Fields } from './field.ts'
import { notifyRowOf, notifyTypes } from './notifies.ts'
import { exactNumber } from './json.ts'
import { maskPan, maskText, redact, redacted } from './redact.ts'
import { createRandom } from './testing/random.ts'
import { valuesOf } from './testing/values.ts'

const marker = 'MARKER-4242424242413691'

/** Every field filled with the marker, whatever its kind. */
const filled = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field.kind === 'group' ? filled(field.fields) : field.kind === 'list' ? [filled(field.item)] : marker,
    ]),
  )

const shown = (fields: Fields, prefix = ''): string[] =>
  Object.entries(fields).flatMap(([name, field]: [string, Field]) => {
    if (field.secret || field.kind === 'image') return []
    if (field.kind === 'group') return shown(field.fields, `${prefix}${name}.`)
    if (field.kind !== 'text' && field.kind !== 'choice' && field.kind !== 'list') return []
    return field.kind === 'list' ? shown(field.item, `${prefix}${name}.`) : [prefix + name]
  })

const allFields: [name: string, fields: Fields][] = [
  ...endpointKeys.map((key): [string, Fields] => [`${key} request`, inputFields(endpointOf(key))]),
  ...endpointKeys.map((key): [string, Fields] => [`${key} result`, endpointOf(key).response]),
  ...notifyTypes.map((type): [string, Fields] => [type, notifyRowOf(type).fields]),
]

describe('redact', () => {
  test.each(allFields)('%s: shows what is not secret and nothing else', (_name, fields) => {
    const text = JSON.stringify(redact(fields, filled(fields)))
    expect(text.split(marker)).toHaveLength(shown(fields).length + 1)
  })

  test('the secrets are the ones that must never show, at any depth', () => {
    const secretsOf = (fields: Fields): string[] =>
      Object.entries(fields).flatMap(([name, field]: [string, Field]) => {
        if (field.secret || field.kind === 'image') return [name]
        if (field.kind === 'group') return secretsOf(field.fields)
        return field.kind === 'list' ? secretsOf(field.item) : []
      })
    expect([...new Set(allFields.flatMap(([, fields]) => secretsOf(fields)))].sort()).toEqual(
      ['backImg', 'cardCvv', 'cardNo', 'code', 'frontImg', 'identificationNumber', 'number', 'pin'].sort(),
    )
  })

  test.each(allFields)('%s: what a row allows shows as it is, secrets apart', (_name, fields) => {
    const values = valuesOf(fields, { random: createRandom(5), fill: 'all', now: 1_767_225_600_000 })
    const copy = redact(fields, values)
    expect(Object.keys(copy).sort()).toEqual(Object.keys(values).sort())
    for (const [name, field] of Object.entries(fields)) {
      if (field.kind === 'group' || field.kind === 'list' || !Object.hasOwn(values, name)) continue
      if (field.secret || field.kind === 'image') expect(copy[name]).not.toEqual(values[name])
      else expect(copy[name]).toEqual(values[name])
    }
  })

  test('drops members no row describes', () => {
    const { request } = endpointOf('bankcard.setPin')
    expect(redact(request, { userBankcardId: 1, pin: '123456', newSecret: marker })).toEqual({
      userBankcardId: 1,
      pin: redacted,
    })
  })

  test('shows no object where a plain value belongs', () => {
    const { request } = endpointOf('bankcard.setPin')
    expect(redact(request, { userBankcardId: { pin: marker } })).toEqual({ userBankcardId: redacted })
  })

  test.each([
    ['4242424242413691', '•••• 3691'],
    ['4242 4242 4241 3691', '•••• 3691'],
    ['424242 **** **** ****', redacted],
    ['', redacted],
  ])('card number %j is shown as %s', (pan, masked) => {
    expect(maskPan(pan)).toBe(masked)
    expect(redact(endpointOf('bankcard.cardInfo').response, { cardNo: pan })).toEqual({ cardNo: masked })
  })

  test('a card number that is no text vanishes', () => {
    expect(redact(endpointOf('bankcard.cardInfo').response, { cardNo: 4242424242413691n })).toEqual({
      cardNo: redacted,
    })
  })

  test.each([undefined, null, 'text', 1])('%j gives an empty copy', (value) => {
    expect(redact({}, value)).toEqual({})
  })

  test.each<[Field['kind'], unknown, unknown]>([
    ['integer', 137, 137],
    ['integer', '4242424242424242', redacted],
    ['money', '+99.00', '+99.00'],
    ['money', exactNumber('16.00'), '16.00'],
    ['money', 'sixteen', redacted],
    ['flag', 'yes', redacted],
    ['date', '2026-01-31', '2026-01-31'],
    ['date', 'PIN 123456', redacted],
    ['instant', 1_690_940_850_000, 1_690_940_850_000],
  ])('as %s, %j is shown as %j', (kind, value, shownAs) => {
    const fields = { it: { kind, label: 'It', doc: 'It.' } as Field }
    expect(redact(fields, { it: value })).toEqual({ it: shownAs })
  })
})

describe('maskText', () => {
  test.each([
    ['card 4242424242424242 declined', 'card •••• 4242 declined'],
    ['4242 4242 4242 4242', '•••• 4242'],
    ['card 4242-4242-4242-4242.', 'card •••• 4242.'],
    ['378282246310005', '•••• 0005'],
    [`result=${'aa71f61b66b0436856be41b40ea09902'.repeat(2)}`, `result=${redacted}`],
    ['{"frontImg":"data:image/png;base64,iVBORw0KGgo="}', `{"frontImg":"${redacted}"}`],
  ])('%j becomes %j', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  test.each([
    'order LM2312151602393234580',
    'webhook231215160240143136231',
    '57724528-78b6-4ae2-919f-1efff348f460',
    'call +86 18900889980',
    'at 1690940850000',
    'sign f61ff896372b9e5836cb67a069dd810a',
    '4242424242424243',
    '',
  ])('%j stays', (text) => {
    expect(maskText(text)).toBe(text)
  })
})
