import { maxMessageBytes, type Codec } from './codec.ts'
import { AsinxError } from './errors.ts'
import { isBeforeSending, networkCode } from './network-codes.ts'
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

async function readBody(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks).toString('utf8')
    size += value.byteLength
    if (size > maxMessageBytes) {
      await reader.cancel()
      throw new TransportFailure(`The reply is longer than ${maxMessageBytes} bytes.`, { sent: true })
    }
    chunks.push(value)
  }
}

const headersOf = (codec: Codec, call: OutgoingCall, sign: string): Record<string, string> => ({
  appId: codec.appId,
  sign,
  'content-type': 'application/json;charset=UTF-8',
  ...(call.uid !== undefined && { uId: call.uid }),
})

/** `Ports.send` over fetch: signs, posts once, follows no redirect, reads the whole body within the time. */
export function createFetchSender({ baseUrl, codec, fetch: send = fetch }: SenderOptions): Ports['send'] {
  const base = parseBaseUrl(baseUrl).href.replace(/\/$/, '')
  return async (call, { timeoutMs, signal }): Promise<Incoming> => {
    const { body, sign } = codec.sign(call.path, call.body)
    const timeout = AbortSignal.timeout(timeoutMs)
    const either = signal ? AbortSignal.any([signal, timeout]) : timeout
    try {
      const response = await send(base + call.path, {
        method: 'POST',
        redirect: 'manual',
        headers: headersOf(codec, call, sign),
        body,
        signal: either,
      })
      return { status: response.type === 'opaqueredirect' ? 307 : response.status, text: await readBody(response) }
    } catch (cause) {
      if (cause instanceof TransportFailure) throw cause
      const code = networkCode(cause)
      if (isBeforeSending(code)) throw new TransportFailure(`The API could not be reached (${code}).`, { sent: false })
      if (timeout.aborted) throw new TransportFailure(`No answer within ${timeoutMs} ms.`, { sent: true })
      throw new TransportFailure(
        signal?.aborted ? 'The caller stopped waiting.' : `The connection broke${code && ` (${code})`}.`,
        { sent: true },
      )
    }
  }
}
