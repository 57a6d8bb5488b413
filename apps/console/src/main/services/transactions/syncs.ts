import { transactionStatuses } from '@asinx-pay/core'
import type { SyncFailure, SyncState } from '../../../shared/bridge.ts'
import type { Clock } from '../../ports.ts'
import type { Database } from '../database.ts'

/** A span of a card's time that is read page by page, and the page to go on with. */
export interface Window {
  /** Null: from the beginning. */
  from: number | null
  until: number
  nextPage: number
}

interface Card {
  cardId: number
  uid: string
}

/** How far each card was read. */
export interface SyncBook {
  /** Cards of known users that were not read to an end since a time. */
  due(profileId: string, since: number): Card[]
  /** A card as this computer knows it, when its user is known. */
  card(profileId: string, cardId: number): Card | undefined
  /** The window in hand, or a new one up to now. */
  window(profileId: string, cardId: number): Window
  /** Whether the card was read to an end once. */
  isRead(profileId: string, cardId: number): boolean
  keep(profileId: string, cardId: number, window: Window): void
  done(profileId: string, cardId: number, until: number): void
  fail(profileId: string, cardId: number, error: SyncFailure['error']): void
  state(profileId: string): Omit<SyncState, 'taskId'>
}

const dayMs = 86_400_000
/**
 * What was read is read again so far back, in milliseconds: the vendor may list a transaction late, and our clock may
 * differ from theirs.
 */
export const overlapMs = 7 * dayMs
/** A transaction that still waits for its end is read again until it is so old. */
export const maxPendingMs = 90 * dayMs
/** Most failures that are named. */
export const maxFailures = 200

/** Statuses that lead to others, in lower case. */
const passing = Object.entries(transactionStatuses)
  .filter(([, status]) => 'passing' in status)
  .map(([name]) => `'${name.toLowerCase()}'`)

const stateSql = `
  select count(*) as cards, count(s.read_until) as read, count(s.failed_at) as failed,
    case when count(s.read_until) = count(*) then min(s.done_at) end as completeAt
  from cards c left join transaction_syncs s on s.profile_id = c.profile_id and s.card_id = c.card_id
  where c.profile_id = $profileId and c.uid is not null`
const failuresSql = `
  select s.card_id as userBankcardId, c.masked_pan as maskedPan, failed_at as failedAt, error_code as code,
    error_message as message
  from transaction_syncs s left join cards c on c.profile_id = s.profile_id and c.card_id = s.card_id
  where s.profile_id = $profileId and failed_at is not null order by failed_at desc limit $limit`

type StoredFailure = Omit<SyncFailure, 'error'> & SyncFailure['error']
interface Stored {
  readUntil: number | null
  from: number | null
  until: number | null
  nextPage: number | null
}

interface SyncPorts {
  db: Database
  now: Clock
}

/** Notes how the reading of a card goes. */
const writers = ({ db, now }: SyncPorts): Pick<SyncBook, 'keep' | 'done' | 'fail'> => ({
  keep(profileId, cardId, { from, until, nextPage }) {
    db.run(
      `insert into transaction_syncs (profile_id, card_id, window_from, window_until, next_page)
       values ($profileId, $cardId, $from, $until, $nextPage)
       on conflict do update set window_from = $from, window_until = $until, next_page = $nextPage`,
      { profileId, cardId, from, until, nextPage },
    )
  },
  done(profileId, cardId, until) {
    db.run(
      `insert into transaction_syncs (profile_id, card_id, read_until, done_at)
       values ($profileId, $cardId, $until, $now)
       on conflict do update set read_until = $until, done_at = $now, window_from = null, window_until = null,
         next_page = null, failed_at = null, error_code = null, error_message = null`,
      { profileId, cardId, until, now: now() },
    )
  },
  fail(profileId, cardId, { code, message }) {
    db.run(
      `insert into transaction_syncs (profile_id, card_id, failed_at, error_code, error_message)
       values ($profileId, $cardId, $now, $code, $message)
       on conflict do update set failed_at = $now, error_code = $code, error_message = $message`,
      { profileId, cardId, now: now(), code, message },
    )
  },
})

export function createSyncBook({ db, now }: SyncPorts): SyncBook {
  const stored = (profileId: string, cardId: number): Stored | undefined =>
    db.get<Stored>(
      `select read_until as readUntil, window_from as "from", window_until as until, next_page as nextPage
       from transaction_syncs where profile_id = $profileId and card_id = $cardId`,
      { profileId, cardId },
    )
  const oldestPending = (profileId: string, cardId: number): number | null =>
    db.get<{ at: number | null }>(
      `select min(occurred_at) as at from transactions
       where profile_id = $profileId and card_id = $cardId and lower(status) in (${passing.join(', ')})
         and occurred_at >= $since`,
      { profileId, cardId, since: now() - maxPendingMs },
    )?.at ?? null

  function newWindow(profileId: string, cardId: number, readUntil: number | null): Window {
    const until = now()
    if (readUntil === null) return { from: null, until, nextPage: 1 }
    const pending = oldestPending(profileId, cardId)
    return { from: Math.max(0, Math.min(readUntil - overlapMs, pending ?? readUntil)), until, nextPage: 1 }
  }

  return {
    due: (profileId, since) =>
      db.all<Card>(
        `select c.card_id as cardId, c.uid from cards c
         left join transaction_syncs s on s.profile_id = c.profile_id and s.card_id = c.card_id
         where c.profile_id = $profileId and c.uid is not null and coalesce(s.done_at, -1) < $since
         order by s.failed_at is not null, c.card_id`,
        { profileId, since },
      ),
    card: (profileId, cardId) =>
      db.get<Card>(
        `select card_id as cardId, uid from cards
         where profile_id = $profileId and card_id = $cardId and uid is not null`,
        { profileId, cardId },
      ),
    window(profileId, cardId) {
      const { from = null, until = null, nextPage = null, readUntil = null } = stored(profileId, cardId) ?? {}
      return until === null || nextPage === null ? newWindow(profileId, cardId, readUntil) : { from, until, nextPage }
    },
    isRead: (profileId, cardId) => (stored(profileId, cardId)?.readUntil ?? null) !== null,
    ...writers({ db, now }),
    state(profileId) {
      const counts = db.get<Omit<SyncState, 'taskId' | 'failures'>>(stateSql, { profileId })
      const failures = db.all<StoredFailure>(failuresSql, { profileId, limit: maxFailures })
      return {
        ...(counts ?? { cards: 0, read: 0, failed: 0, completeAt: null }),
        failures: failures.map(({ code, message, ...row }) => ({ ...row, error: { code, message } })),
      }
    },
  }
}
