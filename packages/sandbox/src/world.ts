import { createCodec, type Codec } from '@asinx-pay/core/wire'
import { hash } from 'node:crypto'
import { createAddresses, type Addresses } from './addresses.ts'
import type { Bank } from './bank.ts'
import { createClock } from './clock.ts'
import { createClockControl, type ClockControl } from './clock-control.ts'
import { createEvents } from './events.ts'
import { createFaultBook, type FaultBook } from './faults/book.ts'
import type { Fault } from './faults/plan.ts'
import type { Shapers } from './faults/reply.ts'
import { createIds } from './ids.ts'
import { createLedger } from './ledger.ts'
import { nextFeeDay } from './month-fees.ts'
import { createNotifier, type Notifier } from './notifier.ts'
import { queueNotify, type Outgoing } from './notify-queue.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import { createSnapshots, type Snapshots } from './snapshots.ts'
import { openStore } from './store.ts'

export interface WorldOptions {
  appId: string
  appSecret: string
  db: string
  seed: string
  notify: readonly string[]
  anyAddress: boolean
  settleDelayMs: number
  approveAfterMs?: number | undefined
  retryPausesMs?: readonly number[] | undefined
  faults?: readonly Fault[] | undefined
  clock?: { at?: number | undefined; frozen?: boolean | undefined } | undefined
  populate?: ((world: { bank: Bank }) => void) | undefined
  now: () => number
  origin: () => string
}

/** Everything the simulated vendor is made of, apart from the doors to it. */
export interface World {
  readonly bank: Bank
  readonly codec: Codec
  readonly shapers: Shapers
  readonly faults: FaultBook
  readonly addresses: Addresses
  readonly notifier: Notifier
  readonly scheduler: Scheduler
  readonly snapshots: Snapshots
  /** Makes a notify of any content. Returns its numbers. */
  queue(outgoing: Outgoing): string[]
  /** Goes to a time; what is due until then happens on the way, each at its own time. */
  goTo(time: number): void
  /** The clock for those outside. */
  readonly clock: ClockControl
  /** Keeps the state; the number leads back to it. */
  snapshot(): number
  restore(id: number): void
  /** Begins anew, as the sandbox was begun. */
  reset(): void
}

type Parts = Omit<World, 'queue' | 'goTo' | 'clock' | 'snapshot' | 'restore' | 'reset'>

function createParts(options: WorldOptions): Parts & Pick<World, 'queue'> {
  const { appId, appSecret, seed, settleDelayMs, approveAfterMs, retryPausesMs, origin } = options
  const codec = createCodec({ appId, appSecret })
  const store = openStore(options.db)
  const clock = createClock(store, options.now)
  const ids = createIds(seed, { store, clock })
  const events = createEvents(store, clock)
  const faults = createFaultBook(store)
  const addresses = createAddresses(store, options.anyAddress)
  const foreign = createCodec({ appId, appSecret: hash('md5', `another secret than ${appSecret}`, 'hex') })
  const shapers = { codec, foreign, noise: ids.noise }
  const queue = (outgoing: Outgoing): string[] =>
    queueNotify({ store, clock, ids, events, faults, shapers, addresses }, outgoing)
  const bank: Bank = {
    store,
    clock,
    ids,
    events,
    ledger: createLedger(store, clock, events),
    settleDelayMs,
    approveAfterMs,
    origin,
    notify: (type, data) => void queue({ type, data }),
    schedule: (kind, { reference, dueAt }) => void store.insert('jobs', { kind, reference, dueAt }),
  }
  const notifier = createNotifier({ store, clock, events, retryPausesMs })
  const scheduler = createScheduler(bank, notifier)
  return { bank, codec, shapers, faults, addresses, notifier, scheduler, snapshots: createSnapshots(store), queue }
}

function scheduleMonthFees(bank: Bank): void {
  bank.store.exec(`DELETE FROM jobs WHERE kind = 'chargeMonthFees'`)
  bank.schedule('chargeMonthFees', { reference: '0', dueAt: nextFeeDay(bank.clock.now()) })
}

/** What a new state begins with. */
function begin({ bank, addresses, faults }: Parts, options: WorldOptions): void {
  const { clock } = options
  if (clock?.frozen) bank.clock.freeze()
  if (clock?.at !== undefined) bank.clock.set(clock.at)
  scheduleMonthFees(bank)
  for (const url of options.notify) addresses.add(url)
  if (options.faults) faults.replace(options.faults)
  options.populate?.({ bank })
}

/** What a state that was there before is given again. */
function resume({ addresses, faults }: Parts, options: WorldOptions): void {
  for (const url of options.notify) addresses.add(url)
  if (options.faults) faults.replace(options.faults)
}

/** Makes the world of a sandbox, or finds it again in its file. @throws Refusal for a wrong option */
export function createWorld(options: WorldOptions): World {
  const parts = createParts(options)
  const { bank, notifier, scheduler, snapshots } = parts
  const { store, clock } = bank
  const isNew = !store.one('SELECT id FROM jobs LIMIT 1')
  try {
    store.transaction(() => (isNew ? begin(parts, options) : resume(parts, options)))
  } catch (error) {
    store.close()
    throw error
  }
  /** Puts another state in place; what is under way belongs to the one before. */
  const replace = (work: () => void): void => {
    try {
      store.transaction(work)
    } finally {
      clock.reload()
    }
    notifier.forget()
  }
  const goTo = (time: number): void => {
    const isBack = time < clock.now()
    scheduler.catchUp(time)
    clock.set(time)
    if (isBack) scheduleMonthFees(bank)
  }
  return {
    ...parts,
    goTo,
    clock: createClockControl({ bank, goTo }),
    snapshot: () => snapshots.take(clock.now()),
    restore: (id) => replace(() => snapshots.restore(id)),
    reset: () =>
      replace(() => {
        snapshots.clear()
        clock.reload()
        begin(parts, options)
      }),
  }
}
