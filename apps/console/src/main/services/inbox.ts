import { isNotifyType, notifyRowOf, redact, type NotifyType, type OpenedNotify } from '@asinx-pay/core'
import type { NotifyRow } from '../../shared/bridge.ts'
import type { RefusalReason } from '../../shared/notifies.ts'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { Directory } from './directory.ts'
import type { EventHub } from './events.ts'
import type { GroupCommit } from './group-commit.ts'
import { cardFacts } from './observe.ts'
import { notifyColumns as columns, showNotify as show, type StoredNotify as Stored } from './notify-row.ts'

/** How a notify is kept beside what it says. */
export interface Kept {
  /** Its body, encrypted; null where nothing encrypts. */
  sealed: Uint8Array | null
  /** When it came, where that was before it could be opened. */
  receivedAt?: number
  /** Done in the same step: all of it or none. */
  alongside?: () => void
}

/** Notifies that opened, without their secrets, and a count of what did not. */
export interface Inbox {
  /** Resolves once it is stored durably; the same content again only counts as a repeat. */
  store(profileId: string, opened: OpenedNotify, kept: Kept): Promise<{ notify: NotifyRow; isNew: boolean }>
  /** The body as it came, encrypted; null: it is not kept, or no longer. */
  sealed(seq: number): Uint8Array | null
  /** Verification codes are kept for a while only. */
  dropCodes(receivedBefore: number): void
  refuse(reason: RefusalReason, bytes: number): void
  refusals(): number
  /** Marks that what follows from them was done. */
  setHandled(seqs: readonly number[]): void
  /** A piece of those that nothing followed from yet, in the order they came, after one of them. */
  unhandled(profileId: string, after: number): NotifyRow[]
  since(profileId: string, filter: { type: string; receivedAt: number }): NotifyRow[]
  ofCard(profileId: string, cardId: number): NotifyRow[]
  latest(profileId: string): NotifyRow[]
  /** All that came since, newest first, as far as there is room. */
  latestSince(profileId: string, receivedAt: number): NotifyRow[]
}

export const codeType = 'TRANSACTION_VERIFICATION_CODE' satisfies NotifyType

/** Most refusals that are remembered; the oldest go first. */
export const maxRefusals = 1000
const maxCardRows = 50
const maxLatest = 10
const maxUnhandled = 500

type Readers = Pick<Inbox, 'refusals' | 'unhandled' | 'since' | 'ofCard' | 'latest' | 'latestSince'>

function readers(db: Database): Readers {
  const select = (where: string, params: Record<string, string | number | null>): Stored[] =>
    db.all<Stored>(`select ${columns} from notifies where profile_id = $profileId and ${where} limit $limit`, params)
  return {
    refusals: () => db.get<{ count: number }>('select count(*) as count from refusals')?.count ?? 0,
    unhandled: (profileId, after) =>
      select('handled = 0 and seq > $after order by seq', { profileId, after, limit: maxUnhandled }).map(show),
    since: (profileId, { type, receivedAt }) =>
      select('type = $type and received_at >= $receivedAt order by seq', {
        profileId,
        type,
        receivedAt,
        limit: maxUnhandled,
      }).map(show),
    ofCard: (profileId, cardId) =>
      select('card_id = $cardId order by seq desc', { profileId, cardId, limit: maxCardRows }).map(show),
    latestSince: (profileId, receivedAt) =>
      select('received_at >= $receivedAt order by received_at desc, seq desc', {
        profileId,
        receivedAt,
        limit: maxUnhandled,
      }).map(show),
    latest: (profileId) => select('1 order by seq desc', { profileId, limit: maxLatest }).map(show),
  }
}

export interface InboxPorts {
  db: Database
  group: GroupCommit
  directory: Directory
  events: EventHub
  now: Clock
}

const idsOf = (data: Record<string, unknown>): { cardId: number | null; uid: string | null } => ({
  cardId: typeof data.userBankcardId === 'number' ? data.userBankcardId : null,
  uid: typeof data.uid === 'string' ? data.uid : null,
})

export function createInbox({ db, group, directory, events, now }: InboxPorts): Inbox {
  const bySeq = (seq: number): NotifyRow => {
    const row = db.get<Stored>(`select ${columns} from notifies where seq = $seq`, { seq })
    if (!row) throw new Error('The inbox lost a row.')
    return show(row)
  }

  function insert(
    profileId: string,
    opened: OpenedNotify,
    { sealed, receivedAt = now() }: Kept,
  ): { seq: number; isNew: boolean } {
    const { type, uniqueNo, digest } = opened
    const known = db.get<{ seq: number }>(
      'update notifies set repeats = repeats + 1 where profile_id = $profileId and digest = $digest returning seq',
      { profileId, digest },
    )
    if (known) return { seq: known.seq, isNew: false }
    const fields = isNotifyType(type) ? notifyRowOf(type).fields : {}
    const data = redact(fields, opened.data)
    const { cardId, uid } = idsOf(data)
    // The same number with other content is an alarm: nobody but a forger or a confused sender does that.
    const { lastId } = db.run(
      `insert into notifies (profile_id, unique_no, type, digest, received_at, card_id, uid, data, sealed, conflict)
       values ($profileId, $uniqueNo, $type, $digest, $receivedAt, $cardId, $uid, $data, $sealed,
         exists (select 1 from notifies where profile_id = $profileId and unique_no = $uniqueNo))`,
      { profileId, uniqueNo, type, digest, receivedAt, cardId, uid, data: JSON.stringify(data), sealed },
    )
    if (cardId !== null) directory.learn(profileId, cardId, cardFacts(fields, data))
    return { seq: lastId, isNew: true }
  }

  return {
    ...readers(db),
    async store(profileId, opened, kept) {
      const { seq, isNew } = await group.run(() => {
        kept.alongside?.()
        return insert(profileId, opened, kept)
      })
      events.emit('notifies.changed', { seq, ...(isNew && { isNew: true as const }) })
      return { notify: bySeq(seq), isNew }
    },
    refuse(reason, bytes) {
      const { lastId } = db.run('insert into refusals (received_at, reason, bytes) values ($now, $reason, $bytes)', {
        now: now(),
        reason,
        bytes,
      })
      db.run('delete from refusals where seq <= $oldest', { oldest: lastId - maxRefusals })
      events.emit('notifies.changed', { seq: 0 })
    },
    sealed: (seq) =>
      db.get<{ sealed: Uint8Array | null }>('select sealed from notifies where seq = $seq', { seq })?.sealed ?? null,
    dropCodes: (receivedBefore) =>
      void db.run(
        `update notifies set sealed = null
         where type = $type and received_at < $receivedBefore and sealed is not null`,
        { type: codeType, receivedBefore },
      ),
    setHandled(seqs) {
      db.transaction(() => {
        for (const seq of seqs) db.run('update notifies set handled = 1 where seq = $seq', { seq })
      })
    },
  }
}
