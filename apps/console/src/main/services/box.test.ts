import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSealer, openWith, piecesPerKey } from './box.ts'

const sealFor = (recipient: Uint8Array, content: Uint8Array): Buffer => createSealer(recipient)(content)

const newPair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  return { privateKey, recipient: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32) }
}

test('what was sealed opens with the one key, and is never sealed alike', () => {
  const { privateKey, recipient } = newPair()
  const content = Buffer.from('{"appId":"app_1","result":"…"}')
  const [first, second] = [sealFor(recipient, content), sealFor(recipient, content)]
  expect(openWith(privateKey, first)).toEqual(content)
  expect(openWith(privateKey, second)).toEqual(content)
  expect(first.equals(second)).toBe(false)
  expect(openWith(newPair().privateKey, first)).toBeNull()
  expect(openWith(privateKey, sealFor(recipient, Buffer.alloc(0)))).toEqual(Buffer.alloc(0))
})

test('whatever byte was changed, cut or added, nothing opens', () => {
  const { privateKey, recipient } = newPair()
  const sealed = sealFor(recipient, Buffer.from('a notify'))
  for (let at = 0; at < sealed.byteLength; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    // The highest bit of the sender's key is not used by X25519, but it is part of what the key is derived from.
    expect(openWith(privateKey, changed), `byte ${at}`).toBeNull()
    expect(openWith(privateKey, sealed.subarray(0, at)), `cut at ${at}`).toBeNull()
  }
  expect(openWith(privateKey, Buffer.concat([sealed, Buffer.of(0)]))).toBeNull()
})

test('a sealer never seals alike and takes a new key in time', () => {
  const { privateKey, recipient } = newPair()
  const seal = createSealer(recipient)
  const content = Buffer.from('the same')
  const pieces = Array.from({ length: piecesPerKey * 2 + 1 }, () => seal(content))
  expect(new Set(pieces.map((piece) => piece.toString('hex'))).size).toBe(pieces.length)
  expect(new Set(pieces.map((piece) => piece.subarray(9, 41).toString('hex'))).size).toBe(3)
  for (const piece of pieces) expect(openWith(privateKey, piece)).toEqual(content)
})
