import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Decides who may in: the person who was given the address, from this page and no other. */
export interface Gate {
  /** Part of the address that is printed; good for one use. */
  token: string
  /** The request names this host as its own, and comes from no other origin. */
  isOurs(request: IncomingMessage): boolean
  /** Trades the token for a cookie; undefined when it is wrong or used. */
  admit(token: string): string | undefined
  /** The request carries the cookie. */
  isAdmitted(request: IncomingMessage): boolean
}

const secretBytes = 32
const newSecret = (): string => randomBytes(secretBytes).toString('base64url')

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.byteLength === b.byteLength && timingSafeEqual(a, b)
}

const cookiesOf = (request: IncomingMessage): Map<string, string> =>
  new Map(
    (request.headers.cookie ?? '').split(/;\s*/).map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )

/** Cookies know no ports, so the name carries this one. */
export function createGate(port: number): Gate {
  const origin = `http://127.0.0.1:${port}`
  const cookieName = `asinx_console_${port}`
  const session = newSecret()
  const token = newSecret()
  let isUsed = false
  return {
    token,
    isOurs({ headers }) {
      // A name that resolves to this machine (DNS rebinding) is not this host; neither is a page of another port.
      if (headers.host !== `127.0.0.1:${port}`) return false
      return headers.origin === undefined || headers.origin === origin
    },
    admit(given) {
      if (isUsed || !same(given, token)) return undefined
      isUsed = true
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    isAdmitted: (request) => same(cookiesOf(request).get(cookieName) ?? '', session),
  }
}
