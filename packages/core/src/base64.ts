/**
 * Decodes canonical base64 only: standard alphabet, padded, no spare bits. Node's own decoder accepts nearly anything,
 * so what it read must read back as the very text.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** Decodes an even number of hexadecimal digits, either case; Node's own decoder stops at the first other character. */
export function decodeHex(text: string): Buffer | undefined {
  if (text.length % 2 !== 0) return undefined
  const bytes = Buffer.from(text, 'hex')
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
