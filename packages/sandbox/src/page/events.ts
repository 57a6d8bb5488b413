import type { Bank } from '../bank.ts'
import { eventKinds, isEventKind, type EventKind } from '../events.ts'
import type { EventRow } from '../schema.ts'
import { html } from 'hono/html'
import { addressOf, type Visit } from './visit.ts'
import { code, listing, members, table, time, type Column, type Html } from './parts.ts'

interface Shown {
  row: number
  at: number
  kind: string
  detail: object
}

/** Events, newest first. */
function newest({ store }: Bank, page: { before: number; limit: number; kind?: EventKind | undefined }): Shown[] {
  const rows =
    page.kind === undefined
      ? store.all<EventRow>('SELECT * FROM events WHERE id < ? ORDER BY id DESC LIMIT ?', page.before, page.limit)
      : store.all<EventRow>(
          'SELECT * FROM events WHERE kind = ? AND id < ? ORDER BY id DESC LIMIT ?',
          page.kind,
          page.before,
          page.limit,
        )
  return rows.map(({ id, at, kind, detail }) => ({ row: id, at, kind, detail: JSON.parse(detail) as object }))
}

const columns: readonly Column<Shown>[] = [
  { title: 'No.', cell: ({ row }) => row, kind: 'n' },
  { title: 'When', cell: ({ at }) => time(at) },
  { title: 'Kind', cell: ({ kind }) => code(kind) },
  { title: 'What', cell: ({ detail }) => members(detail), kind: 'wide' },
]
const empty = 'Nothing has happened yet.'

export const latestEvents = ({ world: { bank } }: Visit, limit: number): Html =>
  table({ title: 'Latest events', rows: newest(bank, { before: Number.MAX_SAFE_INTEGER, limit }), columns, empty })

const kindLink = (label: string, kind: string | undefined, current: string | undefined): Html =>
  html`<a href="${addressOf({ view: 'events', kind })}" ${kind === current ? html`aria-current="true"` : ''}
    >${label}</a
  >`

export function events(visit: Visit): Html[] {
  const { kind: wish = '' } = visit.query
  const kind = isEventKind(wish) ? wish : undefined
  return [
    html`<p class="lead">
      ${kind ? eventKinds[kind] : 'Everything that happened, newest first; no secret is in it.'}
    </p>`,
    html`<p class="filter">
      ${kindLink('all', undefined, kind)} ${Object.keys(eventKinds).map((name) => kindLink(name, name, kind))}
    </p>`,
    listing(visit, {
      title: 'events',
      by: 'before',
      read: (page) => newest(visit.world.bank, { ...page, kind }),
      columns,
      empty,
    }),
  ]
}
