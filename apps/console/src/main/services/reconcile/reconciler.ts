import { isAsinxError } from '@asinx-pay/core'
import type { Page, Period, Reconciliation, ReconcileRow, ReconcileState } from '../../../shared/bridge.ts'
import { ConsoleError } from '../../errors.ts'
import type { Clock } from '../../ports.ts'
import type { CardKey } from '../card-asker.ts'
import type { Clients } from '../clients.ts'
import type { Database } from '../database.ts'
import type { EventHub } from '../events.ts'
import { pageSize } from '../page.ts'
import { requirePeriod } from '../period.ts'
import type { Profile } from '../profiles.ts'
import { cardsToRead, readCalls, type JournalCall } from './journal-side.ts'
import { clockSlackMs, lateMs, reconcile } from './match.ts'
import { pool } from '../pool.ts'
import type { JournalSide, RecordSide } from './sides.ts'
import { countsOf, totalsOf } from './totals.ts'
import { createVendorSide, type VendorSide } from './vendor-side.ts'

/** A comparison with its rows. */
export interface Compared {
  summary: Reconciliation
  rows: readonly ReconcileRow[]
}

/** Compares the journal with what the vendor lists. It asks and reads; nothing of the journal changes by it. */
export interface Reconciler {
  /** @throws ConsoleError `busy`, `stopped`, `period_wrong`, `secret_unreadable` */
  run(profile: Profile, period: Period): Promise<Reconciliation>
  stop(): void
  last(profileId: string): Compared | undefined
  page(profileId: string, filter: { cursor?: string; state?: ReconcileState }): Page<ReconcileRow>
}

export interface ReconcilerPorts {
  db: Database
  clients: Clients
  events: EventHub
  now: Clock
}

/** Questions to the vendor at a time. */
const width = 4

/** What was read of the vendor. */
interface Read {
  entries: JournalSide[]
  records: RecordSide[]
  unread: Reconciliation['unread']
}

interface Wanted {
  calls: readonly JournalCall[]
  cards: readonly CardKey[]
  period: Period
}

/** Asks for every order and for every card's records. */
async function ask(
  vendor: VendorSide,
  { calls, cards, period }: Wanted,
  progress: (of: number) => () => void,
): Promise<Read> {
  const ordered = calls.filter(({ requestOrderId }) => requestOrderId !== null)
  const step = progress(ordered.length + cards.length)
  const orders = await pool(ordered, width, async ({ intentId, uid, userBankcardId, requestOrderId }) => {
    const order = await vendor.order({ uid, userBankcardId }, requestOrderId ?? '')
    step()
    return [intentId, order] as const
  })
  const time = { from: period.from - clockSlackMs, to: period.to + lateMs }
  const lists = await pool(cards, width, async (card) => {
    const records = await vendor.records(card, time)
    step()
    return { card, records }
  })
  const orderOf = new Map(orders)
  return {
    entries: calls.map(({ uid: _uid, ...call }) => ({ ...call, order: orderOf.get(call.intentId) ?? null })),
    records: lists.flatMap(({ records }) => (typeof records === 'string' ? [] : records)),
    unread: lists.flatMap(({ card, records }) =>
      typeof records === 'string' ? [{ userBankcardId: card.userBankcardId, code: records }] : [],
    ),
  }
}

export function createReconciler({ db, clients, events, now }: ReconcilerPorts): Reconciler {
  const kept = new Map<string, Compared>()
  let running: AbortController | undefined

  const progress = (of: number): (() => void) => {
    let done = 0
    const tell = (): void => events.emit('reconcile.progress', { done, of })
    tell()
    return () => {
      done++
      tell()
    }
  }

  async function compare(profile: Profile, period: Period, signal: AbortSignal): Promise<Compared> {
    const { client } = await clients.of(profile)
    const { calls, isCut } = readCalls(db, profile.id, period)
    const { cards, left } = cardsToRead(db, profile.id, calls)
    const read = await ask(createVendorSide(client, signal), { calls, cards, period }, progress)
    const rows = reconcile(read, period)
    const summary: Reconciliation = {
      period,
      at: now(),
      counts: countsOf(rows),
      totals: totalsOf(rows),
      cardsRead: cards.length - read.unread.length,
      unread: read.unread,
      cardsLeft: left,
      isCut,
    }
    return { summary, rows }
  }

  return {
    async run(profile, period) {
      requirePeriod(period)
      if (running) throw new ConsoleError('busy', 'A comparison is under way.')
      running = new AbortController()
      const { signal } = running
      try {
        const compared = await compare(profile, period, signal)
        kept.set(profile.id, compared)
        events.emit('reconcile.changed', null)
        return compared.summary
      } catch (error) {
        if (signal.aborted && isAsinxError(error)) throw new ConsoleError('stopped', 'The comparison was stopped.')
        throw error
      } finally {
        running = undefined
      }
    },
    stop: () => running?.abort(),
    last: (profileId) => kept.get(profileId),
    page(profileId, { cursor = '0', state }) {
      const rows = (kept.get(profileId)?.rows ?? []).filter((row) => state === undefined || row.state === state)
      const from = Number(cursor)
      const next = from + pageSize
      return { rows: rows.slice(from, next), cursor: next < rows.length ? String(next) : null }
    },
  }
}
