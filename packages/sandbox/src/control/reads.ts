import type { Context, Hono } from 'hono'
import { audit } from '../audit.ts'
import { eventKinds, eventLine, isEventKind, maxEventPage } from '../events.ts'
import { renderMissing, renderPage } from '../page/page.ts'
import { pageHeaders } from '../page/style.ts'
import { refused } from '../refusal.ts'
import { isStateKind, maxStatePage, readState, readStatePage, stateKinds } from '../state.ts'
import type { World } from '../world.ts'
import { whole } from './input.ts'

const anyNumber = [0, Number.MAX_SAFE_INTEGER] as const

/** A page of the event log: as JSON, or with `format=text` one event a line. */
function showEvents({ bank }: World, context: Context): Response {
  const { after = '0', limit = '100', kind, format } = context.req.query()
  if (kind !== undefined && !isEventKind(kind))
    throw refused(`kind must be one of ${Object.keys(eventKinds).join(', ')}.`)
  const events = bank.events.list({
    after: whole({ after }, 'after', anyNumber),
    limit: whole({ limit }, 'limit', [1, maxEventPage]),
    kind,
  })
  if (format === 'text') return context.text(events.map((event) => `${eventLine(event)}\n`).join(''))
  return context.json({ events, next: events.at(-1)?.id ?? Number(after) })
}

/** A page of one kind of thing, newest first. */
function showState({ bank }: World, context: Context): Response {
  const kind = context.req.param('kind') ?? ''
  if (!isStateKind(kind)) throw refused(`The state has ${Object.keys(stateKinds).join(', ')}.`)
  const { before = String(Number.MAX_SAFE_INTEGER), limit = '50' } = context.req.query()
  const page = { before: whole({ before }, 'before', anyNumber), limit: whole({ limit }, 'limit', [1, maxStatePage]) }
  return context.json(readStatePage(bank, kind, page))
}

/** A notify and what became of it at each address. */
function showNotify({ bank: { store } }: World, context: Context): Response {
  const uniqueNo = context.req.param('uniqueNo') ?? ''
  const notify = store.one<{ type: string; summary: string; createdAt: number }>(
    'SELECT type, summary, createdAt FROM notifies WHERE uniqueNo = ?',
    uniqueNo,
  )
  if (!notify) throw refused('The notify does not exist.')
  const deliveries = store.all<{ url: string; status: string; attempts: number; answer: string | null }>(
    `SELECT deliveries.id, url, status, attempts, answer FROM deliveries JOIN addresses ON addresses.id = addressId
     WHERE uniqueNo = ? ORDER BY deliveries.id`,
    uniqueNo,
  )
  const { type, summary, createdAt } = notify
  return context.json({ uniqueNo, type, createdAt, data: JSON.parse(summary) as object, deliveries })
}

function showPage(world: World, context: Context): Response | Promise<Response> {
  const page = renderPage({ world, query: context.req.query() })
  return context.html(page ?? renderMissing(world), page === undefined ? 404 : 200, pageHeaders)
}

/** Everything that can be looked at. */
export function addReads(app: Hono, world: World): void {
  app.get('/', (context) => showPage(world, context))
  app.get('/state', (context) => context.json(readState(world)))
  app.get('/state/:kind', (context) => showState(world, context))
  app.get('/notifies/:uniqueNo', (context) => showNotify(world, context))
  app.get('/audit', (context) => context.json({ problems: audit(world.bank) }))
  app.get('/clock', (context) => context.json(world.clock.state()))
  app.get('/events', (context) => showEvents(world, context))
  app.get('/snapshots', (context) => context.json({ snapshots: world.snapshots.list() }))
}
