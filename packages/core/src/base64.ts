/** Bytes that one UTF-16 code unit takes at most. */
const longestCharacter = 3

/** Whether every character is ASCII. Node's decoders take any other for the one that its low byte is: `İ` for `0`. */
export const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length

/** Bytes of the longest text that is decoded in memory kept for it; what is longer gets memory of its own. */
const keptBytes = 64 * 1024
const kept = Buffer.allocUnsafeSlow(keptBytes)

const fits = (text: string): boolean => text.length * longestCharacter <= keptBytes

/** Making a buffer for every short text would cost as much as reading it. */
const read = (text: string, encoding: 'base64' | 'hex'): Buffer =>
  fits(text) ? kept.subarray(0, kept.write(text, encoding)) : Buffer.from(text, encoding)

/** The text's UTF-8 bytes as base64. */
export const encodeBase64 = (text: string): string =>
  fits(text) ? kept.toString('base64', 0, kept.write(text, 'utf8')) : Buffer.from(text, 'utf8').toString('base64')

/** Last characters that leave no bit over, by the number of pads behind them. */
const endings = [undefined, 'AEIMQUYcgkosw048', 'AQgw']

/**
 * Decodes canonical base64 only: standard alphabet, padded, no spare bits. Node's own decoder accepts nearly anything:
 * characters it does not know it leaves out, which shows in the length, and it knows those of the alphabet for URLs.
 * The text is ASCII, or was read as a character a byte. The bytes are good until the next text is read.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const pads = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = read(text, 'base64')
  if (bytes.length !== (text.length / 4) * 3 - pads || text.includes('-') || text.includes('_')) return undefined
  const last = text.charAt(text.length - pads - 1)
  return endings[pads]?.includes(last) === false ? undefined : bytes
}

/**
 * Decodes an even number of hexadecimal digits, either case; Node's own decoder stops at the first other character.
 * The text is ASCII. The bytes are good until the next text is read.
 */
export function decodeHex(text: string): Buffer | undefined {
  if (text.length % 2 !== 0) return undefined
  const bytes = read(text, 'hex')
  return bytes.length * 2 === text.length ? bytes : undefined
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Decodes UTF-8, refusing malformed bytes. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
