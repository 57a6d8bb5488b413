import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hash,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import type { Settings } from './settings.ts'
import type { Vault } from './vault.ts'

/**
 * Encrypts what anybody may put in and only the keychain's key takes out again, so that notifies can be kept while the
 * console is locked and holds no secret: X25519, HKDF-SHA-256 and AES-256-GCM.
 */
export interface Box {
  /** Undefined while there is no key whose private half the keychain holds. */
  seal(content: Buffer): Buffer | undefined
  /** Null: the key cannot be read now, or is not the one it was sealed under. */
  open(sealed: Uint8Array): Promise<Buffer | null>
  /** Makes the pair of keys where there is none and the keychain keeps one. */
  prepare(): Promise<void>
}

const version = 1
const sizes = { id: 8, key: 32, iv: 12, tag: 16 } as const
/** Version, whose key opens it, and the sender's key: what is authenticated with the content. */
const headSize = 1 + sizes.id + sizes.key
const bodyAt = headSize + sizes.iv + sizes.tag
const cipherName = 'aes-256-gcm'

const spki = { format: 'der', type: 'spki' } as const
const pkcs8 = { format: 'der', type: 'pkcs8' } as const
/** What precedes the 32 bytes of an X25519 key in its DER form (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex')

const bytesOf = (key: KeyObject): Buffer => key.export(spki).subarray(spkiPrefix.byteLength)
const publicKeyOf = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiPrefix, bytes]), ...spki })
const idOf = (publicBytes: Uint8Array): Buffer => hash('sha256', publicBytes, 'buffer').subarray(0, sizes.id)
const nameOf = (id: Uint8Array): string => `box-${Buffer.from(id).toString('hex')}`

function sharedKey(own: KeyObject, other: KeyObject, salt: Buffer): Buffer {
  const secret = diffieHellman({ privateKey: own, publicKey: other })
  return Buffer.from(hkdfSync('sha256', secret, salt, 'asinx-pay-console box', sizes.key))
}

/** Pieces that share a sender's pair of keys: to make one costs ten times what it costs to encrypt a notify. */
export const piecesPerKey = 100

interface Sender {
  head: Buffer
  key: Buffer
  piecesLeft: number
}

function newSender(recipient: Uint8Array): Sender {
  const once = generateKeyPairSync('x25519')
  const sender = bytesOf(once.publicKey)
  const head = Buffer.concat([Buffer.of(version), idOf(recipient), sender])
  const key = sharedKey(once.privateKey, publicKeyOf(recipient), Buffer.concat([sender, recipient]))
  return { head, key, piecesLeft: piecesPerKey }
}

/** Encrypts for the holder of a private key. What it keeps opens at most the last `piecesPerKey` pieces. */
export function createSealer(recipient: Uint8Array): (content: Uint8Array) => Buffer {
  let sender = newSender(recipient)
  return (content) => {
    if (sender.piecesLeft === 0) sender = newSender(recipient)
    sender.piecesLeft--
    const { head, key } = sender
    const iv = randomBytes(sizes.iv)
    const cipher = createCipheriv(cipherName, key, iv).setAAD(head)
    const body = Buffer.concat([cipher.update(content), cipher.final()])
    return Buffer.concat([head, iv, cipher.getAuthTag(), body])
  }
}

/** The mirror of a sealer; null for whatever none made for this key. */
export function openWith(own: KeyObject, sealed: Uint8Array): Buffer | null {
  const bytes = Buffer.from(sealed)
  if (bytes.byteLength < bodyAt || bytes[0] !== version) return null
  const head = bytes.subarray(0, headSize)
  const sender = head.subarray(headSize - sizes.key)
  const recipient = bytesOf(createPublicKey(own))
  try {
    const key = sharedKey(own, publicKeyOf(sender), Buffer.concat([sender, recipient]))
    const decipher = createDecipheriv(cipherName, key, bytes.subarray(headSize, headSize + sizes.iv))
    decipher.setAAD(head).setAuthTag(bytes.subarray(bodyAt - sizes.tag, bodyAt))
    return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()])
  } catch {
    return null
  }
}

export function createBox({ vault, settings }: { vault: Vault; settings: Settings }): Box {
  let sealer: { boxKey: string; seal: (content: Uint8Array) => Buffer } | undefined
  const recipient = (): Buffer | undefined => {
    const known = settings.get('boxKey')
    return known === undefined ? undefined : Buffer.from(known, 'base64')
  }

  async function privateKey(id: Uint8Array): Promise<KeyObject | null> {
    const kept = await vault.recall(nameOf(id))
    return kept === null ? null : createPrivateKey({ key: Buffer.from(kept, 'base64'), ...pkcs8 })
  }

  async function makeKeys(): Promise<void> {
    const made = generateKeyPairSync('x25519')
    const publicBytes = bytesOf(made.publicKey)
    const where = await vault.keep(nameOf(idOf(publicBytes)), made.privateKey.export(pkcs8).toString('base64'))
    // A key that ends with this run would take what it sealed with it.
    if (where === 'keychain') settings.set('boxKey', publicBytes.toString('base64'))
  }

  return {
    seal(content) {
      const boxKey = settings.get('boxKey')
      if (boxKey === undefined) return undefined
      if (sealer?.boxKey !== boxKey) sealer = { boxKey, seal: createSealer(Buffer.from(boxKey, 'base64')) }
      return sealer.seal(content)
    },
    async open(sealed) {
      const own = await privateKey(sealed.subarray(1, 1 + sizes.id))
      return own && openWith(own, sealed)
    },
    async prepare() {
      const holder = recipient()
      if (holder === undefined) return makeKeys()
      const own = await privateKey(idOf(holder))
      // Gone, or only slow to come: a new pair harms neither, as what the former one sealed names it.
      return own === null && vault.answers() ? makeKeys() : undefined
    },
  }
}
