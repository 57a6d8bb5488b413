import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { ConsoleError } from '../errors.ts'
import { migrations } from '../services/migrations/index.ts'
import { beginOpen, beginSeal, maxHeadBytes, readHead, tagBytes, type BackupFacts } from './seal.ts'

/** Seals a data file, a piece at a time. */
export async function* sealFile(
  path: string,
  { passphrase, facts, signal }: { passphrase: string; facts: BackupFacts; signal: AbortSignal },
): AsyncIterable<Uint8Array> {
  const { head, cipher } = await beginSeal(passphrase, facts)
  yield head
  const source = createReadStream(path, { signal })
  const packed = source.pipe(createGzip())
  source.once('error', (error) => packed.destroy(error))
  try {
    for await (const piece of packed as AsyncIterable<Buffer>) yield cipher.update(piece)
  } finally {
    source.destroy()
  }
  yield cipher.final()
  yield cipher.getAuthTag()
}

/** Lets so many bytes through, and tells how many have come. */
function counted(max: number, tell: (bytes: number) => void): Transform {
  let bytes = 0
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.byteLength
      tell(bytes)
      if (bytes > max) done(new Error('There is more than the head says.'))
      else done(null, piece)
    },
  })
}

async function readEnds(path: string): Promise<{ beginning: Buffer; tag: Buffer; size: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const beginning = Buffer.alloc(Math.min(maxHeadBytes, size))
    await file.read(beginning, 0, beginning.byteLength, 0)
    const tag = Buffer.alloc(Math.min(tagBytes, size))
    await file.read(tag, 0, tag.byteLength, Math.max(0, size - tagBytes))
    return { beginning, tag, size }
  } finally {
    await file.close()
  }
}

export interface OpenOptions {
  passphrase: string
  /** Where the data file goes; whole and proven authentic when this resolves, else to be thrown away. */
  target: string
  signal: AbortSignal
  tell: (done: number, total: number) => void
}

/**
 * The mirror of `sealFile`.
 * @throws ConsoleError `backup_unreadable`, `backup_newer`, `passphrase_wrong`, `backup_damaged`
 */
export async function openSealed(
  path: string,
  { passphrase, target, signal, tell }: OpenOptions,
): Promise<BackupFacts> {
  const { beginning, tag, size } = await readEnds(path)
  const read = readHead(beginning)
  const { schema, madeAt, bytes } = read.head
  if (schema > migrations.length)
    throw new ConsoleError('backup_newer', 'The backup was made by a newer console than this one.')
  const decipher = await beginOpen(passphrase, read)
  const start = read.bytes.byteLength
  const damaged = (cause?: unknown): ConsoleError =>
    new ConsoleError('backup_damaged', 'The backup is damaged: it is not as it was written.', { cause })
  if (size < start + tagBytes) throw damaged()
  decipher.setAuthTag(tag)
  try {
    await pipeline(
      createReadStream(path, { start, end: size - tagBytes - 1 }),
      decipher,
      createGunzip(),
      counted(bytes, (done) => tell(done, bytes)),
      createWriteStream(target, { mode: 0o600 }),
      { signal },
    )
  } catch (error) {
    if (signal.aborted) throw new ConsoleError('cancelled', 'It was cancelled.')
    throw damaged(error)
  }
  return { schema, madeAt, bytes }
}
