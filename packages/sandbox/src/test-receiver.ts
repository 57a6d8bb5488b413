import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'

export interface Receiver {
  url: string
  /** Bodies it took, in order. */
  bodies: string[]
  /** How many posts it had, those it turned away included. */
  hits: () => number
  close: () => Promise<void>
}

/** A real address for notifies, for tests; it can be told to fail so many times first. */
export function createReceiver(failures = 0): Promise<Receiver> {
  const bodies: string[] = []
  let hits = 0
  const fetch = async (request: Request): Promise<Response> => {
    hits += 1
    const body = await request.text()
    if (hits <= failures) return new Response('later', { status: 503 })
    bodies.push(body)
    return new Response('success')
  }
  return new Promise((resolve) => {
    const server = serve({ port: 0, hostname: '127.0.0.1', fetch }, ({ port }: AddressInfo) =>
      resolve({
        url: `http://127.0.0.1:${port}/`,
        bodies,
        hits: () => hits,
        close: () => new Promise((done) => server.close(() => done())),
      }),
    )
  })
}
