import type { SessionCommands, SessionViews } from '../../shared/bridge.ts'
import type { Services } from '../services.ts'
import { maxSecretLength } from '../services/vault.ts'
import type { Table } from './area.ts'
import { choice, optional, profileId, text } from './fields.ts'

function commands({ profiles, clients, settings, events, home, sandbox }: Services): Table<SessionCommands> {
  return {
    'profile.add': {
      fields: {
        name: text('Name', '.{1,80}'),
        environment: choice('Environment', ['sandbox', 'test', 'live']),
        baseUrl: text('Base URL', '.{1,300}'),
        appId: text('App ID', '[\\x21-\\x7e]{1,100}'),
        appSecret: { ...text('App secret', `[\\x21-\\x7e]{1,${maxSecretLength}}`), secret: true },
      },
      run: async (profile) => ({ profileId: (await profiles.add(profile)).id }),
    },
    'profile.test': { fields: { profileId }, run: async ({ profileId }) => home.assets(profiles.find(profileId)) },
    'profile.use': {
      fields: { profileId },
      async run({ profileId }) {
        profiles.use(profileId)
        return null
      },
    },
    'profile.remove': {
      fields: { profileId },
      async run({ profileId }) {
        await profiles.remove(profileId)
        clients.forget(profileId)
        return null
      },
    },
    'sandbox.explore': { fields: {}, run: async () => ({ profileId: (await sandbox.explore()).id }) },
    'settings.set': {
      fields: {
        locale: optional(choice('Language', ['en', 'zh'])),
        theme: optional(choice('Theme', ['light', 'dark', 'system'])),
      },
      async run({ locale, theme }) {
        if (locale) settings.set('locale', locale)
        if (theme) settings.set('theme', theme)
        events.emit('session.changed', null)
        return null
      },
    },
  }
}

function views({ profiles, vault, settings, receiverUrl, host }: Services): Table<SessionViews> {
  return {
    session: {
      fields: {},
      run: async () => ({
        profiles: await profiles.summaries(),
        activeProfileId: profiles.active()?.id ?? null,
        vault: await vault.state(),
        receiverUrl: receiverUrl(),
        locale: settings.get('locale') ?? 'en',
        theme: settings.get('theme') ?? 'system',
        host,
      }),
    },
  }
}

/** Profiles, settings, and how the console itself stands. */
export const sessionArea = (services: Services) => ({ commands: commands(services), views: views(services) })
