import type { EndpointKey } from '@asinx-pay/core'
import type { Page, UserRow } from '../../shared/bridge.ts'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import { pageOf, pageSize } from './page.ts'
import { matchOf } from './search/words.ts'

/** What an answer says of a user; members that are absent stay as they were. */
export interface UserFacts {
  kycStatus?: string
  /** Identity data, or a link to give it, went out by this call. */
  kycSentBy?: EndpointKey
  isHolderSent?: true
}

/** Users this console knows: the API lists nobody. */
export interface UserBook {
  addUser(profileId: string, user: { uid: string; email: string | null; note?: string }): void
  noteUser(profileId: string, uid: string, note: string): void
  learnUser(profileId: string, uid: string, facts: UserFacts): void
  user(profileId: string, uid: string): UserRow | undefined
  users(profileId: string, filter: { cursor?: string; search?: string }): Page<UserRow>
}

const columns = `uid, email, created_at as createdAt, note, kyc_status as kycStatus, kyc_asked_at as kycAskedAt,
  kyc_sent_at as kycSentAt, kyc_sent_by as kycSentBy, holder_sent_at as holderSentAt,
  (select count(*) from cards where cards.profile_id = users.profile_id and cards.uid = users.uid) as cards`

/** The words first: they come newest first, and as many as are wanted are looked up. */
const found = 'user_words cross join users on users.seq = user_words.rowid'

/** `so•••@example.com`: enough to recognise, not enough to write to. */
export function maskEmail(email: string): string {
  const [name = '', host = ''] = email.split('@')
  return `${name.slice(0, 2)}•••@${host}`
}

export function createUserBook({ db, events, now }: { db: Database; events: EventHub; now: Clock }): UserBook {
  const changed = (uid: string): void => events.emit('users.changed', { uid })
  return {
    addUser(profileId, { uid, email, note }) {
      db.run(
        `insert into users (profile_id, uid, email, note, created_at) values ($profileId, $uid, $email, $note, $now)
         on conflict (profile_id, uid) do update set
           email = coalesce(excluded.email, email), note = coalesce(excluded.note, note)`,
        { profileId, uid, email: email === null ? null : maskEmail(email), note: note ?? null, now: now() },
      )
      changed(uid)
    },
    noteUser(profileId, uid, note) {
      const text = note.trim() || null
      db.run('update users set note = $text where profile_id = $profileId and uid = $uid', { profileId, uid, text })
      changed(uid)
    },
    learnUser(profileId, uid, { kycStatus, kycSentBy, isHolderSent }) {
      db.run(
        `update users set
           kyc_status = coalesce($kycStatus, kyc_status),
           kyc_asked_at = case when $kycStatus is null then kyc_asked_at else $now end,
           kyc_sent_by = coalesce($kycSentBy, kyc_sent_by),
           kyc_sent_at = case when $kycSentBy is null then kyc_sent_at else $now end,
           holder_sent_at = case when $isHolderSent then $now else holder_sent_at end
         where profile_id = $profileId and uid = $uid`,
        {
          profileId,
          uid,
          now: now(),
          kycStatus: kycStatus ?? null,
          kycSentBy: kycSentBy ?? null,
          isHolderSent: isHolderSent ? 1 : 0,
        },
      )
      changed(uid)
    },
    user: (profileId, uid) =>
      db.get<UserRow>(`select ${columns} from users where profile_id = $profileId and uid = $uid`, { profileId, uid }),
    users(profileId, { cursor, search }) {
      const match = search ? matchOf(db, 'user', search) : undefined
      if (match === null) return { rows: [], cursor: null }
      const rows = db.all<UserRow & { seq: number }>(
        `select seq, ${columns} from ${match === undefined ? 'users' : found}
         where profile_id = $profileId and ($cursor is null or seq < $cursor)
           ${match === undefined ? '' : 'and user_words match $match'}
         order by ${match === undefined ? 'seq' : 'user_words.rowid'} desc limit $limit`,
        {
          profileId,
          cursor: cursor === undefined ? null : Number(cursor),
          limit: pageSize + 1,
          ...(match !== undefined && { match }),
        },
      )
      return pageOf(rows, ({ seq: _seq, ...user }) => user)
    },
  }
}
