import { createClient, type Client, type ClientOptions } from '../../src/client.ts'
import type { ReplyContent } from '../../src/envelope.ts'
import { codec, credentials } from './stub-ports.ts'

export const sealedResponse = (reply: Partial<ReplyContent>, status = 200): Response =>
  new Response(codec.sealReply({ success: true, code: 1, message: '', ...reply }), { status })
export const paid = (): Response => sealedResponse({ result: { requestOrderId: 'LM1' } })
export const pending = (): Response =>
  sealedResponse({ success: false, code: 99997, result: { requestOrderId: 'LM1' } })
export const orderless = (): Response => sealedResponse({ success: false, code: 99997 })
export const says = (result: unknown) => (): Response => sealedResponse({ result })
export const refuses = (code: number) => (): Response => sealedResponse({ success: false, code })
export const fails = (code: string) => (): never => {
  throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code }) })
}

export interface Sent {
  url: string
  init: RequestInit
  body: string
}

/** A client whose fetch answers in turn, the last answer again and again; a card's balance cannot be read. */
export function stubClient(
  inTurn: (() => Response | Promise<Response>)[],
  options: Partial<ClientOptions> = {},
): { client: Client; sent: Sent[] } {
  const sent: Sent[] = []
  let asked = 0
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (String(url).endsWith('/bankcard/balance')) return refuses(200)()
    const answer = inTurn[Math.min(asked++, inTurn.length - 1)]
    sent.push({ url: String(url), init, body: await new Response(init.body ?? null).text() })
    return answer?.() ?? Response.error()
  }
  const client = createClient({ ...credentials, baseUrl: 'https://api.example/api-web/', fetch, ...options })
  return { client, sent }
}
