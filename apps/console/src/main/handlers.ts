import type { Journal } from './services/journal.ts'
import type { Session } from '../shared/bridge.ts'
import type { CommandHandlers, ViewHandlers } from './bridge-host.ts'
import { ConsoleError } from './errors.ts'
import type { CardAsker } from './services/card-asker.ts'
import type { Clients } from './services/clients.ts'
import type { Directory } from './services/directory.ts'
import type { EventHub } from './services/events.ts'
import type { HomePage } from './services/home.ts'
import type { Inbox } from './services/inbox.ts'
import type { Outcomes } from './services/outcomes.ts'
import type { Profile, Profiles } from './services/profiles.ts'
import type { SandboxHost } from './services/sandbox.ts'
import type { Settings } from './services/settings.ts'
import type { Vault } from './services/vault.ts'

/** How long a full card number may stay on the screen, in milliseconds. */
export const revealMs = 30_000

export interface HandlerPorts {
  profiles: Profiles
  clients: Clients
  vault: Vault
  settings: Settings
  events: EventHub
  journal: Journal
  directory: Directory
  inbox: Inbox
  asker: CardAsker
  outcomes: Outcomes
  home: HomePage
  sandbox: SandboxHost
  activeProfile: () => Profile
  receiverUrl: () => string | null
  host: Session['host']
}

export function createCommands(ports: HandlerPorts): CommandHandlers {
  const { profiles, clients, settings, events, asker, outcomes, home, sandbox, activeProfile } = ports
  return {
    async 'profile.add'(input) {
      return { profileId: (await profiles.add(input)).id }
    },
    'profile.test': ({ profileId }) => home.assets(profiles.find(profileId)),
    async 'profile.use'({ profileId }) {
      profiles.use(profileId)
      return null
    },
    async 'profile.remove'({ profileId }) {
      await profiles.remove(profileId)
      clients.forget(profileId)
      return null
    },
    async 'sandbox.explore'() {
      return { profileId: (await sandbox.explore()).id }
    },
    'card.add': (card) => asker.adopt(activeProfile(), card).then(asCardRow),
    'card.refresh': ({ userBankcardId }) => asker.ask(activeProfile(), userBankcardId).then(asCardRow),
    async 'card.reveal'({ userBankcardId }) {
      return { ...(await asker.reveal(activeProfile(), userBankcardId)), hideAfterMs: revealMs }
    },
    'outcome.settle': ({ intentId }) => outcomes.settle(intentId),
    async 'settings.set'({ locale, theme }) {
      if (locale) settings.set('locale', locale)
      if (theme) settings.set('theme', theme)
      events.emit('session.changed', null)
      return null
    },
  }
}

const asCardRow = <Sheet extends { rechargeFee: unknown; monthFee: unknown; expiryDate: unknown }>(
  sheet: Sheet,
): Omit<Sheet, 'rechargeFee' | 'monthFee' | 'expiryDate'> => {
  const { rechargeFee: _rechargeFee, monthFee: _monthFee, expiryDate: _expiryDate, ...row } = sheet
  return row
}

export function createViews(ports: HandlerPorts): ViewHandlers {
  const { profiles, vault, settings, journal, directory, inbox, home, activeProfile } = ports
  const activeId = (): string => activeProfile().id
  return {
    async session() {
      return {
        profiles: await profiles.summaries(),
        activeProfileId: profiles.active()?.id ?? null,
        vault: await vault.state(),
        receiverUrl: ports.receiverUrl(),
        locale: settings.get('locale') ?? 'en',
        theme: settings.get('theme') ?? 'system',
        host: ports.host,
      }
    },
    home: () => home.read(activeProfile()),
    users: async (params) => directory.users(activeId(), params),
    cards: async (params) => directory.cards(activeId(), params),
    async card({ userBankcardId }) {
      const id = activeId()
      const sheet = directory.card(id, userBankcardId)
      return sheet
        ? { ...sheet, journal: journal.ofCard(id, userBankcardId), notifies: inbox.ofCard(id, userBankcardId) }
        : null
    },
    journal: async (params) => journal.page(activeId(), params),
    notifies: async (params) => inbox.page(activeId(), params),
  }
}

export const requireActive = (profiles: Profiles): Profile => {
  const profile = profiles.active()
  if (!profile) throw new ConsoleError('no_profile', 'No profile is chosen.')
  return profile
}
