import { expect, test } from 'vitest'
import { dataUrlLength, sizeText, sniffImage } from './image.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

test.each([
  ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0, 0, 0), 'image/jpeg'],
  ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'image/png'],
  ['a PDF', bytes(0x25, 0x50, 0x44, 0x46, 0x2d), null],
  ['a GIF', new TextEncoder().encode('GIF89a..'), null],
  ['a PNG that was cut', bytes(0x89, 0x50, 0x4e), null],
  ['nothing', bytes(), null],
])('%s is told by its first bytes', (_, head, expected) => {
  expect(sniffImage(head)).toBe(expected)
})

test.each([0, 1, 2, 3, 4, 1000])('%d bytes are as long as their data URL', (count) => {
  const url = `data:image/png;base64,${Buffer.alloc(count).toString('base64')}`
  expect(dataUrlLength(count, 'image/png')).toBe(url.length)
})

test('sizes are read at a glance', () => {
  expect([sizeText(1), sizeText(200_000), sizeText(3_500_000)]).toEqual(['1 kB', '196 kB', '3.3 MB'])
})
