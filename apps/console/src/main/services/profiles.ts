import { randomUUID } from 'node:crypto'
import { parseBaseUrl } from '@asinx-pay/core/client'
import type { Commands, Environment, ProfileLimits, ProfileSummary } from '../../shared/bridge.ts'
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
  /** What it may spend. */
  limits: ProfileLimits
  /** Cards with less need attention; null: the usual amount. */
  lowBelow: string | null
  /** A secret before the last rotation is kept, for opening. */
  hasPrevious: boolean
}

export type NewProfile = Commands['profile.add']['input']
export type ProfileChange = Omit<Commands['profile.change']['input'], 'profileId'>
/** What the vault knows of a secret, beside the profile it belongs to. */
export type ProfileSecret = Pick<ProfileSummary, 'secret'>

export interface Profiles {
  list(): Profile[]
  summaries(): Promise<(Profile & ProfileSecret)[]>
  find(id: string): Profile
  active(): Profile | undefined
  /** Keeps a profile, and brings back the directory of one with the same merchant and address that was removed. */
  add(profile: NewProfile): Promise<Profile>
  /** Gives a profile that is there a secret again. */
  setSecret(profile: Profile, appSecret: string): Promise<void>
  /** A new name or address. Another host gets the secret from a person or not at all. @throws ConsoleError `secret_needed` */
  change(id: string, change: ProfileChange): Promise<Profile>
  setLimits(id: string, limits: ProfileLimits): Profile
  setLowBelow(id: string, lowBelow: string | null): void
  /** Keeps the secret before it for opening. */
  rotate(id: string, appSecret: string): Promise<void>
  dropPrevious(id: string): Promise<void>
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

const columns = `id, name, environment, base_url as baseUrl, app_id as appId, largest_recharge as largestRecharge,
  recharge_per_day as rechargePerDay, has_previous_secret as hasPrevious, low_below as lowBelow`

type Stored = Omit<Profile, 'limits' | 'hasPrevious'> & ProfileLimits & { hasPrevious: number }

const profileOf = ({ largestRecharge, rechargePerDay, hasPrevious, ...row }: Stored): Profile => ({
  ...row,
  limits: { largestRecharge, rechargePerDay },
  hasPrevious: hasPrevious === 1,
})

const noLimits: ProfileLimits = { largestRecharge: null, rechargePerDay: null }
const tidyUrl = (baseUrl: string): string => parseBaseUrl(baseUrl).href.replace(/\/$/, '')
const hostOf = (baseUrl: string): string => new URL(baseUrl).host

interface ChangerPorts extends Pick<ProfilesPorts, 'db' | 'vault'> {
  find: Profiles['find']
  told: () => void
}

const isUniqueViolation = (error: unknown): boolean => (error as { errcode?: number }).errcode === 2067

function changers(
  ports: ChangerPorts,
): Pick<Profiles, 'change' | 'setLimits' | 'setLowBelow' | 'rotate' | 'dropPrevious'> {
  const { db, vault, find, told } = ports
  function setHasPrevious(id: string, hasPrevious: 0 | 1): void {
    db.run('update profiles set has_previous_secret = $hasPrevious where id = $id', { id, hasPrevious })
    told()
  }
  return {
    async change(id, { name, baseUrl: asked, appSecret }) {
      const before = find(id)
      const baseUrl = tidyUrl(asked)
      const moves = hostOf(before.baseUrl) !== hostOf(baseUrl)
      if (moves && appSecret === undefined)
        throw new ConsoleError('secret_needed', `The secret is bound to ${hostOf(before.baseUrl)}.`)
      try {
        db.run('update profiles set name = $name, base_url = $baseUrl where id = $id', { id, name, baseUrl })
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
        throw new ConsoleError('profile_exists', 'There is a profile of this merchant and address.')
      }
      if (moves) {
        await vault.drop(before)
        setHasPrevious(id, 0)
      }
      if (appSecret !== undefined) await vault.put({ id, baseUrl }, appSecret)
      told()
      return find(id)
    },
    setLimits(id, limits) {
      db.run(
        'update profiles set largest_recharge = $largestRecharge, recharge_per_day = $rechargePerDay where id = $id',
        {
          id: find(id).id,
          ...limits,
        },
      )
      told()
      return find(id)
    },
    setLowBelow(id, lowBelow) {
      db.run('update profiles set low_below = $lowBelow where id = $id', { id: find(id).id, lowBelow })
      told()
    },
    async rotate(id, appSecret) {
      await vault.rotate(find(id), appSecret)
      setHasPrevious(id, 1)
    },
    async dropPrevious(id) {
      await vault.dropPrevious(find(id))
      setHasPrevious(id, 0)
    },
  }
}

export function createProfiles({ db, settings, vault, events, now }: ProfilesPorts): Profiles {
  const list = (): Profile[] =>
    db.all<Stored>(`select ${columns} from profiles where removed_at is null order by created_at, rowid`).map(profileOf)

  const find = (id: string): Profile => {
    const profile = list().find((each) => each.id === id)
    if (!profile) throw new ConsoleError('profile_unknown', 'There is no such profile.')
    return profile
  }

  const use = (id: string): void => {
    settings.set('activeProfileId', find(id).id)
    events.emit('session.changed', null)
  }

  const told = (): void => events.emit('session.changed', null)

  /** The row of the same merchant and address, removed or not: its directory and open outcomes belong to the merchant. */
  function idFor({ appId, baseUrl }: Pick<NewProfile, 'appId' | 'baseUrl'>): string {
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
      const profile = { ...asked, baseUrl: tidyUrl(asked.baseUrl) }
      const id = idFor(profile)
      await vault.put({ id, baseUrl: profile.baseUrl }, appSecret)
      db.run(
        `insert into profiles (id, name, environment, base_url, app_id, created_at)
         values ($id, $name, $environment, $baseUrl, $appId, $now)
         on conflict (id) do update set name = excluded.name, environment = excluded.environment, removed_at = null`,
        { id, ...profile, now: now() },
      )
      if (list().length === 1) settings.set('activeProfileId', id)
      told()
      return { id, ...profile, limits: noLimits, lowBelow: null, hasPrevious: false }
    },
    async setSecret(profile, appSecret) {
      await vault.put(profile, appSecret)
      told()
    },
    ...changers({ db, vault, find, told }),
    async remove(id) {
      const profile = find(id)
      await vault.drop(profile)
      db.run('update profiles set removed_at = $now, has_previous_secret = 0 where id = $id', { id, now: now() })
      if (settings.get('activeProfileId') === id) settings.set('activeProfileId', list()[0]?.id)
      told()
    },
  }
}
