import type { Context } from 'hono'
import { eventKinds, eventLine, isEventKind, maxEventPage } from '../events.ts'
import { refused } from '../refusal.ts'
import type { World } from '../world.ts'
import { whole } from './input.ts'

/** Answers with a page of the event log: as JSON, or with `format=text` one event a line. */
export function showEvents({ bank }: World, context: Context): Response {
  const { after = '0', limit = '100', kind, format } = context.req.query()
  if (kind !== undefined && !isEventKind(kind))
    throw refused(`kind must be one of ${Object.keys(eventKinds).join(', ')}.`)
  const events = bank.events.list({
    after: whole({ after }, 'after', [0, Number.MAX_SAFE_INTEGER]),
    limit: whole({ limit }, 'limit', [1, maxEventPage]),
    kind,
  })
  if (format === 'text') return context.text(events.map((event) => `${eventLine(event)}\n`).join(''))
  return context.json({ events, next: events.at(-1)?.id ?? Number(after) })
}
