import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  url: string
  headers: IncomingMessage['headers']
  body: string
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Real servers of one test on this machine, all closed by `close`. */
export function createServers() {
  const servers: Server[] = []
  const add = (server: Server): Promise<string> => {
    servers.push(server)
    return listen(server)
  }
  return {
    add,
    /** A server that keeps what it received whole and then answers, in turn, the last answer again and again. */
    async serve(...answers: Answer[]): Promise<{ url: string; received: Received[] }> {
      const received: Received[] = []
      const server = createServer((request, response) => {
        const chunks: Buffer[] = []
        request
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => {
            const answer = answers[Math.min(received.length, answers.length - 1)]
            const { url = '', headers } = request
            received.push({ url, headers, body: Buffer.concat(chunks).toString('utf8') })
            answer?.(response, request)
          })
      })
      return { url: await add(server), received }
    },
    async close(): Promise<void> {
      await Promise.all(
        servers.splice(0).map(async (server) => {
          server.closeAllConnections()
          await new Promise((resolve) => server.close(resolve))
        }),
      )
    },
  }
}
