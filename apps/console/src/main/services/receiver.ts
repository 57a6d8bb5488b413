import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { maxNotifyBytes } from '@asinx-pay/core/wire'
import type { Report } from '../ports.ts'
import type { Inbox } from './inbox.ts'
import type { Mailroom } from './mailroom.ts'

export const notifyPath = '/notify'
/** Where the receiver listens unless told otherwise. */
export const defaultReceiverPort = 4012
/** Longest time a sender may take for one notify, in milliseconds. */
export const receiveTimeoutMs = 10_000
/** Most senders that are served at once. */
export const maxSenders = 64

export interface Receiver {
  url: string
  /** Resolves when nothing is taken any more and what was being stored is. */
  close(): Promise<void>
}

/** How much of a body that is too long is still read, in bytes, so that its sender hears the answer. */
const drainedBytes = 1_048_576

/** Resolves to undefined when the body is longer than a notify may be. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > maxNotifyBytes + drainedBytes) return undefined
    if (size <= maxNotifyBytes) chunks.push(chunk)
  }
  return size > maxNotifyBytes ? undefined : Buffer.concat(chunks)
}

const statuses = { stored: 200, refused: 401, locked: 503 } as const

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...(status === 413 && { connection: 'close' }) })
  response.end(status === 200 ? 'success' : '')
}

export interface ReceiverPorts {
  inbox: Inbox
  mailroom: Mailroom
  report: Report
}

async function serve({ inbox, mailroom }: ReceiverPorts, request: IncomingMessage): Promise<number> {
  if (request.url !== notifyPath) return 404
  if (request.method !== 'POST') return 405
  const body = await readBody(request)
  if (body) return statuses[await mailroom.receive(body)]
  inbox.refuse('too_large', Number(request.headers['content-length'] ?? maxNotifyBytes))
  return 413
}

/**
 * Takes notifies on this machine; answers 200 `success` only after one is stored durably, and a refusal without a word.
 * Rejects when the port is taken.
 */
export async function startReceiver(ports: ReceiverPorts, port: number): Promise<Receiver> {
  const serving = new Set<Promise<void>>()
  const server = createServer((request, response) => {
    const served = serve(ports, request)
      .then((status) => answer(response, status))
      .catch((error: unknown) => {
        ports.report(error)
        answer(response, 500)
      })
      .finally(() => serving.delete(served))
    serving.add(served)
  })
  server.requestTimeout = receiveTimeoutMs
  server.maxConnections = maxSenders
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${bound}${notifyPath}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await Promise.all([closed, ...serving])
    },
  }
}
