import { describe, expect, test } from 'vitest'
import { check, maxImageLength, maxTextLength } from './check.ts'
import { inputFields } from './endpoint.ts'
import { endpointKeys, endpointOf } from './endpoints/index.ts'
import type { Field, Fields } from './field.ts'

const image = 'data:image/png;base64,iVBORw0KGgo='

const exampleOf = (field: Field): unknown => {
  if (field.kind === 'group') return examplesOf(field.fields)
  if (field.kind === 'list') return [examplesOf(field.item)]
  return field.kind === 'image' ? image : field.example
}
const examplesOf = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, exampleOf(field)]))

const profession = endpointOf('user.setProfession').request
const valid = examplesOf(profession)

describe('requests of every row', () => {
  test.each(endpointKeys)('%s: its own examples are well-formed', (key) => {
    const fields = inputFields(endpointOf(key))
    expect(check(fields, examplesOf(fields))).toEqual([])
  })

  test.each(endpointKeys)('%s: each required field is asked for, and an unknown one refused', (key) => {
    const fields = inputFields(endpointOf(key))
    const required = Object.keys(fields).filter((name) => !fields[name]?.optional)
    expect(check(fields, {}).map(({ path }) => path)).toEqual(required)
    expect(check(fields, { ...examplesOf(fields), mystery: 1 })).toEqual([
      { path: 'mystery', message: 'is not a field of this endpoint' },
    ])
  })
})

describe('values', () => {
  const wrong: [kind: Field['kind'], values: unknown[]][] = [
    ['text', ['', 1, 'x'.repeat(maxTextLength + 1), {}]],
    ['integer', [0, -1, 1.5, '1', 2 ** 53, NaN]],
    ['money', ['0', '-1', 1, '1e3', '1,0', '']],
    ['rate', ['-0.1', 0.1, '1%', '12345']],
    ['flag', ['true', 1, 0]],
    ['date', ['2026-02-30', '2026-1-1', '01-01-2026', '2026-13-01', 20260101]],
    ['instant', [-1, 1.5, '1690878577000', NaN]],
    [
      'image',
      ['data:text/plain;base64,AAAA', 'data:image/png;base64,AA\nAA', 'AAAA', `${image}${'A'.repeat(maxImageLength)}`],
    ],
  ]

  test.each(wrong.flatMap(([kind, values]) => values.map((value) => [kind, value] as const)))(
    'no %s: %j',
    (kind, value) => {
      const fields = { it: { kind, label: 'It', doc: 'It.' } as Field }
      const problems = check(fields, { it: value })
      expect(problems).toHaveLength(1)
      expect(problems[0]?.path).toBe('it')
    },
  )

  test('a pattern holds for the whole value', () => {
    const { pin } = endpointOf('bankcard.setPin').request
    expect(check({ pin: pin as Field }, { pin: '1234567' })).toHaveLength(1)
    expect(check({ pin: pin as Field }, { pin: '12345\n' })).toHaveLength(1)
    expect(check({ pin: pin as Field }, { pin: '123456' })).toEqual([])
  })

  test('a choice takes its options only, and names of the prototype are none', () => {
    expect(check(profession, { ...valid, id_type: 'driver' })).toHaveLength(1)
    expect(check(profession, { ...valid, id_type: 'constructor' })).toHaveLength(1)
  })

  test('what another field makes necessary is asked for', () => {
    const { backImg: _left, ...without } = valid
    expect(check(profession, { ...without, id_type: 'passport' })).toEqual([])
    expect(check(profession, { ...without, id_type: 'national-id' })).toEqual([
      { path: 'backImg', message: 'is required when id_type is national-id' },
    ])
  })

  test('a choice that another field limits must go with it', () => {
    const ofCountry = (country: string, id_type: string) => check(profession, { ...valid, country, id_type })
    expect(ofCountry('JP', 'passport')).toEqual([])
    expect(ofCountry('HK', 'national-id')).toEqual([])
    expect(ofCountry('JP', 'national-id')).toEqual([
      { path: 'country', message: 'must be one of CN, HK when id_type is national-id' },
    ])
    expect(ofCountry('JP', 'constructor')).toHaveLength(1)
  })

  test('members of a group are named by their path', () => {
    const fields = endpointOf('user.setUserInfo').request
    expect(check(fields, { address: { city: '' } })[0]?.path).toBe('address.city')
    expect(check(fields, { address: 'here' })[0]?.path).toBe('address')
  })

  test.each([null, undefined, [], 'x', 1])('%j is no input', (value) => {
    expect(check({}, value)).toHaveLength(1)
  })

  test('no message repeats a value', () => {
    const messages = JSON.stringify(check(profession, { ...valid, number: 4242424242413691, frontImg: 'SECRETIMAGE' }))
    expect(messages).not.toContain('4242')
    expect(messages).not.toContain('SECRETIMAGE')
  })
})
