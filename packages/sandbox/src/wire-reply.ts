import type { HttpBindings } from '@hono/node-server'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** An answer as it goes over the wire, with everything that can be wrong about it. */
export interface WireReply {
  status: number
  headers: Record<string, string>
  body: string
  /** Pause before the first byte, in real milliseconds. */
  waitMs: number
  /** Time over which the body is spread, in real milliseconds. */
  slowMs: number
  /** `reset`: not a byte is sent; `cut`: half of the body is. */
  end: 'whole' | 'reset' | 'cut'
}

export const wireReply = (body: string): WireReply => ({
  status: 200,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body,
  waitMs: 0,
  slowMs: 0,
  end: 'whole',
})

/** What a fetch without a socket rejects with where a socket would have been broken; shaped as fetch's own error. */
export class ConnectionReset extends TypeError {
  constructor() {
    super('fetch failed', {
      cause: Object.assign(new Error('The sandbox reset the connection'), { code: 'ECONNRESET' }),
    })
  }
}

/** Pieces of a slow body. */
const pieces = 10

/** The body as a stream: in pieces over a time, and broken off half way where it is cut. */
function stream({ body, slowMs, end }: WireReply, socket: Socket | undefined): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body)
  const last = end === 'cut' ? Math.floor(bytes.length / 2) : bytes.length
  const size = Math.max(1, Math.ceil(last / (slowMs > 0 ? pieces : 1)))
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      if (at >= last) {
        if (end === 'whole') return controller.close()
        if (!socket) return controller.error(new ConnectionReset())
        // What was written leaves in this turn; destroyed at once, the socket would take it along.
        await nextTurn()
        socket.destroy()
        return controller.close()
      }
      if (slowMs > 0) await sleep(slowMs / pieces)
      controller.enqueue(bytes.subarray(at, Math.min(last, (at += size))))
    },
  })
}

/**
 * Sends an answer. `host` is there when a socket is; without one a broken connection is a rejection.
 * @throws ConnectionReset without a socket, where the connection is to break
 */
export async function send(reply: WireReply, host: Partial<HttpBindings>): Promise<Response> {
  const { status, headers, waitMs, slowMs, end, body } = reply
  const socket = host.incoming?.socket
  if (waitMs > 0) await sleep(waitMs)
  if (end === 'reset') {
    if (!socket) throw new ConnectionReset()
    socket.resetAndDestroy()
    return new Response(null, { status: 200, headers: { 'x-hono-already-sent': 'true' } })
  }
  if (slowMs === 0 && end === 'whole') return new Response(body === '' ? null : body, { status, headers })
  return new Response(stream(reply, socket), { status, headers })
}
