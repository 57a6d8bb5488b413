import type { Field } from '@asinx-pay/core'
import type { ProfileCommands } from '../../shared/bridge.ts'
import { amountPattern } from '../../shared/amount.ts'
import { defaultLiveMinutes, maxLiveMinutes } from '../../shared/live.ts'
import { ConsoleError } from '../errors.ts'
import type { Services } from '../services.ts'
import { maxSecretLength } from '../services/secret-accounts.ts'
import type { Table } from './area.ts'
import { choice, optional, profileId, text } from './fields.ts'

const name = text('Name', '.{1,80}')
const baseUrl = text('Base URL', '.{1,300}')
const appSecret: Field = { ...text('App secret', `[\\x21-\\x7e]{1,${maxSecretLength}}`), secret: true }
const limit: Field = { kind: 'money', label: 'Limit', doc: 'Limit.', optional: true }
const lowBelow = optional(text('Low balance', amountPattern))
/** Shortest reason that tells another person something. */
const reason = text('Reason', '(?=.*\\S.*\\S.*\\S)[^\\n]{3,200}')

function keepers(services: Services): Pick<Table<ProfileCommands>, 'profile.add' | 'profile.use' | 'profile.remove'> {
  const { profiles, clients, audit } = services
  return {
    'profile.add': {
      fields: {
        name,
        environment: choice('Environment', ['sandbox', 'test', 'live']),
        baseUrl,
        appId: text('App ID', '[\\x21-\\x7e]{1,100}'),
        appSecret,
      },
      async run(asked) {
        const { id, environment, baseUrl: address, appId } = await profiles.add(asked)
        audit.note('profile.added', { profileId: id, environment, baseUrl: address, appId })
        return { profileId: id }
      },
    },
    'profile.use': {
      fields: { profileId },
      async run({ profileId }) {
        profiles.use(profileId)
        audit.note('profile.used', { profileId })
        return null
      },
    },
    'profile.remove': {
      fields: { profileId },
      async run({ profileId }) {
        await profiles.remove(profileId)
        clients.forget(profileId)
        audit.note('profile.removed', { profileId })
        return null
      },
    },
  }
}

type Secrets = Pick<
  Table<ProfileCommands>,
  'profile.rotate' | 'profile.dropPrevious' | 'profile.enterSecret' | 'vault.retry'
>

function secrets({ profiles, clients, vault, audit, events, background, mailroom }: Services): Secrets {
  function changed(kind: string, id: string): null {
    clients.forget(id)
    audit.note(kind, { profileId: id })
    background.start('sealed mail', () => mailroom.openSealed())
    return null
  }
  return {
    'profile.rotate': {
      fields: { profileId, appSecret },
      async run({ profileId, appSecret }) {
        await profiles.rotate(profileId, appSecret)
        return changed('secret.rotated', profileId)
      },
    },
    'profile.dropPrevious': {
      fields: { profileId },
      async run({ profileId }) {
        await profiles.dropPrevious(profileId)
        return changed('secret.previousDropped', profileId)
      },
    },
    'profile.enterSecret': {
      fields: { profileId, appSecret },
      async run({ profileId, appSecret }) {
        await profiles.setSecret(profiles.find(profileId), appSecret)
        return changed('secret.entered', profileId)
      },
    },
    'vault.retry': {
      fields: {},
      async run() {
        vault.retry()
        clients.forgetAll()
        background.start('sealed mail', () => mailroom.openSealed())
        events.emit('session.changed', null)
        return null
      },
    },
  }
}

/** Limits of a live profile are changed only while it is unlocked: a limit that anybody may lift is none. */
function requireWritable({ live }: Services, profile: { id: string; environment: string; name: string }): void {
  if (profile.environment === 'live' && live.openUntil(profile.id) === null)
    throw new ConsoleError('live_read_only', `${profile.name} is a live profile: unlock it to change its limits.`)
}

type Rules = Pick<
  Table<ProfileCommands>,
  'profile.test' | 'profile.change' | 'profile.watch' | 'profile.limit' | 'live.unlock' | 'live.lock'
>

function rules(services: Services): Rules {
  const { profiles, clients, home, live, audit } = services
  return {
    'profile.test': { fields: { profileId }, run: async ({ profileId }) => home.assets(profiles.find(profileId)) },
    'profile.change': {
      fields: { profileId, name, baseUrl, appSecret: optional(appSecret) },
      async run({ profileId, ...change }) {
        const changed = await profiles.change(profileId, change)
        clients.forget(profileId)
        audit.note('profile.changed', { profileId, name: changed.name, baseUrl: changed.baseUrl })
        return null
      },
    },
    'profile.watch': {
      fields: { profileId, lowBelow },
      async run({ profileId, lowBelow }) {
        profiles.setLowBelow(profileId, lowBelow)
        audit.note('profile.watched', { profileId, lowBelow })
        return null
      },
    },
    'profile.limit': {
      fields: { profileId, largestRecharge: limit, rechargePerDay: limit },
      async run({ profileId, largestRecharge, rechargePerDay }) {
        requireWritable(services, profiles.find(profileId))
        profiles.setLimits(profileId, { largestRecharge, rechargePerDay })
        audit.note('profile.limited', { profileId, largestRecharge, rechargePerDay })
        return null
      },
    },
    'live.unlock': {
      fields: { profileId, reason, minutes: optional({ kind: 'integer', label: 'Minutes', doc: 'Minutes.' }) },
      async run({ profileId, reason, minutes = defaultLiveMinutes }) {
        live.open(profiles.find(profileId), { reason, minutes: Math.min(minutes, maxLiveMinutes) })
        return { until: live.openUntil(profileId) ?? 0 }
      },
    },
    'live.lock': {
      fields: { profileId },
      async run({ profileId }) {
        live.close(profileId)
        return null
      },
    },
  }
}

/** Merchants and environments, their secrets, and what they may do. */
export const profileArea = (services: Services): { commands: Table<ProfileCommands> } => ({
  commands: { ...keepers(services), ...secrets(services), ...rules(services) },
})
