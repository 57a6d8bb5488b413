import { endpointOf, isAsinxError, type EndpointKey, type Endpoints, type Input, type Outcome } from '@asinx-pay/core'
import type { Client } from '@asinx-pay/core/client'
import type { Background } from './background.ts'
import type { Database } from './database.ts'
import type { Inbox } from './inbox.ts'
import type { Journal, JournalEntry } from './journal.ts'
import type { SpendingLimits } from './limits.ts'
import type { Outcomes } from './outcomes.ts'
import type { Profile } from './profiles.ts'

/** Whoever keeps a record of a call of their own, written in one piece with the journal's. */
export interface Witness {
  /** It is about to leave. */
  begun(intentId: string): void
  ended(outcome: Outcome<unknown>): void
}

export interface OnceSenderPorts {
  db: Pick<Database, 'transaction'>
  journal: Journal
  outcomes: Outcomes
  inbox: Inbox
  background: Background
  limits: SpendingLimits
}

const isRefusal = (error: unknown): boolean =>
  isAsinxError(error, 'outcome_open') || isAsinxError(error, 'limit_exceeded')

/** Sends a call that must not be repeated: the intent is on disk before it leaves, and every ending is written down. */
export function createOnceSender({ db, journal, outcomes, inbox, background, limits }: OnceSenderPorts) {
  /** The notify of a call may be here before its answer; then nobody else would ask. */
  function settleByEarlier(profile: Profile, { endpoint, sentAt }: JournalEntry): void {
    const type = endpointOf(endpoint).settledBy?.notify
    for (const notify of type === undefined ? [] : inbox.since(profile.id, { type, receivedAt: sentAt }))
      background.start(`settle ${notify.seq}`, () => outcomes.settleBy(profile, notify))
  }

  function endBadly(intentId: string, error: unknown): void {
    if (journal.find(intentId)?.state !== 'intended') return
    const stayed = isAsinxError(error, 'not_sent') || isAsinxError(error, 'aborted')
    if (stayed) journal.notSent(intentId, error.message)
    else journal.lose(intentId)
  }

  return async function sendOnce(
    client: Client,
    profile: Profile,
    call: { endpoint: EndpointKey; input: unknown; balanceBefore: string | null; witness?: Witness | undefined },
  ): Promise<Outcome<unknown>> {
    let begun: string | undefined
    try {
      const outcome = (await client.call(call.endpoint, call.input as Input<Endpoints[EndpointKey]>, {
        ...(call.balanceBefore !== null && { balanceBefore: call.balanceBefore }),
        beforeSend(intent) {
          limits.require(profile, intent)
          db.transaction(() => {
            journal.begin(profile.id, intent, call.balanceBefore)
            call.witness?.begun(intent.intentId)
          })
          begun = intent.intentId
        },
      })) as Outcome<unknown>
      const entry = db.transaction(() => {
        call.witness?.ended(outcome)
        return journal.finish(outcome.reference.intentId, outcome)
      })
      if (outcome.state === 'unknown') settleByEarlier(profile, entry)
      return outcome
    } catch (error) {
      if (begun !== undefined) endBadly(begun, error)
      throw isAsinxError(error, 'not_sent') && isRefusal(error.cause) ? error.cause : error
    }
  }
}
