/** What travels over the browser host's socket, as JSON text. */
import type { BridgeError, EventName } from './bridge.ts'

export const socketPath = '/bridge'

/** A question of the window; `id` is its own number, repeated in the answer. */
export interface SocketQuestion {
  id: number
  verb: 'call' | 'command' | 'query'
  name: string
  payload: unknown
}

export type SocketAnswer = { id: number } & ({ ok: true; value: unknown } | { ok: false; error: BridgeError })

export interface SocketNews {
  event: EventName
  news: unknown
}
