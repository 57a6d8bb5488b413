import type { Delivery } from '@asinx-pay/core'
import type { NotifyCheck, NotifyFilter, NotifyRow, Page, RefusalRow } from '../../shared/bridge.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import { notifyColumns, showNotify, type CheckFacts, type StoredNotify } from './notify-row.ts'
import { pageOf, pageSize } from './page.ts'
import { foundNotifies } from './search/notifies.ts'

/** The inbox as a person reads it: searched, with what the API said of each, and what was refused. */
export interface NotifyBook {
  page(profileId: string, filter: NotifyFilter): Page<NotifyRow>
  find(profileId: string, seq: number): NotifyRow | undefined
  /** What a notify of this number and content would be. */
  delivery(profileId: string, notify: { uniqueNo: string; digest: string }): Delivery
  setCheck(seq: number, check: NotifyCheck): void
  refusals(filter: { cursor?: string }): Page<RefusalRow>
}

const trusted = `case when conflict = 1 then 'conflict' else coalesce(check_state, 'unchecked') end`

export function createNotifyBook({ db, events }: { db: Database; events: EventHub }): NotifyBook {
  return {
    page(profileId, { cursor, type, trust, search, since }) {
      const found = search ? foundNotifies(db, search) : undefined
      const rows = db.all<StoredNotify>(
        `select ${notifyColumns} from notifies
         where profile_id = $profileId and ($cursor is null or seq < $cursor) and ($type is null or type = $type)
           and ($since is null or received_at >= $since) and ($trust is null or ${trusted} = $trust)
           ${found ? `and seq in (${found.sql})` : ''}
         order by seq desc limit $limit`,
        {
          profileId,
          cursor: cursor === undefined ? null : Number(cursor),
          type: type ?? null,
          trust: trust ?? null,
          since: since ?? null,
          limit: pageSize + 1,
          ...found?.params,
        },
      )
      return pageOf(rows, showNotify)
    },
    find(profileId, seq) {
      const row = db.get<StoredNotify>(
        `select ${notifyColumns} from notifies where profile_id = $profileId and seq = $seq`,
        { profileId, seq },
      )
      return row && showNotify(row)
    },
    delivery(profileId, { uniqueNo, digest }) {
      const known = db.get<{ isSame: number | null }>(
        `select max(digest = $digest) as isSame from notifies
         where profile_id = $profileId and (unique_no = $uniqueNo or digest = $digest)`,
        { profileId, uniqueNo, digest },
      )
      if (known?.isSame === null || known === undefined) return 'new'
      return known.isSame === 1 ? 'repeat' : 'conflict'
    },
    setCheck(seq, { state, why, at, ...facts }) {
      db.run(
        `update notifies set check_state = $state, check_why = $why, checked_at = $at, check_facts = $facts
         where seq = $seq`,
        { seq, state, why, at, facts: JSON.stringify(facts satisfies CheckFacts) },
      )
      events.emit('notifies.changed', { seq })
    },
    refusals({ cursor }) {
      const rows = db.all<RefusalRow>(
        `select seq, received_at as receivedAt, reason, bytes from refusals
         where $cursor is null or seq < $cursor order by seq desc limit $limit`,
        { cursor: cursor === undefined ? null : Number(cursor), limit: pageSize + 1 },
      )
      return pageOf(rows, (row) => row)
    },
  }
}
