import { showMoney } from '@asinx-pay/core'
import { html, raw } from 'hono/html'
import type { State } from './state.ts'

type Html = ReturnType<typeof html>

const style = `
:root { color-scheme: light dark; --ink: light-dark(#16181d, #e8eaf0); --soft: light-dark(#5b6270, #9aa2b1);
  --line: light-dark(#e3e6ec, #2a2f3a); --page: light-dark(#f7f8fa, #101319); --sheet: light-dark(#fff, #171b23); --accent: light-dark(#0b6b4f, #4fc79c) }
* { box-sizing: border-box } body { margin: 0; font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--page) }
main { max-width: 1180px; margin: 0 auto; padding: 24px } h1 { font-size: 18px; margin: 0 } h2 { font-size: 14px; margin: 28px 0 8px }
header { display: flex; gap: 16px; align-items: baseline; flex-wrap: wrap } header p { margin: 0; color: var(--soft) }
dl { display: flex; gap: 32px; margin: 20px 0 0; flex-wrap: wrap } dt { color: var(--soft); font-size: 12px } dd { margin: 0; font-size: 20px }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; overflow-x: auto }
table { border-collapse: collapse; width: 100% } th, td { padding: 7px 12px; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap }
tr:last-child td { border-bottom: 0 } th { color: var(--soft); font-weight: 500; font-size: 12px } .n, dd { font-variant-numeric: tabular-nums } .n { text-align: right }
form { display: inline } button { font: inherit; font-size: 12px; padding: 2px 10px; border-radius: 6px; border: 1px solid var(--line); background: none; color: var(--accent); cursor: pointer }
button:hover { border-color: var(--accent) } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px } .empty { padding: 14px; color: var(--soft) } code { font-size: 12px }
`

const time = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').slice(0, 19)

const button = (action: string, label: string, values: Record<string, string> = {}): Html =>
  html`<form method="post" action="/__sandbox${action}">
    ${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button>${label}</button>
  </form>`

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
  return html`${button(`/cards/${id}/purchase`, 'Buy for 12.50', { amount: '12.50' })}
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
      { title: 'Status', cell: (row) => row.status + (row.enabled ? '' : ', frozen') },
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
      { title: 'Status', cell: (row) => row.status },
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
      { title: 'State', cell: (row) => `${row.status}, ${row.attempts} tried${row.answer ? `, ${row.answer}` : ''}` },
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
      { title: 'KYC', cell: (row) => row.kyc },
      { title: 'Since', cell: (row) => time(row.createdAt) },
      { title: 'Do', cell: (row) => button(`/users/${row.uid}/deposit`, 'Deposit 100 USDT', { amount: '100' }) },
    ],
    'No users yet.',
  )

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
          <style>
            ${raw(style)}
          </style>
        </head>
        <body>
          <main>
            <header>
              <h1>ASINX PAY sandbox</h1>
              <p>${time(state.clock.now)} UTC</p>
              ${button('/clock/advance', '+1 hour', { ms: '3600000' })}
              ${button('/clock/advance', '+1 month', { ms: '2678400000' })}
              <p>${state.problems.length === 0 ? 'The books add up.' : state.problems.join('; ')}</p>
            </header>
            <dl>
              <div>
                <dt>Available (${merchant.currency})</dt>
                <dd>${showMoney(merchant.available)}</dd>
              </div>
              <div>
                <dt>Frozen</dt>
                <dd>${showMoney(merchant.frozen)}</dd>
              </div>
              <div>
                <dt>Fees paid</dt>
                <dd>${showMoney(merchant.fees)}</dd>
              </div>
            </dl>
            <h2>Cards</h2>
            ${cards(state)}
            <h2>Orders</h2>
            ${orders(state)}
            <h2>Notifies</h2>
            ${deliveries(state)}
            <h2>Users</h2>
            ${users(state)}
            <h2>Ledger</h2>
            ${entries(state)}
          </main>
        </body>
      </html>`,
  )
}
