import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A wire between the console and the sandbox that can be listened to and cut. */
export interface Tap {
  url: string
  /** How often each path was asked for. */
  asked(path: string): number
  /** Called once for the next request of a path: before it is passed on, or when its answer has come back. */
  next(path: string, at: 'before' | 'after', act: () => Promise<void>): void
  close(): Promise<void>
}

interface Trap {
  path: string
  at: 'before' | 'after'
  act: () => Promise<void>
}

async function pass(target: string, question: IncomingMessage, body: Buffer): Promise<[IncomingMessage, Buffer]> {
  const { method, headers, url } = question
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request(`${target}${url}`, { method: method ?? 'GET', headers }, resolve)
    .on('error', reject)
    .end(body)
  const answer = await promise
  return [answer, await buffer(answer)]
}

export async function openTap(target: string): Promise<Tap> {
  const counts = new Map<string, number>()
  let trap: Trap | undefined
  async function spring(path: string, at: Trap['at']): Promise<void> {
    if (trap?.path !== path || trap.at !== at) return
    const { act } = trap
    trap = undefined
    await act()
  }
  async function serve(question: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (question.url ?? '').replace(/^\/api-web/, '')
    counts.set(path, (counts.get(path) ?? 0) + 1)
    const body = await buffer(question)
    await spring(path, 'before')
    const [answer, text] = await pass(target, question, body)
    await spring(path, 'after')
    response.writeHead(answer.statusCode ?? 500, answer.headers)
    response.end(text)
  }
  const server = createServer((question, response) => {
    serve(question, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: (path) => counts.get(path) ?? 0,
    next(path, at, act) {
      trap = { path, at, act }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
