import { showMoney } from '@asinx-pay/core'
import { html } from 'hono/html'
import { addressOf, type Visit } from './visit.ts'

export type Html = ReturnType<typeof html>

/** How many rows a list shows at once. */
const pageRows = 30

export const time = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').slice(0, 19)
export const code = (text: string | number): Html => html`<code>${text}</code>`
export const link = (text: string | number, query: Visit['query']): Html =>
  html`<a href="${addressOf(query)}">${text}</a>`
export const cardLink = (id: number): Html => link(id, { view: 'cards', card: String(id) })

const marks: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    good: ['ACTIVE', 'SUCCESS', 'PASSED', 'APPROVED', 'posted', 'delivered'],
    warn: ['AUDITING', 'AUDIT_PASS', 'PROCESSING', 'PENDING', 'pending', 'waiting', 'frozen'].concat(
      ['ACTIVE', 'CLOSE', 'EXCHANGE'].map((what) => `${what}_PROCESSING`),
    ),
    bad: ['AUDIT_NOT_PASS', 'FAILED', 'DECLINED', 'declined', 'vodi', 'failed', 'dropped'],
  }).flatMap(([tone, words]) => words.map((word): [string, string] => [word, tone])),
)
/** A status: the word, and a colour that says how good it is. */
export const mark = (word: string): Html => html`<span class="mark ${marks[word] ?? ''}">${word}</span>`

export interface Column<Row> {
  title: string
  cell: (row: Row) => unknown
  /** Right-aligned, or with room for long text. */
  kind?: 'n' | 'wide'
}
/** An amount in a table; empty where there is none. */
export const amountText = (amount: string | null): string => (amount === null ? '' : showMoney(amount))

interface Table<Row> {
  title: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  /** What stands there instead of no rows. */
  empty: string
}

/** Rows in a sheet that scrolls by itself when it is too wide, with the keyboard too. */
export function table<Row>({ title, rows, columns, empty }: Table<Row>): Html {
  if (rows.length === 0) return html`<div class="sheet"><p class="empty">${empty}</p></div>`
  return html`<div class="sheet" role="region" aria-label="${title}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${columns.map(({ title, kind }) => html`<th scope="col" class="${kind ?? ''}">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map(({ cell, kind }) => html`<td class="${kind ?? ''}">${cell(row)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

interface Listing<Row> extends Omit<Table<Row>, 'rows'> {
  read: (page: { before: number; limit: number }) => readonly Row[]
  /** The parameter that says where the list goes on; lists of one view have one each. */
  by: string
}

const placeOf = (text: string | undefined): number => {
  const place = Number(text ?? Number.NaN)
  return Number.isSafeInteger(place) ? place : Number.MAX_SAFE_INTEGER
}

/** A table of the newest rows with the ways to older ones. */
export function listing<Row extends { row: number }>({ query }: Visit, { read, by, ...rest }: Listing<Row>): Html {
  const before = placeOf(query[by])
  const found = read({ before, limit: pageRows + 1 })
  const rows = found.slice(0, pageRows)
  const isFirst = before === Number.MAX_SAFE_INTEGER
  const last = found.length > pageRows ? rows.at(-1) : undefined
  return html`${table({ ...rest, rows })}
  ${
    isFirst && !last
      ? ''
      : html`<p class="pager">
          ${isFirst ? '' : link(`Newest: ${rest.title}`, { ...query, [by]: undefined })}
          ${last ? link(`Older: ${rest.title}`, { ...query, [by]: String(last.row) }) : ''}
        </p>`
  }`
}

export const section = (title: string, content: unknown): Html =>
  html`<h2>${title}</h2>
    ${content}`

/** Names with their values, as figures or as facts. */
export const facts = (rows: readonly (readonly [string, unknown])[], kind: 'figures' | 'facts' = 'facts'): Html =>
  html`<dl class="${kind}">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`

/** Members of an object as text: `card=101 from=AUDITING`. */
export const members = (object: object): Html =>
  code(
    Object.entries(object)
      .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('  '),
  )

/** What a notify says, on request. */
export const content = (data: object): Html =>
  html`<details>
    <summary>Content</summary>
    <pre>${JSON.stringify(data, null, 2)}</pre>
  </details>`
