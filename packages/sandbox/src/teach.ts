import { canonicalJson, parseExact } from '@asinx-pay/core'
import { createCipheriv, createHash } from 'node:crypto'
import { basePath } from './base-path.ts'

/** A request whose signature did not fit. */
export interface WrongRequest {
  path: string
  body: string
  sign: string
}

/** How a signature is made, stage by stage; a mistake replaces one of them. */
interface Stages {
  origin(request: WrongRequest): string
  base64(origin: string): string
  key(secret: string): Buffer
  text(cipher: Buffer): string | Buffer
  sign(md5: string): string
}

const right: Stages = {
  origin: ({ path, body }) => path + body,
  base64: (origin) => Buffer.from(origin, 'utf8').toString('base64'),
  key: (secret) => Buffer.from(secret, 'hex'),
  text: (cipher) => cipher.toString('hex'),
  sign: (md5) => md5,
}

const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest()

/** The mistakes that people make, each with the stage it is made in. */
const mistakes: readonly (Partial<Stages> & { hint: string })[] = [
  {
    hint: 'origin: the path was signed with the base path; sign only what follows it',
    origin: ({ path, body }) => basePath + path + body,
  },
  { hint: 'origin: the path was signed without its leading slash', origin: ({ path, body }) => path.slice(1) + body },
  { hint: 'origin: the path is missing; sign path + body', origin: ({ body }) => body },
  { hint: 'origin: the body is missing; without parameters it is {}', origin: ({ path }) => path },
  {
    hint: 'origin: the body that was sent is not the text that was signed; send that very text',
    origin: ({ path, body }) => path + canonicalJson(parseExact(body)),
  },
  { hint: 'base64: the origin was encrypted as it is; base64 it first', base64: (origin) => origin },
  {
    hint: 'key: the secret was used as text; decode its 32 hexadecimal digits to 16 bytes',
    key: (secret) => Buffer.from(secret, 'utf8').subarray(0, 16),
  },
  {
    hint: 'key: the secret was used as text, with AES-256; decode it from hexadecimal and use AES-128',
    key: (secret) => Buffer.from(secret, 'utf8'),
  },
  {
    hint: 'key: it was made with SHA-1, as in the earlier scheme; decode the secret from hexadecimal, write hexadecimal',
    text: (cipher) => cipher.toString('base64'),
    key: (secret) => sha1(sha1(Buffer.from(secret, 'utf8'))).subarray(0, 16),
  },
  {
    hint: 'cipher text: it was written as base64 before the MD5; write it as lower-case hexadecimal',
    text: (cipher) => cipher.toString('base64'),
  },
  {
    hint: 'cipher text: it was written in upper case before the MD5; write it in lower case',
    text: (cipher) => cipher.toString('hex').toUpperCase(),
  },
  { hint: 'cipher text: the MD5 was taken of its bytes; take it of its hexadecimal text', text: (cipher) => cipher },
  { hint: 'sign: it is in upper case; write the MD5 in lower-case hexadecimal', sign: (md5) => md5.toUpperCase() },
]

function signWith(stages: Stages, request: WrongRequest, secret: string): string | undefined {
  try {
    const key = stages.key(secret)
    const cipher = createCipheriv(key.length === 32 ? 'aes-256-ecb' : 'aes-128-ecb', key, null)
    const sealed = Buffer.concat([cipher.update(stages.base64(stages.origin(request)), 'utf8'), cipher.final()])
    return stages.sign(createHash('md5').update(stages.text(sealed)).digest('hex'))
  } catch {
    return undefined // the body is not JSON, so this mistake is not the one
  }
}

const lesson =
  'it is the MD5, in lower-case hexadecimal, of the lower-case hexadecimal text of AES-128-ECB over base64(path + body)'

/** Names the stage in which a wrong signature went wrong; for `teach` only, since it tells a forger what to change. */
export const createTeacher =
  (secret: string) =>
  (request: WrongRequest): string => {
    if (signWith(right, request, secret) === request.sign)
      return 'origin: the keys of the body are not sorted at every depth'
    return (
      mistakes.find((mistake) => signWith({ ...right, ...mistake }, request, secret) === request.sign)?.hint ?? lesson
    )
  }
