import type { SessionCommands, SessionViews } from '../../shared/bridge.ts'
import { idleChoices } from '../../shared/idle.ts'
import type { Services } from '../services.ts'
import type { ProfileSummary } from '../../shared/bridge.ts'
import type { Table } from './area.ts'
import { choice, optional } from './fields.ts'

function commands({ settings, events, audit }: Services): Table<SessionCommands> {
  return {
    'settings.set': {
      whileLocked: true,
      fields: {
        locale: optional(choice('Language', ['en', 'zh'])),
        theme: optional(choice('Theme', ['light', 'dark', 'system'])),
        idleMinutes: optional(choice('Minutes', idleChoices)),
        toured: optional(choice('Toured', ['yes'])),
      },
      async run(chosen) {
        const { locale, theme, idleMinutes, toured } = chosen
        if (locale) settings.set('locale', locale)
        if (theme) settings.set('theme', theme)
        if (toured) settings.set('toured', toured)
        if (idleMinutes !== undefined) {
          settings.set('idleMinutes', idleMinutes)
          audit.note('settings.idle', { minutes: idleMinutes })
        }
        events.emit('session.changed', null)
        return null
      },
    },
  }
}

function views(services: Services): Table<SessionViews> {
  const { profiles, vault, settings, receiverUrl, host, lock, limits, live } = services
  const summaries = async (): Promise<ProfileSummary[]> =>
    (await profiles.summaries()).map((profile) => ({
      ...profile,
      spentToday: limits.spentToday(profile.id),
      writableUntil: profile.environment === 'live' ? live.openUntil(profile.id) : null,
    }))
  return {
    session: {
      whileLocked: true,
      fields: {},
      run: async () => ({
        profiles: await summaries(),
        activeProfileId: profiles.active()?.id ?? null,
        vault: await vault.state(),
        receiverUrl: receiverUrl(),
        locale: settings.get('locale') ?? 'en',
        theme: settings.get('theme') ?? 'system',
        lock: lock.state(),
        idleMinutes: lock.idleMinutes(),
        toured: settings.get('toured') !== undefined,
        sealedNotifies: services.mail.count(),
        host,
      }),
    },
  }
}

/** How the console itself stands, and what a person chose for it. */
export const sessionArea = (services: Services) => ({ commands: commands(services), views: views(services) })
