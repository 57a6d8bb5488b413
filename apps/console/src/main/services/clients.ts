import { createClient, type Client } from '@asinx-pay/core/client'
import { createCodec, type Codec } from '@asinx-pay/core/wire'
import { ConsoleError } from '../errors.ts'
import type { Profile, Profiles } from './profiles.ts'
import type { RequestLog } from './request-log.ts'
import { soon, type Vault } from './vault.ts'

/** What a profile's secret opens. */
export interface Access {
  client: Client
  codec: Codec
}

/** Clients and codecs of the profiles, made when a secret can be read and kept as long as it is the same. */
export interface Clients {
  /** @throws ConsoleError `secret_unreadable`, AsinxError `bad_credentials` */
  of(profile: Profile): Promise<Access>
  /** Codecs of all profiles whose secret can be read, the active one first. */
  codecs(): Promise<{ profile: Profile; codec: Codec }[]>
  forget(profileId: string): void
  forgetAll(): void
}

export interface ClientsPorts {
  profiles: Profiles
  vault: Vault
  requestLog: RequestLog
  fetch?: typeof fetch
}

export function createClients({ profiles, vault, requestLog, fetch }: ClientsPorts): Clients {
  const cached = new Map<string, Access>()
  /** What was asked for before everything was forgotten is not kept. */
  let turn = 0

  async function of(profile: Profile): Promise<Access> {
    const known = cached.get(profile.id)
    if (known) return known
    const mine = turn
    const appSecret = await vault.get(profile)
    if (appSecret === null)
      throw new ConsoleError('secret_unreadable', `The secret of ${profile.name} cannot be read: locked or missing.`)
    const { appId, baseUrl, hasPrevious } = profile
    const previousSecret = hasPrevious ? await vault.previous(profile) : null
    const made = cached.get(profile.id) ?? {
      client: createClient({
        baseUrl,
        appId,
        appSecret,
        ...(previousSecret !== null && { previousSecret }),
        ...requestLog.hooks(profile.id),
        ...(fetch && { fetch }),
      }),
      codec: createCodec({ appId, appSecret, ...(previousSecret !== null && { previousSecret }) }),
    }
    if (mine === turn) cached.set(profile.id, made)
    return made
  }

  return {
    of,
    async codecs() {
      const active = profiles.active()
      const ordered = profiles
        .list()
        .sort((left, right) => Number(right.id === active?.id) - Number(left.id === active?.id))
      const opened = await Promise.all(
        ordered.map(async (profile) => {
          try {
            // A keychain that is asking a person must not keep a sender waiting.
            const access = await soon(of(profile))
            return access ? [{ profile, codec: access.codec }] : []
          } catch {
            return []
          }
        }),
      )
      return opened.flat()
    },
    forget(profileId) {
      turn++
      cached.delete(profileId)
    },
    forgetAll() {
      turn++
      cached.clear()
    },
  }
}
