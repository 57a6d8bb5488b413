import { html, raw } from 'hono/html'
import { cards } from './cards.ts'
import { clock } from './clock.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { money } from './money.ts'
import { notifies } from './notifies.ts'
import { overview } from './overview.ts'
import { link, time, type Html } from './parts.ts'
import { style } from './style.ts'
import { users } from './users.ts'
import { addressBack, addressOf, type Visit } from './visit.ts'

interface View {
  title: string
  show: (visit: Visit) => unknown
}

/** Every view by its name in the address; the first is where one arrives. */
const views: Readonly<Record<string, View>> = {
  overview: { title: 'Overview', show: overview },
  users: { title: 'Users', show: users },
  cards: { title: 'Cards', show: cards },
  money: { title: 'Money', show: money },
  notifies: { title: 'Notifies', show: notifies },
  faults: { title: 'Faults', show: faults },
  events: { title: 'Events', show: events },
  clock: { title: 'Clock', show: clock },
}
export const viewNames = Object.keys(views)

const tab = (name: string, title: string, current: string): Html =>
  html`<a
    href="${addressOf({ view: name === 'overview' ? undefined : name })}"
    ${name === current ? html`aria-current="page"` : ''}
    >${title}</a
  >`

interface Sheet {
  view: string
  title: string
  body: unknown
}

function layout({ bank }: Visit['world'], { view, title, body }: Sheet): string {
  return String(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${title} - ASINX PAY sandbox</title>
          ${raw(`<style>${style}</style>`)}
        </head>
        <body>
          <header>
            <a class="skip" href="#content">Skip to the content</a>
            <div class="top">
              <p class="brand">ASINX PAY sandbox</p>
              <p>simulated; no real money moves</p>
              <p>${time(bank.clock.now())} UTC${bank.clock.isFrozen() ? ', frozen' : ''}</p>
            </div>
            <nav aria-label="Views">${viewNames.map((name) => tab(name, views[name]?.title ?? name, view))}</nav>
          </header>
          <main id="content">
            <h1>${title}</h1>
            ${body}
          </main>
        </body>
      </html>`,
  )
}

/** A view as the address asks for it; undefined when there is none of that name. */
export function renderPage(visit: Visit): string | undefined {
  const { view = 'overview', card } = visit.query
  const found = Object.hasOwn(views, view) ? views[view] : undefined
  if (!found) return undefined
  const title = view === 'cards' && card !== undefined ? `Card ${card}` : found.title
  return layout(visit.world, { view, title, body: found.show(visit) })
}

/** What a form was refused for, and the way back to it. */
export const renderRefusal = (world: Visit['world'], message: string, back: string | undefined): string =>
  layout(world, {
    view: '',
    title: 'That was refused',
    body: html`<p class="note bad" role="alert">${message}</p>
      <p><a href="${addressBack(back)}">Back</a></p>`,
  })

export const renderMissing = (world: Visit['world']): string =>
  layout(world, {
    view: '',
    title: 'There is no such view',
    body: html`<p>${link('Overview', {})}</p>`,
  })
