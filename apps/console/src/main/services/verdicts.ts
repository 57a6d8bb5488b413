import { endpointOf, type EndpointKey, type NotifyType } from '@asinx-pay/core'
import type { Evidence, JournalRow, OutcomeCase, Verdict } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Audit } from '../ports.ts'
import type { CardAsker } from './card-asker.ts'
import type { Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import { weigh } from './evidence.ts'
import type { Inbox } from './inbox.ts'
import type { Journal, JournalEntry } from './journal.ts'
import type { Profile } from './profiles.ts'

/** Unknown calls that nothing settles: what is known of them, and a person's verdict. */
export interface Verdicts {
  find(profile: Profile, intentId: string): OutcomeCase | null
  /** Asks the API for what may tell. @throws ConsoleError `not_found` */
  evidence(profile: Profile, intentId: string): Promise<Evidence>
  /** @throws ConsoleError `not_found`, `already_settled` */
  decide(profile: Profile, intentId: string, judged: { verdict: Verdict; reason: string }): Promise<JournalRow>
}

export interface VerdictPorts {
  journal: Journal
  directory: Directory
  inbox: Inbox
  asker: CardAsker
  clients: Clients
  audit: Audit
}

/** Clocks of both sides differ a little: records this much older than the call still count, in milliseconds. */
const clockSlackMs = 60_000

const rowOf = ({ profileId: _profileId, ...row }: JournalEntry): JournalRow => row

export function createVerdicts(ports: VerdictPorts): Verdicts {
  const { journal, directory, inbox, asker, clients, audit } = ports

  function entryOf(profile: Profile, intentId: string): JournalEntry {
    const entry = journal.find(intentId)
    if (entry?.profileId !== profile.id) throw new ConsoleError('not_found', 'There is no such call in the journal.')
    return entry
  }

  return {
    find(profile, intentId) {
      const entry = journal.find(intentId)
      if (entry?.profileId !== profile.id) return null
      const { userBankcardId } = entry.reference
      const sheet = userBankcardId === undefined ? undefined : directory.card(profile.id, userBankcardId)
      return { entry: rowOf(entry), card: sheet ?? null }
    },
    async evidence(profile, intentId) {
      const entry = entryOf(profile, intentId)
      const { uid, userBankcardId } = entry.reference
      const key = uid === undefined || userBankcardId === undefined ? undefined : { uid, userBankcardId }
      const since = entry.sentAt - clockSlackMs
      const type = endpointOf(entry.endpoint as EndpointKey).settledBy?.notify as NotifyType | undefined
      return weigh({
        entry: rowOf(entry),
        rate: (key && directory.card(profile.id, key.userBankcardId)?.rechargeFee) ?? null,
        balanceNow: key ? await asker.balance(profile, key) : null,
        records: key ? await asker.records(profile, key, since) : null,
        notifies: (type ? inbox.since(profile.id, { type, receivedAt: since }) : []).filter(
          (notify) => key === undefined || notify.userBankcardId === key.userBankcardId,
        ),
      })
    },
    async decide(profile, intentId, { verdict, reason }) {
      const entry = entryOf(profile, intentId)
      if (entry.state !== 'unknown')
        throw new ConsoleError('already_settled', 'How this call ended is known by now; the verdict was not needed.')
      const { client } = await clients.of(profile)
      const decided = journal.finish(intentId, await client.decide(entry.reference, { state: verdict, reason }))
      const { endpoint, reference } = entry
      audit.note('outcome.decided', {
        intentId,
        endpoint,
        verdict,
        reason,
        card: reference.userBankcardId ?? null,
        amount: reference.amount ?? null,
      })
      return rowOf(decided)
    },
  }
}
