import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check, maxImageLength } from './check.ts'
import { isAsinxError } from './errors.ts'
import { imageDataUrl, imageTypes, maxImageBytes, readImage } from './images.ts'

const starts: Record<(typeof imageTypes)[number], number[]> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
}
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const field = { it: { kind: 'image', label: 'It', doc: 'It.' } } as const

function refusalOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (isAsinxError(error, 'invalid_input')) return error.message
    throw error
  }
  return 'nothing thrown'
}

describe.each(imageTypes)('%s', (type) => {
  const picture = fc.uint8Array({ maxLength: 200 }).map((rest) => Uint8Array.from([...starts[type], ...rest]))

  test('goes out on one line that a request takes, and comes back byte for byte', () => {
    fc.assert(
      fc.property(picture, (bytes) => {
        const url = imageDataUrl(bytes)
        expect(url).toBe(`data:${type};base64,${Buffer.from(bytes).toString('base64')}`)
        expect(check(field, { it: url })).toEqual([])
        expect(readImage(url)).toEqual({ type, bytes })
      }),
    )
  })

  test('is read with line breaks and under another name', () => {
    fc.assert(
      fc.property(picture, fc.integer({ min: 1, max: 76 }), (bytes, width) => {
        const lines = Buffer.from(bytes)
          .toString('base64')
          .match(new RegExp(`.{1,${width}}`, 'g'))
        expect(readImage(`data:image/jpg;base64,${lines?.join('\r\n')}\n`)).toEqual({ type, bytes })
      }),
    )
  })
})

describe('size', () => {
  const large = (size: number): Uint8Array => {
    const bytes = new Uint8Array(size)
    bytes.set(starts['image/jpeg'])
    return bytes
  }

  test('the largest picture fits into a request', () => {
    const url = imageDataUrl(large(maxImageBytes))
    expect(url.length).toBeLessThanOrEqual(maxImageLength)
    expect(check(field, { it: url })).toEqual([])
  })

  test('one more byte is refused with both numbers', () => {
    expect(refusalOf(() => imageDataUrl(large(maxImageBytes + 1)))).toBe(
      `The image has ${maxImageBytes + 1} bytes; at most ${maxImageBytes} are sent.`,
    )
  })

  test('a text that is too long is not looked at', () => {
    expect(refusalOf(() => readImage('x'.repeat(2 * maxImageLength + 1)))).toContain('is longer than')
  })
})

describe('what is not sent is named', () => {
  test.each<[string, Uint8Array]>([
    ['is empty', new Uint8Array()],
    ['is neither JPEG nor PNG', ascii('hello')],
    ['is a GIF image; convert it to JPEG or PNG', ascii('GIF89a')],
    ['is a WebP image; convert it to JPEG or PNG', ascii('RIFF\0\0\0\0WEBPVP8 ')],
    ['is a TIFF image; convert it to JPEG or PNG', ascii('II*\0')],
    ['is a BMP image; convert it to JPEG or PNG', ascii('BM')],
    ['is a HEIC or AVIF image; convert it to JPEG or PNG', ascii('\0\0\0 ftypheic')],
    ['is a PDF document; convert it to JPEG or PNG', ascii('%PDF-1.7')],
  ])('%s', (message, bytes) => {
    expect(refusalOf(() => imageDataUrl(bytes))).toBe(`The image ${message}.`)
  })

  test.each([
    ['AAAA', 'does not begin with data:image/…;base64,'],
    ['data:text/plain;base64,AAAA', 'does not begin with data:image/…;base64,'],
    ['data:image/png;base64,', 'is not well-formed base64'],
    ['data:image/png;base64,iVBOR', 'is not well-formed base64'],
    ['data:image/png;base64,iVBORw0KGg p', 'is not well-formed base64'],
    ['data:image/png;base64,iVBORw0KGgp=', 'is not well-formed base64'],
    ['data:image/png;base64,AAAA', 'is neither JPEG nor PNG'],
  ])('%j', (text, message) => {
    expect(refusalOf(() => readImage(text))).toBe(`The image ${message}.`)
  })
})
