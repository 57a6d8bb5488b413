import {
  endpointOf,
  endpoints,
  redact,
  unknownAdvice,
  type EndpointKey,
  type Outcome,
  type Reference,
  type SettleOptions,
} from '@asinx-pay/core'
import type { JournalRow, NotifyRow } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import type { Journal, JournalEntry } from './journal.ts'
import { observe } from './observe.ts'
import type { Profile, Profiles } from './profiles.ts'

/** Finds out how unknown calls ended: by asking, never by sending again. */
export interface Outcomes {
  /** Asks once. @throws ConsoleError `not_found` */
  settle(intentId: string): Promise<JournalRow>
  /** Asks about everything open that a notify may be the end of. */
  settleBy(profile: Profile, notify: NotifyRow): Promise<void>
  /** Asks about everything open of a profile. */
  sweep(profile: Profile): Promise<void>
}

export interface OutcomesPorts {
  journal: Journal
  profiles: Profiles
  clients: Clients
  directory: Directory
}

const showRow = ({ profileId: _profileId, ...row }: JournalEntry): JournalRow => row

const pending = (reference: Reference): Outcome<unknown> => ({
  state: 'unknown',
  why: 'pending',
  message: 'Nothing can tell yet how it ended.',
  advice: unknownAdvice,
  reference,
})

const concerns = (entry: JournalEntry, notify: NotifyRow): boolean => {
  const { settledBy } = endpointOf(entry.endpoint)
  const { userBankcardId } = entry.reference
  if (settledBy?.notify !== notify.type || notify.userBankcardId === null) return false
  return userBankcardId === undefined || userBankcardId === notify.userBankcardId
}

export function createOutcomes({ journal, profiles, clients, directory }: OutcomesPorts): Outcomes {
  async function ask({ profileId, reference }: JournalEntry, options?: SettleOptions): Promise<Outcome<unknown>> {
    const { client } = await clients.of(profiles.find(profileId))
    return client.settle(reference, options)
  }

  /** Writes a settled end down, and what it says of users and cards. */
  function write(entry: JournalEntry, outcome: Outcome<unknown>): JournalEntry {
    if (outcome.state === 'unknown') return entry
    const finished = journal.finish(entry.intentId, outcome, outcome.decidedBy === 'notify' ? 'notify' : 'asked')
    const key: EndpointKey = entry.endpoint
    if (outcome.state === 'done' && key in endpoints)
      observe(directory, {
        profileId: entry.profileId,
        endpoint: key,
        input: outcome.reference,
        result: redact(endpointOf(key).response, outcome.result),
      })
    return finished
  }

  async function settle(entry: JournalEntry): Promise<JournalEntry> {
    const canAsk = endpointOf(entry.endpoint).settledBy !== undefined
    return write(entry, canAsk ? await ask(entry) : pending(entry.reference))
  }

  return {
    async settle(intentId) {
      const entry = journal.find(intentId)
      if (!entry) throw new ConsoleError('not_found', 'There is no such call in the journal.')
      return showRow(entry.state === 'unknown' ? await settle(entry) : entry)
    },
    async settleBy(profile, notify) {
      for (const entry of journal.open(profile.id).filter((each) => concerns(each, notify))) {
        const { type, data, userBankcardId, receivedAt } = notify
        // The journal lets one attempt per card be open, so a notify from after it left is about no other one.
        const hint = receivedAt < entry.sentAt ? undefined : { type, data: { ...data, userBankcardId } }
        write(entry, await ask(entry, hint && { hint, isOnlyOpen: true }))
      }
    },
    async sweep(profile) {
      for (const entry of journal.open(profile.id)) await settle(entry)
    },
  }
}
