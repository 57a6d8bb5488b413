import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64, decodeHex, encodeBase64 } from './base64.ts'

/** What canonical base64 means: what is read is written as the very text again. */
const roundTrip = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

const strange = [...'=-_\n\t !\u00e9\u{1f600}\0', '==', 'A=', 'é=']

describe('decodeBase64', () => {
  test('reads what was written, of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(Buffer.from(bytes))
      }),
    )
  })

  test('every text of up to four characters, from letters that matter, is taken or refused as a round trip would', () => {
    const letters = [...'AQBZ/+9=-_ é']
    let texts = ['']
    for (let length = 0; length < 4; length++) {
      texts = texts.flatMap((text) => letters.map((letter) => text + letter))
      for (const text of texts) expect(decodeBase64(text), text).toEqual(roundTrip(text))
    }
  })

  test('a text with something strange in it, anywhere, is taken or refused as a round trip would', () => {
    const spoiled = fc
      .tuple(fc.uint8Array({ maxLength: 300 }), fc.nat(), fc.constantFrom(...strange), fc.nat({ max: 4 }))
      .map(([bytes, where, piece, over]) => {
        const text = Buffer.from(bytes).toString('base64')
        const at = where % (text.length + 1)
        return text.slice(0, at) + piece + text.slice(at + over)
      })
    fc.assert(
      fc.property(fc.oneof(spoiled, fc.base64String(), fc.string()), (text) => {
        expect(decodeBase64(text)).toEqual(roundTrip(text))
      }),
      { numRuns: 5000 },
    )
  })
})

describe('texts around the length for which memory is kept', () => {
  test.each([21_844, 21_845, 21_846, 100_000])('%i characters are written and read as Node does it', (length) => {
    for (const letter of ['x', 'é', '优']) {
      const bytes = Buffer.from(letter.repeat(length), 'utf8')
      expect(encodeBase64(letter.repeat(length))).toBe(bytes.toString('base64'))
    }
    const text = 'Q'.repeat(length - (length % 4))
    expect(decodeBase64(text)).toEqual(Buffer.from(text, 'base64'))
    const hex = 'ab'.repeat(length / 2)
    expect(decodeHex(hex)?.equals(Buffer.from(hex, 'hex'))).toBe(true)
    expect(decodeHex(`${hex}0g`)).toBeUndefined()
  })
})
