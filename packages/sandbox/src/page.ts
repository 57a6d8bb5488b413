import { showMoney } from '@asinx-pay/core'
import { html, raw } from 'hono/html'
import { createHash } from 'node:crypto'
import type { State } from './state.ts'

type Html = ReturnType<typeof html>

const style = `
:root { color-scheme: light dark; --ink: light-dark(#16181d, #e8eaf0); --soft: light-dark(#5b6270, #9aa2b1);
  --line: light-dark(#e3e6ec, #2a2f3a); --page: light-dark(#f7f8fa, #101319); --sheet: light-dark(#fff, #171b23);
  --accent: light-dark(#0b6b4f, #4fc79c); --good: light-dark(#e2f4ec, #12382c); --warn: light-dark(#fdf0d5, #3d3113);
  --bad: light-dark(#fde6e4, #43201d) }
* { box-sizing: border-box }
body { margin: 0; font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--page) }
main { max-width: 1240px; margin: 0 auto; padding: 28px 24px 64px }
h1 { font-size: 19px; margin: 0; letter-spacing: -.01em } h2 { font-size: 14px; margin: 32px 0 8px }
header { display: flex; gap: 12px 16px; align-items: center; flex-wrap: wrap } header p { margin: 0; color: var(--soft) }
header .end { margin-left: auto; display: flex; gap: 8px }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin: 20px 0 0 }
dl > div { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px }
dt { color: var(--soft); font-size: 12px } dd { margin: 2px 0 0; font-size: 22px }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { padding: 7px 12px; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap }
tr:last-child td { border-bottom: 0 } th { color: var(--soft); font-weight: 500; font-size: 12px }
td, dd, header p { font-variant-numeric: tabular-nums } .n { text-align: right }
form { display: inline-flex; gap: 4px; margin: 0 8px 0 0 }
input, button { font: inherit; font-size: 12px; padding: 3px 10px; border-radius: 6px; border: 1px solid var(--line); background: none; color: var(--ink) }
input { width: 76px; padding: 3px 8px; text-align: right; font-variant-numeric: tabular-nums }
button { color: var(--accent); cursor: pointer } button:hover { border-color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.mark { padding: 1px 8px; border-radius: 99px; font-size: 12px; background: var(--line) }
.mark.good { background: var(--good) } .mark.warn { background: var(--warn) } .mark.bad { background: var(--bad) }
.empty { padding: 14px; color: var(--soft) } code { font-size: 12px } summary { margin: 32px 0 8px; cursor: pointer; font-weight: 600 }
`

/** Its one style sheet by its hash, and forms: the page runs no script and loads nothing. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

const time = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').slice(0, 19)

const button = (action: string, label: string, values: Record<string, string> = {}): Html =>
  html`<form method="post" action="/__sandbox${action}">
    ${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button>${label}</button>
  </form>`

/** A button with an amount to fill in. */
const payButton = (action: string, label: string, amount: string): Html =>
  html`<form method="post" action="/__sandbox${action}">
    <input name="amount" value="${amount}" inputmode="decimal" aria-label="Amount, ${label}" />
    <button>${label}</button>
  </form>`

const marks: Record<string, string> = {
  ...Object.fromEntries(['ACTIVE', 'SUCCESS', 'PASSED', 'delivered'].map((word) => [word, 'good'])),
  ...Object.fromEntries(['AUDIT_NOT_PASS', 'FAILED', 'failed'].map((word) => [word, 'bad'])),
  ...Object.fromEntries(
    ['AUDITING', 'ACTIVE_PROCESSING', 'CLOSE_PROCESSING', 'PROCESSING', 'PENDING', 'waiting'].map((word) => [
      word,
      'warn',
    ]),
  ),
}
const mark = (word: string): Html => html`<span class="mark ${marks[word] ?? ''}">${word}</span>`

interface Column<Row> {
  title: string
  cell: (row: Row) => Html | string | number
  number?: true
}

