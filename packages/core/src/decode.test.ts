import { describe, expect, test } from 'vitest'
import { decode, encode } from './decode.ts'
import type { Field } from './field.ts'
import { endpointOf } from './endpoints/index.ts'
import { canonicalJson } from './json.ts'

const of = (kind: Field['kind'], more: object = {}): { it: Field } => ({
  it: { kind, label: 'It', doc: 'It.', ...more } as Field,
})

describe('decode', () => {
  test.each<[Field['kind'], unknown, unknown]>([
    ['money', '398.000000000000000000', '398.000000000000000000'],
    ['money', '0E-18', '0'],
    ['money', '+99.00', '99.00'],
    ['money', 16, '16'],
    ['rate', '0.012000000000000000', '0.012000000000000000'],
    ['integer', '137', 137],
    ['integer', 137, 137],
    ['instant', 1690940850000, 1690940850000],
    ['text', 12, '12'],
    ['flag', 'true', true],
    ['flag', 0, false],
    ['date', '2000-01-01', '2000-01-01'],
  ])('%s %j is %j', (kind, came, value) => {
    expect(decode(of(kind), { it: came })).toEqual({ value: { it: value }, problems: [], unknown: [] })
  })

  test.each<[Field['kind'], unknown]>([
    ['money', 1.5],
    ['money', 'much'],
    ['money', {}],
    ['integer', '1.5'],
    ['integer', '9007199254740993'],
    ['flag', 'yes'],
    ['text', {}],
    ['list', {}],
    ['group', 'x'],
  ])('%s %j is a problem', (kind, came) => {
    expect(decode(of(kind, { fields: {}, item: {} }), { it: came }).problems).toHaveLength(1)
  })

  test('a choice keeps a value outside its options', () => {
    expect(decode(of('choice', { options: { a: { text: 'A' } } }), { it: 'Pending' }).value).toEqual({ it: 'Pending' })
  })

  test('null, and empty text where it can mean nothing else, count as absent', () => {
    expect(decode(of('money', { optional: true }), { it: '' })).toEqual({ value: {}, problems: [], unknown: [] })
    expect(decode(of('text', { optional: true }), { it: '' }).value).toEqual({ it: '' })
    expect(decode(of('text'), { it: null }).problems).toEqual([{ path: 'it', message: 'is missing' }])
  })

  test('keeps members no row describes and names them by path, __proto__ included', () => {
    const came = JSON.parse('{"it":{"x":1},"more":[1],"__proto__":{"evil":true}}') as unknown
    const { value, unknown } = decode(of('group', { fields: {} }), came)
    expect(unknown).toEqual(['it.x', 'more', '__proto__'])
    expect(value.more).toEqual([1])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(value.evil).toBeUndefined()
  })

  test('names problems inside lists by index', () => {
    const list = of('list', { item: of('money') })
    expect(decode(list, { it: [{ it: '1' }, { it: 'x' }] }).problems[0]?.path).toBe('it[1].it')
  })
})

describe('encode', () => {
  test('writes amounts as numbers with their digits, and leaves the rest', () => {
    const { request } = endpointOf('bankcard.recharge')
    const body = encode(request, { userBankcardId: 135, amount: '16.00', targetAmount: undefined })
    expect(canonicalJson(body)).toBe('{"amount":16.00,"userBankcardId":135}')
  })

  test('reaches into groups and lists', () => {
    const fields = { ...of('group', { fields: of('money') }), all: of('list', { item: of('rate') }).it }
    expect(canonicalJson(encode(fields, { it: { it: '1.50' }, all: [{ it: '0.10' }] }))).toBe(
      '{"all":[{"it":0.10}],"it":{"it":1.50}}',
    )
  })
})
