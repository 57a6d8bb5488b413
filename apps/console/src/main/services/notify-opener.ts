import { isAsinxError, type OpenedNotify } from '@asinx-pay/core'
import type { RefusalReason } from '../../shared/notifies.ts'
import type { Clients } from './clients.ts'
import type { Profile, Profiles } from './profiles.ts'
import { refusalReason } from './refusal-reason.ts'

/** A notify and the merchant whose secret opened it. */
export interface Found {
  profile: Profile
  opened: OpenedNotify
}

/** Tries the secrets of all merchants on what was posted. */
export interface NotifyOpener {
  open(rawBody: Buffer): Promise<Found | undefined>
  /** Whether it names a merchant whose secret cannot be read now. */
  isLocked(rawBody: Buffer): Promise<boolean>
  whyRefused(rawBody: Buffer): Promise<RefusalReason>
}

/** Whom an unopened notify names; anybody can write that. */
function appIdOf(rawBody: Buffer): unknown {
  try {
    return (JSON.parse(rawBody.toString('utf8')) as { appId?: unknown } | null)?.appId
  } catch {
    return undefined
  }
}

export function createNotifyOpener({ profiles, clients }: { profiles: Profiles; clients: Clients }): NotifyOpener {
  async function open(rawBody: Buffer): Promise<Found | undefined> {
    for (const { profile, codec } of await clients.codecs()) {
      try {
        return { profile, opened: codec.openNotify(rawBody) }
      } catch (error) {
        if (!isAsinxError(error, 'notify_refused')) throw error
      }
    }
    return undefined
  }

  async function isLocked(rawBody: Buffer): Promise<boolean> {
    const appId = appIdOf(rawBody)
    const readable = new Set((await clients.codecs()).map(({ profile }) => profile.id))
    return profiles.list().some((profile) => profile.appId === appId && !readable.has(profile.id))
  }

  async function whyRefused(rawBody: Buffer): Promise<RefusalReason> {
    const codecs = (await clients.codecs()).map(({ codec }) => codec)
    return refusalReason(rawBody, { appIds: new Set(profiles.list().map(({ appId }) => appId)), codecs })
  }

  return { open, isLocked, whyRefused }
}