function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], empty: string): Html {
  if (rows.length === 0) return html`<div class="sheet empty">${empty}</div>`
  const kind = (column: Column<Row>): string => (column.number ? 'n' : '')
  return html`<div class="sheet">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th class="${kind(column)}">${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map((column) => html`<td class="${kind(column)}">${column.cell(row)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

const cardButtons = ({ userBankcardId: id, status }: State['cards'][number]): Html => {
  if (status === 'AUDITING')
    return html`${button(`/cards/${id}/approve`, 'Approve')} ${button(`/cards/${id}/reject`, 'Reject')}`
  if (status !== 'ACTIVE') return html``
  return html`${payButton(`/cards/${id}/purchase`, 'Buy', '12.50')}
  ${button(`/cards/${id}/verification-code`, 'Send code')}`
}

const cards = (state: State): Html =>
  table(
    state.cards,
    [
      { title: 'Card', cell: (row) => row.userBankcardId },
      { title: 'Number', cell: (row) => row.maskedPan },
      { title: 'Product', cell: (row) => row.product },
      { title: 'User', cell: (row) => html`<code>${row.uid}</code>` },
      { title: 'Status', cell: (row) => html`${mark(row.status)}${row.enabled ? '' : ' frozen'}` },
      { title: 'Balance', cell: (row) => showMoney(row.balance), number: true },
      { title: 'Do', cell: cardButtons },
    ],
    'No cards yet: register a user and apply for one.',
  )

const orders = (state: State): Html =>
  table(
    state.orders,
    [
      { title: 'Order', cell: (row) => html`<code>${row.requestOrderId}</code>` },
      { title: 'Card', cell: (row) => row.cardId },
      { title: 'Kind', cell: (row) => row.kind },
      { title: 'Amount', cell: (row) => showMoney(row.amount), number: true },
      { title: 'Status', cell: (row) => mark(row.status) },
      {
        title: 'Do',
        cell: (row) =>
          row.status === 'PROCESSING'
            ? html`${button(`/orders/${row.requestOrderId}/settle`, 'Succeed', { status: 'SUCCESS' })}
              ${button(`/orders/${row.requestOrderId}/settle`, 'Fail', { status: 'FAILED' })}`
            : '',
      },
    ],
    'No orders yet.',
  )

const deliveries = (state: State): Html =>
  table(
    state.deliveries,
    [
      { title: 'Notify', cell: (row) => row.type },
      { title: 'Made', cell: (row) => time(row.createdAt) },
      { title: 'To', cell: (row) => html`<code>${row.url}</code>` },
      { title: 'State', cell: (row) => mark(row.status) },
      { title: 'Tries', cell: (row) => row.attempts, number: true },
      { title: 'Answer', cell: (row) => row.answer ?? '' },
      { title: 'Do', cell: (row) => button(`/deliveries/${row.id}/resend`, 'Resend') },
    ],
    state.addresses.length === 0 ? 'No address receives notifies: start with --notify URL.' : 'Nothing sent yet.',
  )

const entries = (state: State): Html =>
  table(
    state.ledger,
    [
      { title: 'When', cell: (row) => time(row.at) },
      { title: 'Kind', cell: (row) => row.kind },
      { title: 'From', cell: (row) => row.source },
      { title: 'To', cell: (row) => row.target },
      { title: 'Amount', cell: (row) => showMoney(row.amount), number: true },
      { title: 'Reference', cell: (row) => html`<code>${row.reference}</code>` },
    ],
    'No money has moved.',
  )

const users = (state: State): Html =>
  table(
    state.users,
    [
      { title: 'User', cell: (row) => html`<code>${row.uid}</code>` },
      { title: 'Email', cell: (row) => row.email },
      { title: 'KYC', cell: (row) => mark(row.kyc) },
      { title: 'Since', cell: (row) => time(row.createdAt) },
      {
        title: 'Do',
        cell: (row) =>
          html`${payButton(`/users/${row.uid}/deposit`, 'Deposit USDT', '100')}
          ${row.kyc === 'PASSED' ? '' : button(`/users/${row.uid}/verify`, 'Pass KYC')}`,
      },
    ],
    'No users yet.',
  )

const deposits = (state: State): Html =>
  table(
    state.deposits,
    [
      { title: 'Order', cell: (row) => html`<code>${row.orderNo}</code>` },
      { title: 'From', cell: (row) => (row.uid === null ? 'merchant' : html`<code>${row.uid}</code>`) },
      { title: 'Coin', cell: (row) => row.symbol },
      { title: 'Amount', cell: (row) => showMoney(row.amount), number: true },
      { title: 'Fee', cell: (row) => showMoney(row.fee), number: true },
      { title: 'Received', cell: (row) => showMoney(row.receiveAmount), number: true },
      { title: 'Status', cell: (row) => mark(row.status) },
    ],
    'No deposits yet.',
  )

const figure = (title: string, amount: string): Html =>
  html`<div>
    <dt>${title}</dt>
    <dd>${showMoney(amount)}</dd>
  </div>`

const section = (title: string, content: Html): Html =>
  html`<h2 id="${title.toLowerCase()}">${title}</h2>
    ${content}`

const booksOf = ({ problems }: State): string => {
  if (problems === undefined) return 'The books are thick; audit them at /__sandbox/audit.'
  return problems.length === 0 ? 'The books add up.' : problems.join('; ')
}

/** The page under `/__sandbox`: what is there, and buttons for what the vendor would do. */
export function renderPage(state: State): string {
  const { merchant } = state
  return String(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>ASINX PAY sandbox</title>
          ${raw(`<style>${style}</style>`)}
        </head>
        <body>
          <main>
            <header>
              <h1>ASINX PAY sandbox</h1>
              <p>${time(state.clock.now)} UTC${state.clock.frozen ? ', frozen' : ''}</p>
              <p>${booksOf(state)}</p>
              <div class="end">
                ${state.clock.frozen ? button('/clock/resume', 'Resume') : button('/clock/freeze', 'Freeze')}
                ${button('/clock/advance', '+1 minute', { ms: '60000' })}
                ${button('/clock/advance', '+1 hour', { ms: '3600000' })}
                ${button('/clock/advance', '+1 day', { ms: '86400000' })}
                ${payButton('/merchant/top-up', 'Top up', '1000')}
              </div>
            </header>
            <dl>
              ${figure(`Available (${merchant.currency})`, merchant.available)} ${figure('Frozen', merchant.frozen)}
              ${figure('Fees paid', merchant.fees)}
            </dl>
            ${section('Cards', cards(state))} ${section('Orders', orders(state))}
            ${section('Notifies', deliveries(state))} ${section('Users', users(state))}
            ${section('Deposits', deposits(state))} ${section('Ledger', entries(state))}
          </main>
        </body>
      </html>`,
  )
}
