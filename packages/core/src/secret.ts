import { createHash, createSecretKey, type KeyObject } from 'node:crypto'
import { AsinxError } from './errors.ts'
import { revealSecret, type HiddenSecret } from './hidden-secret.ts'

/** The current scheme, or the earlier one that some of the vendor's samples use. Never guessed. */
export type Scheme = 'hex' | 'legacy'

const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest()

/**
 * The AES-128 key of an appSecret. `hex`: the secret's 16 bytes. `legacy`: the first 16 bytes of SHA1(SHA1(secret)),
 * which is what Java's SHA1PRNG yields when seeded with it. A KeyObject does not print.
 * @throws AsinxError `bad_credentials`
 */
export function secretKey(secret: string | HiddenSecret, scheme: Scheme): KeyObject {
  const appSecret = revealSecret(secret)
  if (typeof appSecret !== 'string' || appSecret.trim() === '')
    throw new AsinxError('bad_credentials', 'The appSecret is empty.')
  if (scheme === 'legacy') return createSecretKey(sha1(sha1(Buffer.from(appSecret, 'utf8'))).subarray(0, 16))
  if (!/^[0-9a-fA-F]{32}$/.test(appSecret))
    throw new AsinxError(
      'bad_credentials',
      'The appSecret is not 32 hexadecimal digits; only the legacy scheme takes other secrets, and only when asked for.',
    )
  return createSecretKey(Buffer.from(appSecret, 'hex'))
}
