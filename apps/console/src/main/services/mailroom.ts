import type { NotifyRow } from '../../shared/bridge.ts'
import type { RefusalReason } from '../../shared/notifies.ts'
import type { Report } from '../ports.ts'
import type { Background } from './background.ts'
import type { CardAsker } from './card-asker.ts'
import type { Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import type { Box } from './box.ts'
import type { Inbox, Kept } from './inbox.ts'
import type { Outcomes } from './outcomes.ts'
import type { Announce } from './announcer.ts'
import type { Profile, Profiles } from './profiles.ts'
import { createNotifyOpener, type Found } from './notify-opener.ts'
import type { SealedMail, SealedNotify } from './sealed-mail.ts'

/** Opens what was posted, stores it, and does what follows from it. */
export interface Mailroom {
  /** `locked`: it is for a profile whose secret cannot be read now, and may come again. */
  receive(rawBody: Buffer): Promise<'stored' | 'refused' | 'locked'>
  /** Stores what a person pasted for a profile, and does what follows. @throws AsinxError `notify_refused` */
  keep(profile: Profile, rawBody: Buffer): Promise<NotifyRow>
  /** Why a notify does not open, as far as that can be told. */
  whyRefused(rawBody: Buffer): Promise<RefusalReason>
  /** Does what follows from notifies that a former run stored only. */
  resume(): void
  /** Opens what was kept sealed, as far as secrets can be read now. */
  openSealed(): Promise<void>
}

export interface MailroomPorts {
  profiles: Profiles
  clients: Clients
  inbox: Inbox
  directory: Directory
  outcomes: Outcomes
  asker: CardAsker
  background: Background
  box: Box
  mail: SealedMail
  announce: Announce
  report: Report
}

/**
 * Does what follows from notifies, in the order they came, and marks them. What could not be done stays unmarked and is
 * tried again with the next one that comes, or in the next run.
 */
function createFollowUp({ inbox, directory, outcomes, asker, background, report }: MailroomPorts) {
  const ask = async (profile: Profile, cardId: number): Promise<void> => {
    await asker.ask(profile, cardId)
  }

  /** A notify is a hint that anybody could have pieced together: the API is asked how things stand. */
  async function act(profile: Profile, notify: NotifyRow): Promise<boolean> {
    try {
      await outcomes.settleBy(profile, notify)
    } catch (error) {
      report(error)
      return false
    }
    const { userBankcardId } = notify
    const uid = userBankcardId !== null && directory.card(profile.id, userBankcardId)?.uid
    if (uid) background.start(`card ${profile.id} ${userBankcardId}`, () => ask(profile, userBankcardId))
    return true
  }

  async function followUp(profile: Profile): Promise<void> {
    for (let last = 0; ;) {
      const piece = inbox.unhandled(profile.id, last)
      const done: number[] = []
      for (const notify of piece) if (await act(profile, notify)) done.push(notify.seq)
      inbox.setHandled(done)
      const end = piece.at(-1)
      if (!end) return
      last = end.seq
    }
  }

  return (profile: Profile): void => background.start(`notifies ${profile.id}`, () => followUp(profile))
}

export function createMailroom(ports: MailroomPorts): Mailroom {
  const { profiles, clients, inbox, box, mail, announce } = ports
  const followUp = createFollowUp(ports)
  const { open, isLocked, whyRefused } = createNotifyOpener(ports)

  async function take({ profile, opened }: Found, kept: Kept): Promise<{ notify: NotifyRow; isNew: boolean }> {
    const taken = await inbox.store(profile.id, opened, kept)
    if (taken.isNew) followUp(profile)
    return taken
  }

  async function arrive(found: Found, kept: Kept): Promise<void> {
    const { notify, isNew } = await take(found, kept)
    if (isNew || notify.conflict) announce(found.profile, notify)
  }

  function giveUp({ seq, bytes }: SealedNotify, reason: RefusalReason): void {
    inbox.refuse(reason, bytes)
    mail.drop(seq)
  }

  async function openOne(waiting: SealedNotify): Promise<void> {
    const { seq, receivedAt, sealed } = waiting
    if (sealed === null) return giveUp(waiting, 'code_too_old')
    const rawBody = await box.open(sealed)
    if (rawBody === null) return undefined
    const found = await open(rawBody)
    if (found) return arrive(found, { sealed, receivedAt, alongside: () => mail.drop(seq) })
    return (await isLocked(rawBody)) ? undefined : giveUp(waiting, await whyRefused(rawBody))
  }

  return {
    async receive(rawBody) {
      const found = await open(rawBody)
      if (found) {
        await arrive(found, { sealed: box.seal(rawBody) ?? null })
        return 'stored'
      }
      const locked = await isLocked(rawBody)
      if (locked && mail.keep(rawBody)) return 'stored'
      inbox.refuse(locked ? 'no_secret' : await whyRefused(rawBody), rawBody.byteLength)
      return locked ? 'locked' : 'refused'
    },
    async keep(profile, rawBody) {
      const { codec } = await clients.of(profile)
      const opened = codec.openNotify(rawBody)
      return (await take({ profile, opened }, { sealed: box.seal(rawBody) ?? null })).notify
    },
    whyRefused,
    resume() {
      for (const profile of profiles.list()) followUp(profile)
    },
    async openSealed() {
      mail.dropCodes()
      for (let last = 0; ;) {
        const piece = mail.after(last)
        for (const waiting of piece) await openOne(waiting)
        const end = piece.at(-1)
        if (!end) return
        last = end.seq
      }
    },
  }
}
