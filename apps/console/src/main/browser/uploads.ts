import { randomBytes } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TakeFile } from '../data/takings.ts'

/** Largest file that is taken, in bytes. */
export const maxUploadBytes = 16 * 1024 ** 3
const folder = '/upload/'
const tokenBytes = 16

/** Takes a file at an address of this host, once. */
export interface Uploads {
  take: TakeFile
  /** Writes the body of a request. Undefined: nothing is awaited at that address. */
  receive(pathname: string, request: IncomingMessage): Promise<'stored' | 'too_large' | undefined>
}

class TooLarge extends Error {}

function limited(max: number): Transform {
  let bytes = 0
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.byteLength
      if (bytes > max) done(new TooLarge('The file is too large.'))
      else done(null, piece)
    },
  })
}

export function createUploads(maxBytes = maxUploadBytes): Uploads {
  let awaited: { href: string; target: string; hasCome: boolean } | undefined

  return {
    async take(target) {
      const mine = { href: `${folder}${randomBytes(tokenBytes).toString('hex')}`, target, hasCome: false }
      awaited = mine
      return {
        chosen: { state: 'awaited', href: mine.href },
        path: () => (mine.hasCome ? target : undefined),
        discard() {
          mine.hasCome = false
          if (awaited === mine) awaited = undefined
          rmSync(target, { force: true })
        },
      }
    },
    async receive(pathname, request) {
      const mine = awaited
      if (mine?.href !== pathname || mine.hasCome) return undefined
      awaited = undefined
      try {
        await pipeline(request, limited(maxBytes), createWriteStream(mine.target, { mode: 0o600 }))
        mine.hasCome = true
        return 'stored'
      } catch (error) {
        rmSync(mine.target, { force: true })
        if (error instanceof TooLarge) return 'too_large'
        throw error
      }
    },
  }
}
