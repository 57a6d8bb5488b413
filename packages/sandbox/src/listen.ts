import { serve } from '@hono/node-server'
import type { AddressInfo, Socket } from 'node:net'
import type { App } from './app.ts'

export interface ListenOptions {
  /** Default any free one. */
  port?: number
  /** Default 127.0.0.1. Another address needs a secret of your own. */
  host?: string
}

export interface Listening {
  /** Such as `http://127.0.0.1:4010`. */
  url: string
  close(): Promise<void>
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Serves the app on this machine. @throws Error when the port is taken, or the published secret would face a network */
export function listen(app: App, options: ListenOptions & { isDemo: boolean }): Promise<Listening> {
  const { port = 0, host = '127.0.0.1', isDemo } = options
  if (isDemo && !loopback.has(host))
    throw new Error(
      `The published demo secret is known to everybody: give --app-id and --app-secret of your own to listen on ${host}.`,
    )
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, (info: AddressInfo) => {
      server.off('error', reject)
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${info.port}`, close })
    })
    const sockets = new Set<Socket>()
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    server.once('error', reject)
    const close = (): Promise<void> =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      })
  })
}
