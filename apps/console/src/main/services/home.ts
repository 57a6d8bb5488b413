import { isNotifyType, notifyRowOf, rechargeStatuses, type cardStatuses, type EndpointKey } from '@asinx-pay/core'
import type { Assets, Home, NotifyRow } from '../../shared/bridge.ts'
import { usualLowBelow } from '../../shared/amount.ts'
import { toBridgeError } from '../errors.ts'
import type { Clock } from '../ports.ts'
import type { Clients } from './clients.ts'
import type { Directory } from './directory.ts'
import type { EventHub } from './events.ts'
import type { Inbox } from './inbox.ts'
import type { Journal } from './journal.ts'
import type { Profile } from './profiles.ts'
import type { TrendBook } from './trends.ts'

const assetsEndpoint = 'merchant.asset' satisfies EndpointKey
const rejectedStatus = 'AUDIT_NOT_PASS' satisfies keyof typeof cardStatuses
/** Longest wait for the assets, in milliseconds: the rest of the page does not need them. */
const assetsDeadlineMs = 5000
/** How long assets count as fresh, in milliseconds, so that a burst of events asks once. */
const assetsFreshMs = 2000
const maxFailures = 10
const dayMs = 86_400_000
/** How long a settled outcome and a notified failure stay on the page, in milliseconds. */
const settledForMs = dayMs
const failedForMs = 7 * dayMs

const failedStatus = 'FAILED' satisfies keyof typeof rechargeStatuses

/** Whether a notify tells of money that did not arrive, or contradicts an earlier one of its number. */
function isFailure({ type, data, conflict }: NotifyRow): boolean {
  if (conflict) return true
  const field = isNotifyType(type) ? (notifyRowOf(type).fields.status ?? undefined) : undefined
  return field?.kind === 'choice' && field.options === rechargeStatuses && data.status === failedStatus
}

/** The first page: what needs a person, and how things stand. */
export interface HomePage {
  read(profile: Profile): Promise<Home>
  /** Asks for the merchant's assets now. */
  assets(profile: Profile): Promise<Assets>
}

export interface HomePorts {
  clients: Clients
  journal: Journal
  directory: Directory
  inbox: Inbox
  trends: TrendBook
  events: EventHub
  now: Clock
}

export function createHome({ clients, journal, directory, inbox, trends, events, now }: HomePorts): HomePage {
  const asked = new Map<string, { at: number; assets: Promise<Assets> }>()
  // What a sandbox held is not known any more once it is stopped.
  events.subscribe((event) => event === 'sandbox.changed' && asked.clear())

  async function assets(profile: Profile): Promise<Assets> {
    try {
      const { client } = await clients.of(profile)
      const { availableAmount, frozenAmount, currency } = await client.call(
        assetsEndpoint,
        {},
        { deadlineMs: assetsDeadlineMs },
      )
      const known = { availableAmount, frozenAmount: frozenAmount ?? '0', currency: currency ?? 'USD' }
      trends.mark(profile.id, { available: availableAmount, frozen: known.frozenAmount, currency: known.currency })
      return { state: 'known', ...known }
    } catch (error) {
      return { state: 'failed', error: toBridgeError(error) }
    }
  }

  function fresh(profile: Profile): Promise<Assets> {
    const known = asked.get(profile.id)
    if (known && now() - known.at < assetsFreshMs) return known.assets
    const next = { at: now(), assets: assets(profile) }
    asked.set(profile.id, next)
    return next.assets
  }

  return {
    assets,
    async read(profile) {
      const { id } = profile
      const lowBelow = profile.lowBelow ?? usualLowBelow
      return {
        assets: await fresh(profile),
        open: journal.open(id).map(({ profileId: _profileId, ...row }) => row),
        settled: journal.settledSince(id, now() - settledForMs),
        rejected: directory.withStatus(id, rejectedStatus),
        unassigned: directory.unassigned(id),
        low: directory.low(id, lowBelow),
        lowBelow,
        failed: inbox
          .latestSince(id, now() - failedForMs)
          .filter(isFailure)
          .slice(0, maxFailures),
        refusedNotifies: inbox.refusals(),
        cardsByStatus: directory.countByStatus(id),
        latest: inbox.latest(id),
      }
    },
  }
}
