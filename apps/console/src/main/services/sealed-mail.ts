import { isNotifyType } from '@asinx-pay/core'
import type { Clock } from '../ports.ts'
import type { Box } from './box.ts'
import type { Database } from './database.ts'
import { codeType, type Inbox } from './inbox.ts'

/** A notify that came while its secret could not be read. */
export interface SealedNotify {
  seq: number
  receivedAt: number
  bytes: number
  /** Null: a verification code that was too old to be kept. */
  sealed: Uint8Array | null
}

/** Keeps notifies that cannot be opened yet, encrypted, so that they can be acknowledged. */
export interface SealedMail {
  /** False: nothing encrypts here, or too many wait. */
  keep(rawBody: Buffer): boolean
  count(): number
  /** Those that wait, oldest first, after one of them. */
  after(seq: number): SealedNotify[]
  drop(seq: number): void
  /** Deletes what a verification code was sealed into once it is too old. */
  dropCodes(): void
}

/** Most notifies that wait to be opened; anybody can post one, so there is an end. */
export const maxSealed = 5000
/** How long the ciphertext of a verification code is kept, in milliseconds. */
export const codeLifeMs = 600_000
const pieceSize = 100

/** What an envelope says it is; anybody can write that. */
function typeOf(rawBody: Buffer): string | null {
  try {
    const { type } = JSON.parse(rawBody.toString('utf8')) as { type?: unknown }
    return typeof type === 'string' && isNotifyType(type) ? type : null
  } catch {
    return null
  }
}

export interface SealedMailPorts {
  db: Database
  box: Box
  inbox: Inbox
  now: Clock
}

export function createSealedMail({ db, box, inbox, now }: SealedMailPorts): SealedMail {
  const count = (): number => db.get<{ count: number }>('select count(*) as count from sealed_notifies')?.count ?? 0
  return {
    count,
    keep(rawBody) {
      const sealed = count() < maxSealed ? box.seal(rawBody) : undefined
      if (sealed === undefined) return false
      db.run('insert into sealed_notifies (received_at, type, bytes, sealed) values ($now, $type, $bytes, $sealed)', {
        now: now(),
        type: typeOf(rawBody),
        bytes: rawBody.byteLength,
        sealed,
      })
      return true
    },
    after: (seq) =>
      db.all<SealedNotify>(
        `select seq, received_at as receivedAt, bytes, sealed from sealed_notifies
         where seq > $seq order by seq limit $limit`,
        { seq, limit: pieceSize },
      ),
    drop: (seq) => void db.run('delete from sealed_notifies where seq = $seq', { seq }),
    dropCodes() {
      const before = now() - codeLifeMs
      inbox.dropCodes(before)
      db.run('update sealed_notifies set sealed = null where type = $type and received_at < $before', {
        type: codeType,
        before,
      })
    },
  }
}
