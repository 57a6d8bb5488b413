import type { Field, Fields } from '@asinx-pay/core'
import type { CommandName, ViewName } from '../shared/bridge.ts'
import { maxSecretLength } from './services/vault.ts'

/** What the window may pass, in the vocabulary of the API's rows, so that one check reads both. */
const text = (label: string, pattern?: string): Field & { kind: 'text' } => ({
  kind: 'text',
  label,
  doc: `${label}.`,
  ...(pattern !== undefined && { pattern }),
})
const choice = (label: string, values: readonly string[]): Field & { kind: 'choice' } => ({
  kind: 'choice',
  label,
  doc: `${label}.`,
  options: Object.fromEntries(values.map((value) => [value, { text: value }])),
})
const optional = <F extends Field>(field: F): F & { optional: true } => ({ ...field, optional: true })

const uid = text('User', '[A-Za-z0-9_-]{1,64}')
const userBankcardId: Field = { kind: 'integer', label: 'Card', doc: 'Card.' }
const profileId = text('Profile', '[0-9a-f-]{36}')
const cursor = optional(text('Cursor', '\\d{1,15}'))

export const commandInputs: Record<CommandName, Fields> = {
  'profile.add': {
    name: text('Name', '.{1,80}'),
    environment: choice('Environment', ['sandbox', 'test', 'live']),
    baseUrl: text('Base URL', '.{1,300}'),
    appId: text('App ID', '[\\x21-\\x7e]{1,100}'),
    appSecret: { ...text('App secret', `[\\x21-\\x7e]{1,${maxSecretLength}}`), secret: true },
  },
  'profile.test': { profileId },
  'profile.use': { profileId },
  'profile.remove': { profileId },
  'sandbox.explore': {},
  'card.add': { uid, userBankcardId },
  'card.refresh': { userBankcardId },
  'card.reveal': { userBankcardId },
  'outcome.settle': { intentId: text('Intent', '[0-9a-z-]{1,60}') },
  'settings.set': {
    locale: optional(choice('Language', ['en', 'zh'])),
    theme: optional(choice('Theme', ['light', 'dark', 'system'])),
  },
}

export const viewParams: Record<ViewName, Fields> = {
  session: {},
  home: {},
  users: { cursor },
  cards: { cursor, search: optional(text('Search', '.{1,100}')), status: optional(text('Status', '[\\w-]{1,40}')) },
  card: { userBankcardId },
  journal: { cursor, state: optional(choice('State', ['intended', 'done', 'declined', 'unknown'])) },
  notifies: { cursor, type: optional(text('Type', '\\w{1,60}')) },
}
