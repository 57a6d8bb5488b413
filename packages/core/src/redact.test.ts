import { describe, expect, test } from 'vitest'
import { inputFields } from './endpoint.ts'
import { endpointKeys, endpointOf } from './endpoints/index.ts'
import type { Field, Fields } from './field.ts'
import { notifyRowOf, notifyTypes } from './notifies.ts'
import { maskPan, redact, redacted } from './redact.ts'

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

  test('the secrets are the ones that must never show', () => {
    const secrets = allFields.flatMap(([, fields]) =>
      Object.entries(fields).flatMap(([name, field]) => (field.secret || field.kind === 'image' ? [name] : [])),
    )
    expect([...new Set(secrets)].sort()).toEqual(
      ['backImg', 'cardCvv', 'cardNo', 'code', 'frontImg', 'number', 'pin'].sort(),
    )
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
})
