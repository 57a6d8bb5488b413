import {
  retentionChoices,
  retentionKinds,
  usualRetention,
  type RetentionDays,
  type RetentionKind,
} from '../../shared/retention.ts'
import { ConsoleError } from '../errors.ts'
import type { Audit, Clock } from '../ports.ts'
import type { AuditTrail } from './audit.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import type { Settings } from './settings.ts'
import { firstIdAt } from './transactions/filter.ts'

/** Deletes what a person does not want kept any longer, a piece at a time. */
export interface Retention {
  all(): Record<RetentionKind, RetentionDays>
  /** @throws ConsoleError `not_found` for a number of days that is none of the kind's */
  set(kind: RetentionKind, days: RetentionDays): void
  /** Deletes a piece of each kind when it is time. */
  tick(): void
}

/** How often old entries are looked for, in milliseconds. */
export const retentionEveryMs = 3_600_000
/** Most entries of a kind that are deleted at a time; the rest waits for the next tick. */
export const maxDeleted = 5000
const dayMs = 86_400_000
/** The trail is shortened a week at a time, as each shortening is a line in it. */
const auditSlackMs = 7 * dayMs

/** What an open outcome may be settled by stays: the card's notifies, and all of a merchant where no card is named. */
const evidence = `exists (
  select 1 from journal where journal.profile_id = notifies.profile_id and state in ('intended', 'unknown')
    and (journal.card_id is null or journal.card_id = notifies.card_id))`

const deletions: Readonly<Record<Exclude<RetentionKind, 'audit'>, string>> = {
  requests: `delete from requests where seq in (
    select seq from requests where at < $before order by seq limit $limit)`,
  notifies: `delete from notifies where seq in (
    select seq from profiles join notifies on notifies.profile_id = profiles.id
    where received_at < $before and handled = 1 and not ${evidence} limit $limit)`,
  transactions: 'delete from transactions where id in (select id from transactions where id < $before limit $limit)',
}

export interface RetentionPorts {
  db: Database
  settings: Settings
  events: EventHub
  audit: Audit
  trail: AuditTrail
  now: Clock
}

export function createRetention({ db, settings, events, audit, trail, now }: RetentionPorts): Retention {
  let nextAt = Number.NEGATIVE_INFINITY
  const daysOf = (kind: RetentionKind): RetentionDays => settings.get(`keep.${kind}`) ?? usualRetention[kind]

  function shortenTrail(before: number): boolean {
    const oldest = db.get<{ at: number }>('select at from audit order by seq limit 1')
    if (!oldest || oldest.at >= before - auditSlackMs) return false
    return trail.shorten(before, maxDeleted) === maxDeleted
  }

  /** Returns whether there may be more. */
  function deletePiece(kind: RetentionKind): boolean {
    const days = Number(daysOf(kind))
    if (days === 0) return false
    const before = now() - days * dayMs
    if (kind === 'audit') return shortenTrail(before)
    const from = kind === 'transactions' ? firstIdAt(before) : before
    return db.run(deletions[kind], { before: from, limit: maxDeleted }).changes === maxDeleted
  }

  return {
    all: () =>
      Object.fromEntries(retentionKinds.map((kind) => [kind, daysOf(kind)])) as Record<RetentionKind, RetentionDays>,
    set(kind, days) {
      const choices: readonly RetentionDays[] = retentionChoices[kind]
      if (!choices.includes(days)) throw new ConsoleError('not_found', `${kind} cannot be kept for ${days} days.`)
      settings.set(`keep.${kind}`, days)
      audit.note('retention.set', { kind, days })
      events.emit('session.changed', null)
      nextAt = Number.NEGATIVE_INFINITY
    },
    tick() {
      if (now() < nextAt) return
      const hasMore = retentionKinds.map(deletePiece).includes(true)
      nextAt = hasMore ? Number.NEGATIVE_INFINITY : now() + retentionEveryMs
    },
  }
}
