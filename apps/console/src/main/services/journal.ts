import {
  AsinxError,
  endpointOf,
  type DecidedBy,
  type EndpointKey,
  type Outcome,
  type Reference,
  type UnknownReason,
} from '@asinx-pay/core'
import type { JournalRow, Page } from '../../shared/bridge.ts'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import { pageOf, pageSize } from './page.ts'
import { matchOf } from './search/words.ts'

/** The ending of an intent that is known, or is known to be unknown. */
interface Ending {
  state: 'done' | 'declined' | 'unknown'
  why: UnknownReason | null
  message: string | null
  reference?: Reference
  by?: DecidedBy
  reason?: string
}

/** A row with the profile it belongs to. */
export type JournalEntry = JournalRow & { profileId: string }

/** Every `once` call, written down before it leaves. */
export interface Journal {
  /** @throws AsinxError `outcome_open`: the card has a spending call whose end is not known. */
  refuseOpen(profileId: string, cardId: number): void
  /** Whether the card has a spending call whose end is not known. */
  hasOpen(profileId: string, cardId: number): boolean
  /** Writes the intent; the database itself refuses a second open one of a card. @throws AsinxError `outcome_open` */
  begin(profileId: string, reference: Reference, balanceBefore: string | null): void
  /** Writes how it ended and what told so. What is done or declined stays so. */
  finish(intentId: string, outcome: Outcome<unknown>): JournalEntry
  /** It did not leave: nothing happened. */
  notSent(intentId: string, message: string): void
  /** Nobody saw how it ended. */
  lose(intentId: string): void
  find(intentId: string): JournalEntry | undefined
  /** Unknown ones of a profile, oldest first. */
  open(profileId: string): JournalEntry[]
  ofCard(profileId: string, cardId: number): JournalRow[]
  /** Once unknown, settled since that time, newest first. */
  settledSince(profileId: string, since: number): JournalRow[]
  page(profileId: string, filter: { cursor?: string; state?: JournalRow['state'] }): Page<JournalRow>
  /** By card, user, tag, order or intent, newest first. */
  search(profileId: string, search: string, limit: number): JournalRow[]
}

interface Stored extends Omit<JournalEntry, 'reference'> {
  seq: number
  reference: string
}

const columns = `seq, intent_id as intentId, profile_id as profileId, endpoint, state, why, message,
  sent_at as sentAt, settled_at as settledAt, unknown_at as unknownAt, settled_by as settledBy, reason, reference,
  balance_before as balanceBefore`
const lostMessage = 'The console ended before an answer came.'
const maxOpenRows = 200
const maxCardRows = 50

const entryOf = ({ seq: _seq, reference, ...row }: Stored): JournalEntry => ({
  ...row,
  reference: JSON.parse(reference) as Reference,
})
const rowOf = (stored: Stored): JournalRow => {
  const { profileId: _profileId, ...row } = entryOf(stored)
  return row
}

const endingOf = (outcome: Outcome<unknown>): Ending => {
  const { state, message = null, reference } = outcome
  if (outcome.state === 'unknown') return { state, why: outcome.why, message, reference }
  const { decidedBy: by } = outcome
  return by === 'person'
    ? { state, why: null, message: null, reference, by, reason: message ?? '' }
    : { state, why: null, message, reference, by }
}

const alreadyOpen = (cardId: number): AsinxError =>
  new AsinxError('outcome_open', `Card ${cardId} has a recharge whose outcome is open.`)

const isUniqueViolation = (error: unknown): boolean => (error as { errcode?: number }).errcode === 2067

