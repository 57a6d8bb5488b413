import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'

const blockSize = 16

/** PKCS#7 padding by what is left over of the last block. */
const paddings = Array.from({ length: blockSize }, (_, rest) =>
  String.fromCharCode(blockSize - rest).repeat(blockSize - rest),
)

/** AES-128-ECB with PKCS#7, both ways; `open` returns undefined for anything that is not well padded. */
export interface BlockCipher {
  /** Seals text whose characters are all ASCII, as base64's are. */
  seal(ascii: string): Buffer
  /** The text that was sealed, a character a byte. */
  open(bytes: Uint8Array): string | undefined
}

/**
 * One cipher object serves every message of a key: ECB keeps no state between blocks, so with padding done by hand it
 * never ends, and the 30 microseconds that making one costs are paid once (DESIGN: codec speed).
 */
export function createBlockCipher(key: KeyObject): BlockCipher {
  const encryptor = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  const decryptor = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  return {
    seal: (ascii) => encryptor.update(ascii + paddings[ascii.length % blockSize], 'latin1'),
    open(bytes) {
      if (bytes.length === 0 || bytes.length % blockSize !== 0) return undefined
      const padded = decryptor.update(bytes)
      const padding = padded[padded.length - 1] ?? 0
      if (padding < 1 || padding > blockSize) return undefined
      for (let index = padded.length - padding; index < padded.length; index++)
        if (padded[index] !== padding) return undefined
      return padded.toString('latin1', 0, padded.length - padding)
    },
  }
}
