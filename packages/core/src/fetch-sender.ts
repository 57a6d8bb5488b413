import { endpointOf } from './endpoints/index.ts'
import { maxMessageBytes, type Codec } from './codec.ts'
import { AsinxError } from './errors.ts'
import { isUnsent, networkCode } from './network-codes.ts'
import { TransportFailure, type Incoming, type OutgoingCall, type Ports } from './ports.ts'

export interface SenderOptions {
  baseUrl: string
  codec: Codec
  fetch?: typeof fetch
}

/** Checks a base address: https everywhere, plain http on this machine only. @throws AsinxError `invalid_input` */
export function parseBaseUrl(baseUrl: string): URL {
  let url: URL
  try {
    url = new URL(baseUrl)
  } catch {
    throw new AsinxError('invalid_input', 'baseUrl is not a URL such as https://test.asinx.io/api-web.')
  }
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw new AsinxError('invalid_input', 'baseUrl must be https (http only on this machine).')
  if (url.username || url.password || url.search || url.hash)
    throw new AsinxError('invalid_input', 'baseUrl must not carry a user, query or fragment.')
  return url
}

async function readBody(response: Response, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const stop = (): void => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const chunks: Uint8Array[] = []
    let size = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return Buffer.concat(chunks).toString('utf8')
      size += value.byteLength
      if (size > maxMessageBytes) {
        stop()
        throw new TransportFailure(`The reply is longer than ${maxMessageBytes} bytes.`, { sent: true })
      }
      chunks.push(value)
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const headersOf = (codec: Codec, call: OutgoingCall, sign: string): Record<string, string> => ({
  appId: codec.appId,
  sign,
  'content-type': 'application/json;charset=UTF-8',
  ...(call.uid !== undefined && { uId: call.uid }),
})

/**
 * How the body goes out. A text can be sent again by the HTTP client without asking anyone: undici, which is Node's
 * fetch, does so when HTTP 421 answers on a connection that was used before, and Chromium when such a connection breaks.
 * A stream can be read one time only, so what must be sent once goes out as one, with its length, alike on the wire.
 */
function bodyOf(call: OutgoingCall, body: string): RequestInit & { duplex?: 'half' } {
  const { effect } = endpointOf(call.endpoint)
  if (effect === 'read' || effect === 'repeatable') return { body }
  const bytes = new TextEncoder().encode(body)
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  return { body: stream, duplex: 'half', headers: { 'content-length': String(bytes.byteLength) } }
}

const longestRetryAfterMs = 60_000

/** `Retry-After` in seconds, the form that machines answer with. */
function retryAfterOf(response: Response): { retryAfterMs?: number } {
  const seconds = /^\d{1,6}$/.exec(response.headers.get('retry-after') ?? '')?.[0]
  return seconds === undefined ? {} : { retryAfterMs: Math.min(Number(seconds) * 1000, longestRetryAfterMs) }
}

interface Deadline {
  signal: AbortSignal
  /** Rejects when the time is up or the caller stops, also where a fetch pays no heed to its signal. */
  stopped: Promise<never>
  clear(): void
}

function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController()
  const stop = (message: string) => (): void => controller.abort(new TransportFailure(message, { sent: true }))
  const timer = setTimeout(stop(`No answer within ${timeoutMs} ms.`), timeoutMs)
  const byCaller = stop('The caller stopped waiting.')
  caller?.addEventListener('abort', byCaller, { once: true })
  const stopped = new Promise<never>((_resolve, reject) => {
    const refuse = (): void => reject(controller.signal.reason as TransportFailure)
    if (controller.signal.aborted) refuse()
    else controller.signal.addEventListener('abort', refuse, { once: true })
  })
  stopped.catch(() => undefined)
  return {
    signal: controller.signal,
    stopped,
    clear() {
      clearTimeout(timer)
      caller?.removeEventListener('abort', byCaller)
    },
  }
}

function failureOf(cause: unknown, signal: AbortSignal): TransportFailure {
  if (cause instanceof TransportFailure) return cause
  const code = networkCode(cause)
  if (isUnsent(cause)) return new TransportFailure(`The API could not be reached (${code}).`, { sent: false })
  if (signal.reason instanceof TransportFailure) return signal.reason
  return new TransportFailure(`The connection broke${code && ` (${code})`}.`, { sent: true })
}

/** `Ports.send` over fetch: signs, posts once, follows no redirect, reads the whole body within the time. */
export function createFetchSender({ baseUrl, codec, fetch: send = fetch }: SenderOptions): Ports['send'] {
  const base = parseBaseUrl(baseUrl).href.replace(/\/$/, '')
  return async (call, { timeoutMs, signal: caller }): Promise<Incoming> => {
    if (caller?.aborted) throw new TransportFailure('The caller had stopped.', { sent: false })
    const { body, sign } = codec.sign(call.path, call.body)
    const { headers, ...sending } = bodyOf(call, body)
    const { signal, stopped, clear } = startDeadline(timeoutMs, caller)
    const exchange = async (): Promise<Incoming> => {
      const response = await send(base + call.path, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...headersOf(codec, call, sign), ...(headers as Record<string, string> | undefined) },
        signal,
        ...sending,
      })
      const status = response.type === 'opaqueredirect' ? 307 : response.status
      return { status, text: await readBody(response, signal), ...retryAfterOf(response) }
    }
    try {
      return await Promise.race([exchange(), stopped])
    } catch (cause) {
      throw failureOf(cause, signal)
    } finally {
      clear()
    }
  }
}
