import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MadeFile, SaveFile } from '../ports.ts'

/** Most files that wait to be fetched; the oldest offer goes first. */
export const maxOffers = 20
const folder = '/download/'
const tokenBytes = 16

/** Offers files at addresses of this host, each for one download. */
export interface Downloads {
  offer: SaveFile
  /** Sends the file of an address. False: there is none (any more). */
  send(pathname: string, response: ServerResponse, headers: Record<string, string>): Promise<boolean>
}

export function createDownloads(): Downloads {
  const offers = new Map<string, MadeFile>()
  return {
    async offer(file) {
      const href = `${folder}${randomBytes(tokenBytes).toString('hex')}`
      offers.set(href, file)
      const [oldest] = offers.keys()
      if (offers.size > maxOffers && oldest !== undefined) offers.delete(oldest)
      return { state: 'offered', href }
    },
    async send(pathname, response, headers) {
      const file = offers.get(pathname)
      if (!file) return false
      offers.delete(pathname)
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`
      response.writeHead(200, { ...headers, 'content-type': file.contentType, 'content-disposition': disposition })
      await pipeline(Readable.from(file.pieces), response)
      return true
    },
  }
}
