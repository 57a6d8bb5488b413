import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'lossless-json'
import { canonicalJson, exactNumber, ExactNumber, hasSortedKeys, maxDepth, parseExact, parseJson } from './json.ts'

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('parseJson', () => {
  test.each([
    ['398.000000000000000000', '398.000000000000000000'],
    ['0E-18', '0E-18'],
    ['1e3', '1e3'],
    ['9007199254740993', '9007199254740993'],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740992', '-9007199254740992'],
    ['1234567890123456', 1234567890123456],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['123456789012345.0', '123456789012345.0'],
    ['-1E+2', '-1E+2'],
    ['-7', -7],
    ['16', 16],
    ['"+99.00"', '+99.00'],
  ])('reads %s without losing a digit', (text, value) => {
    expect(parseJson(text)).toBe(value)
  })

  test.each([
    '{"a":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a":{"b":1},"a":{"b":1}}',
    '[{"x":"1","x":"1"}]',
    '{"a":1,"\\u0061":1}',
  ])('refuses %s', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  })

  test('keeps the digits of every number that is not whole, and all that stands between them', () => {
    expect(parseJson('{"a": 1.50 ,"b":[0.1,\t2 ,-3.0],"1.5":"1.5","c":12345678901234567}')).toEqual({
      a: '1.50',
      b: ['0.1', 2, '-3.0'],
      1.5: '1.5',
      c: '12345678901234567',
    })
  })

  test('a member named __proto__ is data and changes no prototype', () => {
    const value = parseJson('{"__proto__":{"a":1}}') as Record<string, unknown>
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(value.a).toBeUndefined()
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('colons and quotes inside texts are not members', () => {
    expect(parseJson('{"a":"{\\"b\\":1, c: 2}","d":["x:y\\\\"]}')).toEqual({ a: '{"b":1, c: 2}', d: ['x:y\\'] })
  })

  test.each(['', '{', '{"a":1,}', "{'a':1}", '[1,2', '01', '+1', 'NaN', '{"a":1} x', '\u00a0{}'])(
    'refuses %j as malformed',
    (text) => {
      expect(() => parseJson(text)).toThrow(Error)
    },
  )

  test.each([
    '{1.5:2}',
    '{1.5 \t:2}',
    '{12345678901234567:2}',
    '{"a":1,1.50:2}',
    '{"a":1.5:2}',
    '[1.5"x"]',
    '[01.5]',
    '[1.5.5]',
    '[.5e3]',
    '[1.5e]',
    '[--1.5]',
    '[1.5 2.5]',
    '"',
    '"\\"',
  ])('refuses %j, whose number would read well in quotes', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
    expect(() => parse(text)).toThrow(Error)
  })

  test('what is refused is not repeated', () => {
    expect(() => parseJson('{"pan": 4242424242424242.0 x}')).toThrow(/^The text is not JSON$/)
  })

  test('agrees with lossless-json on any text near JSON: the same value, or refused by both', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'a',
      '"a"',
      '0',
      '1',
      '-',
      '.',
      'e',
      '1.50',
      '12345678901234567',
      ' ',
      'true',
      'null',
    )
    const broken = fc.tuple(fc.json(), fc.nat(), fc.array(piece, { maxLength: 3 })).map(([text, at, pieces]) => {
      const cut = at % (text.length + 1)
      return text.slice(0, cut) + pieces.join('') + text.slice(cut + (at % 2))
    })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          broken,
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (text) => {
          expect(attempt(() => parseJson(text))).toEqual(attempt(() => plainOf(parseExact(text))))
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('nesting has a limit', () => {
    expect(parseJson(nested(maxDepth))).toBeInstanceOf(Array)
    expect(() => parseJson(nested(maxDepth + 2))).toThrow(SyntaxError)
    expect(() => parseJson('['.repeat(200_000))).toThrow(Error)
  })
})

/** What a parser makes of a text, its refusals all alike. */
function attempt(read: () => unknown): unknown {
  try {
    return { value: read() }
  } catch {
    return 'refused'
  }
}

/** Exact numbers as parseJson gives them. */
function plainOf(value: unknown): unknown {
  if (value instanceof ExactNumber) {
    const text = value.toString()
    return /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text
  }
  if (Array.isArray(value)) return value.map(plainOf)
  if (typeof value !== 'object' || value === null) return value
  const plain: object = Object.create(Object.prototype)
  for (const [name, member] of Object.entries(value))
    Object.defineProperty(plain, name, { value: plainOf(member), enumerable: true, configurable: true, writable: true })
  return plain
}

describe('canonicalJson', () => {
  test('sorts by code unit at every depth, leaves null out, writes the rest as itself', () => {
    const value = {
      b: { z: 1, Z: 2, 10: 'x', 9: 'y' },
      a: null,
      ä: '/优',
      c: undefined,
      'a b': [{ d: 1, c: null }, null],
    }
    expect(canonicalJson(value)).toBe('{"a b":[{"d":1},null],"b":{"10":"x","9":"y","Z":2,"z":1},"ä":"/优"}')
  })

  test('writes exact numbers digit for digit', () => {
    expect(canonicalJson({ amount: exactNumber('16.00'), fee: exactNumber('0E-18') })).toBe(
      '{"amount":16.00,"fee":0E-18}',
    )
  })

  test.each([
    NaN,
    Infinity,
    1e21,
    1e-7,
    2 ** 53,
    -(2 ** 60),
    10n,
    () => 1,
    Symbol('x'),
    undefined,
    JSON.parse(nested(maxDepth + 2)),
  ])('refuses %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  })

  test('round trips: parsed and written again, any canonical text is the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 6 }), (value) => {
        const exact = canonicalOf(value)
        const text = canonicalJson(exact)
        expect(canonicalJson(parseExact(text))).toBe(text)
        expect(hasSortedKeys(text, parseJson(text))).toBe(true)
      }),
    )
  })

  test('what the host writes whole and what is written member by member is the same text', () => {
    fc.assert(
      fc.property(fc.object({ values: [fc.string({ unit: 'binary' }), fc.integer(), fc.boolean()] }), (value) => {
        const inOrder = parseJson(canonicalJson(value))
        expect(canonicalJson(inOrder)).toBe(canonicalJson({ last: null, inOrder }).slice('{"inOrder":'.length, -1))
      }),
    )
  })

  test('what would look different when the host writes it is written by the rules all the same', () => {
    expect(canonicalJson({ a: { toJSON: 'a text' }, b: [null, undefined, -0] })).toBe(
      '{"a":{"toJSON":"a text"},"b":[null,null,0]}',
    )
    expect(canonicalJson(Object.assign(Object.create({ c: 1 }), { a: 1 }))).toBe('{"a":1}')
    expect(() => canonicalJson({ toJSON: () => 'x' })).toThrow(TypeError)
    expect(() => canonicalJson([1e21])).toThrow(TypeError)
  })

  test('does not depend on the order in which members were added', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (record) => {
        const backwards = Object.fromEntries(Object.entries(record).toReversed())
        expect(canonicalJson(backwards)).toBe(canonicalJson(record))
      }),
    )
  })
})

/** Any JSON value with its numbers made exact, and no `__proto__` member, which no JavaScript object keeps as data. */
function canonicalOf(value: unknown): unknown {
  if (typeof value === 'number') return exactNumber(JSON.stringify(value))
  if (Array.isArray(value)) return value.map(canonicalOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '__proto__')
      .map(([name, member]) => [name, canonicalOf(member)]),
  )
}

describe('hasSortedKeys', () => {
  test.each([
    ['{"a":1,"b":{"A":1,"a":2}}', true],
    ['{"10":1,"9":2}', true],
    ['{"9":2,"10":1}', false],
    ['{"b":1,"a":2}', false],
    ['[{"a":{"c":1,"b":2}}]', false],
    ['{"a":"b\\":","b":1}', true],
    ['{"\\u0061":1,"b":2}', true],
    ['{"b":1,"\\u0061":2}', false],
    ['{"a":1.50,"b":{"__proto__":{"d":1,"c":2}}}', false],
    ['[]', true],
  ])('%s: %s', (text, sorted) => {
    expect(hasSortedKeys(text, parseJson(text))).toBe(sorted)
  })
})
