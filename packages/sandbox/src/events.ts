import { canonicalJson } from '@asinx-pay/core'
import type { Clock } from './clock.ts'
import type { EventRow } from './schema.ts'
import type { Store } from './store.ts'

/** What the event log tells of, as plain data: docs and the page come from it. */
export const eventKinds = {
  call: 'A call of the API was answered: endpoint, code, user, card and the faults that hit it.',
  control: 'Somebody acted from outside the API, over the control endpoints.',
  card: 'A card moved on in its life.',
  ledger: 'Money moved between two accounts.',
  notify: 'A notify was made.',
  delivery: 'A notify was tried at an address, and what came of it.',
  clock: 'The clock was set, moved, frozen or let go.',
} as const satisfies Record<string, string>

export type EventKind = keyof typeof eventKinds

/** Members of an event; ids, codes, amounts and states, never a secret. */
type Detail = Record<string, string | number | boolean | readonly string[] | undefined>

/** One thing that happened. */
export interface SandboxEvent {
  /** Its place in the log, from 1. */
  id: number
  /** Milliseconds of the sandbox's clock. */
  at: number
  kind: EventKind
  detail: Record<string, unknown>
}

export interface EventQuery {
  /** Only what comes after this event. */
  after?: number | undefined
  /** At most so many; the most there can be is `maxEventPage`. */
  limit?: number | undefined
  kind?: EventKind | undefined
}

/** Most events that are read at once. */
export const maxEventPage = 1_000
/** How many events are kept; the oldest make room. */
export const maxEvents = 1_000_000
/** Room is made in pieces of this many. */
const pruneEvery = 1_000

/** The log of everything that happened, in order; only ever added to. */
export interface Events {
  add(kind: EventKind, detail: Detail): void
  list(query?: EventQuery): SandboxEvent[]
}

export const isEventKind = (kind: string): kind is EventKind => Object.hasOwn(eventKinds, kind)

export function createEvents(store: Store, clock: Clock): Events {
  return {
    add(kind, detail) {
      const id = store.insert('events', { at: clock.now(), kind, detail: canonicalJson(detail) })
      if (id % pruneEvery === 0) store.run('DELETE FROM events WHERE id <= ?', id - maxEvents)
    },
    list({ after = 0, limit = maxEventPage, kind } = {}) {
      const most = Math.min(limit, maxEventPage)
      const rows =
        kind === undefined
          ? store.all<EventRow>('SELECT * FROM events WHERE id > ? ORDER BY id LIMIT ?', after, most)
          : store.all<EventRow>('SELECT * FROM events WHERE kind = ? AND id > ? ORDER BY id LIMIT ?', kind, after, most)
      return rows.map(({ id, at, kind: found, detail }) => ({
        id,
        at,
        kind: found as EventKind,
        detail: JSON.parse(detail) as Record<string, unknown>,
      }))
    },
  }
}

/** An event as a line of text, the same for the same event. */
export const eventLine = ({ id, at, kind, detail }: SandboxEvent): string =>
  `${id} ${new Date(at).toISOString()} ${kind} ${canonicalJson(detail)}`

/** The whole log as text, one event a line. */
export function eventLog(events: Events): string {
  const lines: string[] = []
  for (let after = 0, page = events.list({ after }); page.length > 0; page = events.list({ after })) {
    for (const event of page) lines.push(`${eventLine(event)}\n`)
    after = page.at(-1)?.id ?? after
  }
  return lines.join('')
}
