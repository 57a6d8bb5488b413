import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { until } from '../../e2e/support.ts'

/** What workflows send to the addresses that stand for a person's own. */
export interface Mailbox {
  url: string
  /** Bodies posted to a path so far. */
  at(path: string): string[]
  /** The first body at a path that has a text in it. */
  letter(path: string, part: string): Promise<string>
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const letters: { path: string; body: string }[] = []
  const take = async (request: IncomingMessage): Promise<void> => {
    letters.push({ path: request.url ?? '', body: await text(request) })
  }
  const server = createServer((request, response) => {
    void take(request).then(() => response.setHeader('content-type', 'application/json').end('{"ok":true}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const at = (path: string): string[] => letters.filter((letter) => letter.path === path).map(({ body }) => body)
  return {
    url: `http://127.0.0.1:${port}`,
    at,
    letter: (path, part) =>
      until(async () => at(path).find((body) => body.includes(part)), {
        what: `A letter with ${part} at ${path}`,
        timeoutMs: 60_000,
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
