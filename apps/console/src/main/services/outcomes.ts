import { endpointOf, endpoints, redact, type EndpointKey, type Hint, type Outcome } from '@asinx-pay/core'
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

const concerns = (entry: JournalEntry, notify: NotifyRow): boolean => {
  const { settledBy } = endpointOf(entry.endpoint)
  const { userBankcardId } = entry.reference
  if (settledBy?.notify !== notify.type || notify.userBankcardId === null) return false
  return userBankcardId === undefined || userBankcardId === notify.userBankcardId
}

export function createOutcomes({ journal, profiles, clients, directory }: OutcomesPorts): Outcomes {
  /** The journal lets one spending call per card be open, so a notify of its card and amount is about it. */
  async function ask(entry: JournalEntry, hint?: Hint): Promise<Outcome<unknown>> {
    const { client } = await clients.of(profiles.find(entry.profileId))
    const isOnlyOpen = endpointOf(entry.endpoint).spends !== undefined
    return client.settle(entry.reference, { isOnlyOpen, ...(hint && { hint }) })
  }

  /** Writes a settled end down, and what it says of users and cards. */
  function write(entry: JournalEntry, outcome: Outcome<unknown>): JournalEntry {
    if (outcome.state === 'unknown') return entry
    const finished = journal.finish(entry.intentId, outcome)
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

  const settle = async (entry: JournalEntry): Promise<JournalEntry> => write(entry, await ask(entry))

  return {
    async settle(intentId) {
      const entry = journal.find(intentId)
      if (!entry) throw new ConsoleError('not_found', 'There is no such call in the journal.')
      return showRow(entry.state === 'unknown' ? await settle(entry) : entry)
    },
    async settleBy(profile, notify) {
      const { type, data, receivedAt } = notify
      for (const entry of journal.open(profile.id).filter((each) => concerns(each, notify)))
        // One that came before the call left cannot be about it.
        write(entry, await ask(entry, receivedAt < entry.sentAt ? undefined : { type, data }))
    },
    async sweep(profile) {
      for (const entry of journal.open(profile.id)) await settle(entry)
    },
  }
}
