import { isAsinxError, type OpenedNotify } from '@asinx-pay/core'
import type { NotifyRow } from '../../shared/bridge.ts'
import type { Background } from './background.ts'
import type { CardAsker } from './card-asker.ts'
import type { Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import type { Inbox } from './inbox.ts'
import type { Outcomes } from './outcomes.ts'
import type { Profile, Profiles } from './profiles.ts'

/** Opens what was posted, stores it, and does what follows from it. */
export interface Mailroom {
  /** `locked`: it is for a profile whose secret cannot be read now, and may come again. */
  receive(rawBody: Buffer): Promise<'stored' | 'refused' | 'locked'>
  /** Does what follows from notifies that a former run stored only. */
  resume(): void
}

export interface MailroomPorts {
  profiles: Profiles
  clients: Clients
  inbox: Inbox
  directory: Directory
  outcomes: Outcomes
  asker: CardAsker
  background: Background
}

/** Whom an unopened notify names; anybody can write that. */
function appIdOf(rawBody: Buffer): unknown {
  try {
    return (JSON.parse(rawBody.toString('utf8')) as { appId?: unknown } | null)?.appId
  } catch {
    return undefined
  }
}

export function createMailroom(ports: MailroomPorts): Mailroom {
  const { profiles, clients, inbox, directory, outcomes, asker, background } = ports

  async function open(rawBody: Buffer): Promise<{ profile: Profile; opened: OpenedNotify } | undefined> {
    for (const { profile, codec } of await clients.codecs()) {
      try {
        return { profile, opened: codec.openNotify(rawBody) }
      } catch (error) {
        if (!isAsinxError(error, 'notify_refused')) throw error
      }
    }
    return undefined
  }

  /** A notify is a hint that anybody could have pieced together: the API is asked how things stand. */
  function act(profile: Profile, notify: NotifyRow): void {
    background.start(`notify ${notify.seq}`, async () => {
      await outcomes.settleBy(profile, notify)
      const { userBankcardId } = notify
      const uid = userBankcardId !== null && directory.card(profile.id, userBankcardId)?.uid
      if (uid) background.start(`card ${profile.id} ${userBankcardId}`, () => ask(profile, userBankcardId))
      inbox.setHandled(notify.seq)
    })
  }

  const ask = async (profile: Profile, cardId: number): Promise<void> => {
    await asker.ask(profile, cardId)
  }

  async function isLocked(rawBody: Buffer): Promise<boolean> {
    const appId = appIdOf(rawBody)
    const readable = new Set((await clients.codecs()).map(({ profile }) => profile.id))
    return profiles.list().some((profile) => profile.appId === appId && !readable.has(profile.id))
  }

  return {
    async receive(rawBody) {
      const found = await open(rawBody)
      if (!found) {
        const locked = await isLocked(rawBody)
        inbox.refuse(locked ? 'no_secret' : 'not_opened', rawBody.byteLength)
        return locked ? 'locked' : 'refused'
      }
      const { notify, isNew } = inbox.store(found.profile.id, found.opened)
      if (isNew) act(found.profile, notify)
      return 'stored'
    },
    resume() {
      for (const profile of profiles.list()) for (const notify of inbox.unhandled(profile.id)) act(profile, notify)
    },
  }
}
