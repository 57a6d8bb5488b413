import { ConsoleError } from '../errors.ts'
import type { Audit } from '../ports.ts'
import type { Box } from './box.ts'
import { codeType, type Inbox } from './inbox.ts'
import type { NotifyBook } from './notify-book.ts'
import type { Profile } from './profiles.ts'
import type { SealedMail } from './sealed-mail.ts'

/** Posts a notify as it came to an address that a person names. */
export interface Resend {
  /** @throws ConsoleError `not_found`, `resend_address`, `code_too_old`, `not_kept`, `secret_unreadable`, `resend_failed` */
  send(profile: Profile, resent: { seq: number; address: string }): Promise<{ httpStatus: number }>
}

/** Longest time an address may take to answer, in milliseconds. */
export const resendTimeoutMs = 10_000

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** An address of this machine, or one that is reached encrypted; anything else could be read on the way. */
function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.has(url.hostname))
  if (!url || !isSafe || url.username || url.password)
    throw new ConsoleError('resend_address', 'A notify is sent on to https, or to http on this computer.')
  return url
}

export interface ResendPorts {
  book: NotifyBook
  inbox: Inbox
  box: Box
  mail: SealedMail
  fetch: typeof fetch
  audit: Audit
}

export function createResend({ book, inbox, box, mail, fetch, audit }: ResendPorts): Resend {
  async function bodyOf(profile: Profile, seq: number): Promise<Uint8Array<ArrayBuffer>> {
    const row = book.find(profile.id, seq)
    if (!row) throw new ConsoleError('not_found', 'There is no such notify.')
    // Whatever is due goes before it could be sent on.
    mail.dropCodes()
    const sealed = inbox.sealed(seq)
    if (sealed === null)
      throw row.type === codeType
        ? new ConsoleError('code_too_old', 'The body of a verification code is deleted after 10 minutes.')
        : new ConsoleError('not_kept', 'The body of this notify was not kept: no keychain could encrypt it.')
    const rawBody = await box.open(sealed)
    if (rawBody === null)
      throw new ConsoleError('secret_unreadable', 'The keychain does not give the key of the inbox.')
    return new Uint8Array(rawBody)
  }

  return {
    async send(profile, { seq, address }) {
      const url = addressOf(address)
      const body = await bodyOf(profile, seq)
      audit.note('notify.resent', { seq, host: url.host })
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(resendTimeoutMs),
        })
        await response.body?.cancel()
        return { httpStatus: response.status }
      } catch (cause) {
        throw new ConsoleError('resend_failed', `${url.host} did not answer.`, { cause })
      }
    },
  }
}
