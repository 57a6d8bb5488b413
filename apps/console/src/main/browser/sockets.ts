import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { maxMessageBytes } from '@asinx-pay/core/wire'
import { WebSocket, WebSocketServer } from 'ws'
import type { Crossing } from '../../shared/bridge.ts'
import { socketPath } from '../../shared/socket.ts'
import type { Console } from '../keeper.ts'
import { ConsoleError, failed } from '../errors.ts'
import type { Gate } from './gate.ts'

/** Most windows that are connected at once. */
export const maxSockets = 16
/** Most questions of one window that are open at once. */
export const maxOpenQuestions = 64

const refuse = (socket: Duplex, line: string): void => void socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\n\r\n`)

type Question = { id?: unknown; verb?: unknown; name?: unknown; payload?: unknown }

function readQuestion(data: WebSocket.RawData, isBinary: boolean): (Question & { id: number }) | undefined {
  if (isBinary) return undefined
  try {
    const question = JSON.parse(data.toString()) as Question | null
    const id = question?.id
    return Number.isSafeInteger(id) ? { ...question, id: id as number } : undefined
  } catch {
    return undefined
  }
}

/** Answers one window; whatever is not a question ends the connection. */
function converse(socket: WebSocket, { bridge, events }: Console): void {
  let open = 0
  const send = (message: object): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }
  const ask = async (question: Question): Promise<Crossing<unknown>> => {
    if (open >= maxOpenQuestions) return failed(new ConsoleError('busy', 'Too many questions at once.'))
    open++
    try {
      return await bridge({ verb: question.verb, name: question.name, payload: question.payload })
    } finally {
      open--
    }
  }
  socket.on('message', (data, isBinary) => {
    const question = readQuestion(data, isBinary)
    if (!question) return socket.close(1008)
    void ask(question).then((crossing) => send({ id: question.id, ...crossing }))
    return undefined
  })
  // A frame that is too long or broken closes the socket by itself.
  socket.on('error', () => undefined)
  socket.on(
    'close',
    events.subscribe((event, news) => send({ event, news })),
  )
}

/** Carries the bridge over sockets at one path. Returns the way to close them all. */
export function attachSockets(server: Server, gate: Gate, running: Console): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // A browser always names its origin here; without one it is no page of ours.
    if (!gate.isOurs(request) || request.headers.origin === undefined) return refuse(stream, '403 Forbidden')
    if (!gate.isAdmitted(request)) return refuse(stream, '401 Unauthorized')
    if (request.url !== socketPath) return refuse(stream, '404 Not Found')
    if (sockets.clients.size >= maxSockets) return refuse(stream, '503 Service Unavailable')
    return sockets.handleUpgrade(request, stream, head, (socket) => converse(socket, running))
  })
  return () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}
