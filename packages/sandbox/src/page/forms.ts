import { html } from 'hono/html'
import type { Html } from './parts.ts'
import { addressOf, backTo, type Visit } from './visit.ts'

/** Something a form does: it posts to a control endpoint and comes back to the view it was on. */
interface Deed {
  /** The control endpoint, below `/__sandbox`. */
  to: string
  label: string
  /** What it is done to, for those who do not see the row it stands in. */
  about?: string | number
  values?: Readonly<Record<string, string>>
  fields?: Html | readonly Html[]
  danger?: true
}

export const deed = (visit: Visit, { to, label, about, values = {}, fields, danger }: Deed): Html =>
  html`<form method="post" action="/__sandbox${to}?${String(new URLSearchParams({ back: backTo(visit) }))}">
    ${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${fields}
    <button class="${danger ? 'danger' : ''}" aria-label="${about === undefined ? label : `${label}: ${about}`}">
      ${label}
    </button>
  </form>`

interface Input {
  name: string
  label: string
  value?: string | undefined
  /** Shown as an example where nothing stands yet. */
  example?: string | undefined
  mode?: 'decimal' | 'numeric'
  required?: boolean
  /** The label is read out and not shown, where a table has no room. */
  quiet?: true
  long?: true
}

export function input({ name, label, value = '', example = '', mode, required, quiet, long }: Input): Html {
  const box = html`<input
    name="${name}"
    value="${value}"
    placeholder="${example}"
    class="${long ? 'long' : ''}"
    autocomplete="off"
    ${mode ? html`inputmode="${mode}"` : ''}
    ${quiet ? html`aria-label="${label}"` : ''}
    ${required ? html`required` : ''}
  />`
  return quiet ? box : html`<label>${label} ${box}</label>`
}

export const amountInput = (value: string, about?: string): Html =>
  input({
    name: 'amount',
    label: about === undefined ? 'Amount' : `Amount, ${about}`,
    value,
    mode: 'decimal',
    ...(about !== undefined && { quiet: true }),
  })

interface Choice {
  name: string
  label: string
  options: readonly (readonly [value: string, text: string])[]
  chosen?: string | undefined
}
export const choice = ({ name, label, options, chosen }: Choice): Html =>
  html`<label
    >${label}
    <select name="${name}">
      ${options.map(
        ([value, text]) => html`<option value="${value}" ${value === chosen ? html`selected` : ''}>${text}</option>`,
      )}
    </select>
  </label>`

export const panel = (...parts: readonly unknown[]): Html => html`<div class="panel">${parts}</div>`
export const deeds = (...parts: readonly unknown[]): Html => html`<div class="deeds">${parts}</div>`

/** The step before something that cannot be undone: a link to it, and then the question. */
export const askFirst = ({ query }: Visit, confirm: string, label: string): Html =>
  html`<a href="${addressOf({ ...query, confirm })}">${label}</a>`

export const question = (visit: Visit, text: string, sure: Deed): Html =>
  html`<div class="panel ask">
    <p>${text}</p>
    ${deed(visit, { ...sure, danger: true })} <a href="/__sandbox?${backTo(visit)}">Cancel</a>
  </div>`
