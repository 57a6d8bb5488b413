import { maxImportLength } from '../../shared/limits.ts'
import type { UserCommands, UserViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import { readImport } from '../services/import-rows.ts'
import type { Table } from './area.ts'
import { choice, cursor, optional, text, uid } from './fields.ts'

const maxNote = 1000

function commands({ directory, activeProfile }: Services): Table<UserCommands> {
  return {
    'user.add': {
      fields: { uid, email: optional(text('Email', '.{1,201}')), note: optional(text('Note')) },
      async run({ uid, email, note }) {
        directory.addUser(activeProfile().id, { uid, email: email ?? null, ...(note !== undefined && { note }) })
        return null
      },
    },
    'user.note': {
      fields: { uid, note: optional(text('Note', `[^]{1,${maxNote}}`)) },
      async run({ uid, note }) {
        directory.noteUser(activeProfile().id, uid, note ?? '')
        return null
      },
    },
    'import.read': {
      fields: { kind: choice('Kind', ['users', 'cards']), text: { ...text('File'), maxLength: maxImportLength } },
      run: async ({ kind, text }) => readImport(kind, text),
    },
  }
}

function views({ directory, activeProfile }: Services): Table<UserViews> {
  return {
    users: {
      fields: { cursor, search: optional(text('Search', '.{1,100}')) },
      run: async (params) => directory.users(activeProfile().id, params),
    },
    user: {
      fields: { uid },
      async run({ uid }) {
        const { id } = activeProfile()
        const user = directory.user(id, uid)
        return user ? { ...user, cardRows: directory.cardsOf(id, uid) } : null
      },
    },
  }
}

/** The users this console knows, and files of them. */
export const userArea = (services: Services) => ({ commands: commands(services), views: views(services) })
