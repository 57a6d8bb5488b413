import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { CipherGCM, DecipherGCM } from 'node:crypto'
import { promisify } from 'node:util'
import { ConsoleError } from '../errors.ts'

/**
 * The form of a backup: two lines of text and a body. The first line names the format, the second is JSON: what was
 * backed up, how the key is derived, and a check by which a wrong passphrase is known at once. The body is the gzipped
 * data file under AES-256-GCM, with both lines authenticated along with it; its tag is the end of the file.
 */
export const formatLine = 'ASINX PAY Console backup 1\n'
export const tagBytes = 16
/** Longest head that is read, in bytes. */
export const maxHeadBytes = 4096

const cipherName = 'aes-256-gcm'
const sizes = { key: 32, salt: 16, iv: 12 } as const
/** What deriving a key costs: 128 MiB and about half a second. */
const cost = { N: 131_072, r: 8, p: 1 } as const
/** A head may ask for no more than this, so that a file cannot exhaust the computer. */
const maxCost = { N: 1_048_576, r: 16, p: 4 } as const
const maxMemory = 256 * maxCost.N * maxCost.r

export interface BackupFacts {
  /** Steps of the schema that were done. */
  schema: number
  madeAt: number
  /** Size of the data file. */
  bytes: number
}

interface Head extends BackupFacts {
  kdf: { name: 'scrypt'; N: number; r: number; p: number; salt: string }
  iv: string
}

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)

async function keysOf(
  passphrase: string,
  { kdf: { N, r, p, salt } }: Head,
): Promise<{ key: Buffer; checkKey: Buffer }> {
  const both = await derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 2 * sizes.key, {
    N,
    r,
    p,
    maxmem: maxMemory,
  })
  return { key: both.subarray(0, sizes.key), checkKey: both.subarray(sizes.key) }
}

const checkOf = (checkKey: Buffer, text: string): Buffer => createHmac('sha256', checkKey).update(text).digest()

/** Begins a backup: its head, and the cipher for its body. */
export async function beginSeal(passphrase: string, facts: BackupFacts): Promise<{ head: Buffer; cipher: CipherGCM }> {
  const iv = randomBytes(sizes.iv)
  const kdf = { name: 'scrypt' as const, ...cost, salt: randomBytes(sizes.salt).toString('base64') }
  const facted: Head = { ...facts, kdf, iv: iv.toString('base64') }
  const { key, checkKey } = await keysOf(passphrase, facted)
  const check = checkOf(checkKey, JSON.stringify(facted)).toString('base64')
  const head = Buffer.from(`${formatLine}${JSON.stringify({ ...facted, check })}\n`)
  return { head, cipher: createCipheriv(cipherName, key, iv).setAAD(head) }
}

const unreadable = (): ConsoleError => new ConsoleError('backup_unreadable', 'This is no backup of the console.')

const isCount = (value: unknown, max = Number.MAX_SAFE_INTEGER): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max

function isHead(value: unknown): value is Head & { check: string } {
  const { schema, madeAt, bytes, iv, check, kdf } = (value ?? {}) as Partial<Head & { check: string }>
  if (!isCount(schema) || !isCount(madeAt) || !isCount(bytes)) return false
  if (typeof iv !== 'string' || typeof check !== 'string' || kdf?.name !== 'scrypt') return false
  const { N, r, p, salt } = kdf
  return isCount(N, maxCost.N) && isCount(r, maxCost.r) && isCount(p, maxCost.p) && typeof salt === 'string'
}

/** Reads the head from the beginning of a file. @throws ConsoleError `backup_unreadable` */
export function readHead(beginning: Buffer): { head: Head & { check: string }; bytes: Buffer } {
  const end = beginning.indexOf('\n', formatLine.length)
  if (!beginning.subarray(0, formatLine.length).equals(Buffer.from(formatLine)) || end < 0) throw unreadable()
  try {
    const head: unknown = JSON.parse(beginning.toString('utf8', formatLine.length, end))
    if (isHead(head)) return { head, bytes: beginning.subarray(0, end + 1) }
  } catch {
    // Not JSON: it is no head of ours, as is said below.
  }
  throw unreadable()
}

/** The decipher for a body. @throws ConsoleError `passphrase_wrong` */
export async function beginOpen(passphrase: string, read: ReturnType<typeof readHead>): Promise<DecipherGCM> {
  const { check, ...facted } = read.head
  const { key, checkKey } = await keysOf(passphrase, facted).catch(() => {
    throw unreadable()
  })
  const expected = checkOf(checkKey, JSON.stringify(facted))
  const given = Buffer.from(check, 'base64')
  if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected))
    throw new ConsoleError('passphrase_wrong', 'The passphrase does not open this backup.')
  return createDecipheriv(cipherName, key, Buffer.from(facted.iv, 'base64')).setAAD(read.bytes)
}
