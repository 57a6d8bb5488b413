import { randomUUID } from 'node:crypto'
import { parseBaseUrl } from '@asinx-pay/core/client'
import type { Environment, ProfileSummary } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Clock } from '../ports.ts'
import type { Database } from './database.ts'
import type { EventHub } from './events.ts'
import type { Settings } from './settings.ts'
import type { Vault } from './vault.ts'

/** Most profiles that are kept; each one's secret is tried on a notify. */
export const maxProfiles = 50

/** A merchant and environment; its secret is the vault's. */
export interface Profile {
  id: string
  name: string
  environment: Environment
  baseUrl: string
  appId: string
}

export interface NewProfile extends Omit<Profile, 'id'> {
  appSecret: string
}

export interface Profiles {
  list(): Profile[]
  summaries(): Promise<ProfileSummary[]>
  find(id: string): Profile
  active(): Profile | undefined
  /** Keeps a profile, and brings back the directory of one with the same merchant and address that was removed. */
  add(profile: NewProfile): Promise<Profile>
  /** Gives a profile that is there a secret again. */
  setSecret(profile: Profile, appSecret: string): Promise<void>
  use(id: string): void
  remove(id: string): Promise<void>
}

export interface ProfilesPorts {
  db: Database
  settings: Settings
  vault: Vault
  events: EventHub
  now: Clock
}

const columns = 'id, name, environment, base_url as baseUrl, app_id as appId'

export function createProfiles({ db, settings, vault, events, now }: ProfilesPorts): Profiles {
  const list = (): Profile[] =>
    db.all<Profile>(`select ${columns} from profiles where removed_at is null order by created_at, rowid`)

  const find = (id: string): Profile => {
    const profile = list().find((each) => each.id === id)
    if (!profile) throw new ConsoleError('profile_unknown', 'There is no such profile.')
    return profile
  }

  const use = (id: string): void => {
    settings.set('activeProfileId', find(id).id)
    events.emit('session.changed', null)
  }

  /** The row of the same merchant and address, removed or not: its directory and open outcomes belong to the merchant. */
  function idFor({ appId, baseUrl }: NewProfile): string {
    const row = db.get<{ id: string; removedAt: number | null }>(
      'select id, removed_at as removedAt from profiles where app_id = $appId and base_url = $baseUrl',
      { appId, baseUrl },
    )
    if (row && row.removedAt === null)
      throw new ConsoleError('profile_exists', 'There is a profile of this merchant and address.')
    return row?.id ?? randomUUID()
  }

  return {
    list,
    find,
    use,
    summaries: () => Promise.all(list().map(async (profile) => ({ ...profile, secret: await vault.where(profile) }))),
    active() {
      const id = settings.get('activeProfileId')
      return list().find((each) => each.id === id)
    },
    async add({ appSecret, ...asked }) {
      if (list().length >= maxProfiles)
        throw new ConsoleError('too_many_profiles', `At most ${maxProfiles} profiles are kept.`)
      const profile = { ...asked, baseUrl: parseBaseUrl(asked.baseUrl).href.replace(/\/$/, '') }
      const id = idFor({ ...profile, appSecret })
      await vault.put({ id, baseUrl: profile.baseUrl }, appSecret)
      db.run(
        `insert into profiles (id, name, environment, base_url, app_id, created_at)
         values ($id, $name, $environment, $baseUrl, $appId, $now)
         on conflict (id) do update set name = excluded.name, environment = excluded.environment, removed_at = null`,
        { id, ...profile, now: now() },
      )
      if (list().length === 1) settings.set('activeProfileId', id)
      events.emit('session.changed', null)
      return { id, ...profile }
    },
    async setSecret(profile, appSecret) {
      await vault.put(profile, appSecret)
      events.emit('session.changed', null)
    },
    async remove(id) {
      const profile = find(id)
      await vault.drop(profile)
      db.run('update profiles set removed_at = $now where id = $id', { id, now: now() })
      if (settings.get('activeProfileId') === id) settings.set('activeProfileId', list()[0]?.id)
      events.emit('session.changed', null)
    },
  }
}
