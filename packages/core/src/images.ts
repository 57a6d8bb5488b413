import { maxImageLength } from './check.ts'
import { AsinxError } from './errors.ts'

/** Types of image that are sent. The document names none; its samples are JPEG, and PNG is what screens give. */
export const imageTypes = ['image/jpeg', 'image/png'] as const
/** A type of image that is sent. */
export type ImageType = (typeof imageTypes)[number]

/** Largest picture that fits into an image field, in bytes: base64 makes it a third longer, and a prefix comes before. */
export const maxImageBytes = Math.floor((maxImageLength - 'data:image/jpeg;base64,'.length) / 4) * 3

/** How files begin, as hexadecimal bytes: `.` is any digit. What is not sent is named, so that its error can say what it is. */
const signatures: readonly (readonly [type: ImageType | string, start: RegExp])[] = [
  ['image/jpeg', /^ffd8ff/],
  ['image/png', /^89504e470d0a1a0a/],
  ['a GIF image', /^47494638/],
  ['a WebP image', /^52494646.{8}57454250/],
  ['a TIFF image', /^(49492a00|4d4d002a)/],
  ['a BMP image', /^424d/],
  ['a HEIC or AVIF image', /^.{8}66747970(686569|6d6966|617669)/],
  ['a PDF document', /^25504446/],
]
const signatureLength = 16

const isImageType = (type: string): type is ImageType => (imageTypes as readonly string[]).includes(type)

const refuse = (message: string): never => {
  throw new AsinxError('invalid_input', `The image ${message}.`, { problems: [{ path: '', message }] })
}

function typeOf(bytes: Uint8Array): ImageType {
  if (bytes.length === 0) return refuse('is empty')
  if (bytes.length > maxImageBytes) return refuse(`has ${bytes.length} bytes; at most ${maxImageBytes} are sent`)
  const start = Array.from(bytes.subarray(0, signatureLength), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const type = signatures.find(([, pattern]) => pattern.test(start))?.[0]
  if (type === undefined) return refuse('is neither JPEG nor PNG')
  return isImageType(type) ? type : refuse(`is ${type}; convert it to JPEG or PNG`)
}

/** Bytes turned to text at a time: a call takes only so many arguments. */
const chunkSize = 0x8000

/** `btoa` and `atob` are in every host, a browser included. */
function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += chunkSize)
    text += String.fromCharCode(...bytes.subarray(from, from + chunkSize))
  return btoa(text)
}

function fromBase64(base64: string): Uint8Array | undefined {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  const text = atob(base64)
  return btoa(text) === base64 ? Uint8Array.from(text, (char) => char.charCodeAt(0)) : undefined
}

/**
 * A picture as the API takes it: `data:image/jpeg;base64,…` on one line. The type is read from the bytes themselves.
 * @throws AsinxError `invalid_input` when it is empty, larger than `maxImageBytes`, or neither JPEG nor PNG.
 */
export const imageDataUrl = (bytes: Uint8Array): string => `data:${typeOf(bytes)};base64,${toBase64(bytes)}`

/**
 * Reads an image as it is on the wire. Line breaks are tolerated, because the vendor's PHP demo writes them; the type
 * is that of the bytes, because the document itself writes `image/jpg`.
 * @throws AsinxError `invalid_input`; nothing of the image is in it.
 */
export function readImage(dataUrl: string): { type: ImageType; bytes: Uint8Array } {
  if (dataUrl.length > 2 * maxImageLength) return refuse(`is longer than ${2 * maxImageLength} characters`)
  const match = /^data:image\/[a-z+.-]+;base64,/.exec(dataUrl)
  if (!match) return refuse('does not begin with data:image/…;base64,')
  const bytes = fromBase64(dataUrl.slice(match[0].length).replace(/[\r\n]+/g, ''))
  return bytes ? { type: typeOf(bytes), bytes } : refuse('is not well-formed base64')
}