function readers(db: Database): Pick<Journal, 'open' | 'ofCard' | 'settledSince' | 'page' | 'search'> {
  return {
    search(profileId, search, limit) {
      const match = matchOf(db, 'call', search)
      if (match === null) return []
      return db
        .all<Stored>(
          `select ${columns} from call_words cross join journal on journal.seq = call_words.rowid
           where call_words match $match and profile_id = $profileId order by call_words.rowid desc limit $limit`,
          { profileId, match, limit },
        )
        .map(rowOf)
    },
    open: (profileId) =>
      db
        .all<Stored>(
          `select ${columns} from journal where profile_id = $profileId and state = 'unknown' order by seq limit $limit`,
          { profileId, limit: maxOpenRows },
        )
        .map(entryOf),
    ofCard: (profileId, cardId) =>
      db
        .all<Stored>(
          `select ${columns} from journal where profile_id = $profileId and card_id = $cardId order by seq desc limit $limit`,
          { profileId, cardId, limit: maxCardRows },
        )
        .map(rowOf),
    settledSince: (profileId, since) =>
      db
        .all<Stored>(
          `select ${columns} from journal where profile_id = $profileId and unknown_at is not null and settled_at >= $since
           order by settled_at desc limit $limit`,
          { profileId, since, limit: maxCardRows },
        )
        .map(rowOf),
    page(profileId, { cursor, state }) {
      const rows = db.all<Stored>(
        `select ${columns} from journal
         where profile_id = $profileId and ($cursor is null or seq < $cursor) and ($state is null or state = $state)
         order by seq desc limit $limit`,
        { profileId, cursor: cursor === undefined ? null : Number(cursor), state: state ?? null, limit: pageSize + 1 },
      )
      return pageOf(rows, rowOf)
    },
  }
}

export function createJournal({ db, events, now }: { db: Database; events: EventHub; now: Clock }): Journal {
  // What a former run intended and did not live to see answered may have taken effect.
  db.run(
    `update journal set state = 'unknown', why = 'lost', message = $message, unknown_at = $now where state = 'intended'`,
    { message: lostMessage, now: now() },
  )

  const find = (intentId: string): JournalEntry | undefined => {
    const row = db.get<Stored>(`select ${columns} from journal where intent_id = $intentId`, { intentId })
    return row && entryOf(row)
  }

  const hasOpen = (profileId: string, cardId: number): boolean =>
    db.get(
      `select 1 from journal
       where profile_id = $profileId and card_id = $cardId and spends = 1 and state in ('intended', 'unknown')`,
      { profileId, cardId },
    ) !== undefined

  function end(intentId: string, { state, why, message, reference, by, reason }: Ending): JournalEntry {
    db.run(
      `update journal set state = $state, why = $why, message = $message,
         settled_at = case when $state = 'unknown' then null else $now end, reference = coalesce($reference, reference),
         unknown_at = case when $state = 'unknown' then coalesce(unknown_at, $now) else unknown_at end,
         settled_by = case when $state = 'unknown' then null else $by end, reason = $reason
       where intent_id = $intentId and state in ('intended', 'unknown')`,
      {
        intentId,
        state,
        why,
        message,
        now: now(),
        reference: reference ? JSON.stringify(reference) : null,
        by: by ?? null,
        reason: reason ?? null,
      },
    )
    events.emit('journal.changed', { intentId })
    const entry = find(intentId)
    if (!entry) throw new Error('The journal lost a row.')
    return entry
  }

  return {
    ...readers(db),
    find,
    hasOpen,
    refuseOpen(profileId, cardId) {
      if (hasOpen(profileId, cardId)) throw alreadyOpen(cardId)
    },
    begin(profileId, reference, balanceBefore) {
      const { intentId, endpoint, userBankcardId: cardId = null, sentAt } = reference
      const spends = endpointOf(endpoint as EndpointKey).spends === undefined ? 0 : 1
      try {
        db.run(
          `insert into journal (intent_id, profile_id, endpoint, card_id, spends, state, sent_at, reference, balance_before)
           values ($intentId, $profileId, $endpoint, $cardId, $spends, 'intended', $sentAt, $text, $balanceBefore)`,
          { intentId, profileId, endpoint, cardId, spends, sentAt, text: JSON.stringify(reference), balanceBefore },
        )
      } catch (error) {
        throw isUniqueViolation(error) ? alreadyOpen(cardId ?? 0) : error
      }
      events.emit('journal.changed', { intentId })
    },
    finish: (intentId, outcome) => end(intentId, endingOf(outcome)),
    notSent: (intentId, message) => void end(intentId, { state: 'declined', why: null, message, by: 'reply' }),
    lose: (intentId) => void end(intentId, { state: 'unknown', why: 'lost', message: lostMessage }),
  }
}
