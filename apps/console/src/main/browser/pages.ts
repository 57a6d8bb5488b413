import type { IncomingMessage, ServerResponse } from 'node:http'
import { readAsset, type AssetSource } from '../assets.ts'
import { securityHeaders } from '../csp.ts'
import type { Downloads } from './downloads.ts'
import type { Gate } from './gate.ts'
import type { Uploads } from './uploads.ts'

const headers = { ...securityHeaders({ connect: 'self' }), 'cache-control': 'no-store' }

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}

const stranger = 'Open the address that the console printed when it started; it works once.'

const uploadStatuses = { stored: 204, too_large: 413 } as const

/** Takes a file that the console asked the page for; the gate has let the page in, and names its origin. */
async function takeUpload(uploads: Uploads, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const end = await uploads.receive(pathname, request)
  response.writeHead(end === undefined ? 404 : uploadStatuses[end], { ...headers, connection: 'close' })
  response.end()
}

/** Serves the built renderer to the one browser that was let in. */
export function createPages(gate: Gate, source: AssetSource, files: { downloads: Downloads; uploads: Uploads }) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!gate.isOurs(request)) return say(response, 403, 'This address is not open to that host or page.')
    if (request.method === 'POST' && gate.isAdmitted(request) && request.headers.origin !== undefined)
      return takeUpload(files.uploads, request, response)
    if (request.method !== 'GET') return say(response, 405, 'Only GET is answered.')
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const token = url.searchParams.get('token')
    if (token !== null) {
      const cookie = gate.admit(token)
      if (cookie === undefined && !gate.isAdmitted(request)) return say(response, 403, stranger)
      response.writeHead(303, { ...headers, location: '/', ...(cookie !== undefined && { 'set-cookie': cookie }) })
      response.end()
      return undefined
    }
    if (!gate.isAdmitted(request)) return say(response, 401, stranger)
    if (await files.downloads.send(url.pathname, response, headers)) return undefined
    const asset = await readAsset(source, url.pathname)
    if (!asset) return say(response, 404, 'There is no such page. (Is the console built?)')
    response.writeHead(200, { ...headers, 'content-type': asset.contentType })
    response.end(asset.body)
    return undefined
  }
}
