import { createCodec } from '@asinx-pay/core/wire'
import { hash } from 'node:crypto'
import { createApp } from './app.ts'
import { audit } from './audit.ts'
import type { Bank } from './bank.ts'
import { createClock } from './clock.ts'
import { addAddress } from './control.ts'
import { demoCredentials } from './demo-credentials.ts'
import { createFaultBook, type PlannedFault } from './faults/book.ts'
import type { Fault } from './faults/plan.ts'
import { createIds } from './ids.ts'
import { createLedger } from './ledger.ts'
import { listen, type ListenOptions, type Listening } from './listen.ts'
import { nextFeeDay } from './month-fees.ts'
import { createNotifier } from './notifier.ts'
import { createScheduler } from './scheduler.ts'
import { openStore } from './store.ts'
import { createTeacher } from './teach.ts'

export interface SandboxOptions {
  /** Default: the published demo credentials. */
  appId?: string
  appSecret?: string
  /** SQLite file; default in memory. */
  db?: string
  /** The same text gives the same ids, card numbers and order numbers. */
  seed?: string
  /** Addresses that receive notifies. */
  notify?: readonly string[]
  /** Allows notify addresses beyond this machine. */
  anyAddress?: boolean
  /** Names the stage in which a wrong signature differs; off, all failures look alike. */
  teach?: boolean
  /** Time from a 99997 to its result, in milliseconds of the sandbox's clock. Default 2,000. */
  settleDelayMs?: number
  /** What goes wrong, and when; replaces the plan that is kept with the state. */
  faults?: readonly Fault[]
  /** The real clock under the virtual one, in milliseconds. */
  now?: () => number
}

export interface Sandbox {
  readonly appId: string
  /** Answers a request to `/api-web/…` or `/__sandbox…`, without a socket. */
  fetch(request: Request): Promise<Response>
  listen(options?: ListenOptions): Promise<Listening>
  /** Resolves when everything that is due has been done and every due notify has been tried. */
  settled(): Promise<void>
  /** The fault plan with what has become of each fault. */
  faults(): PlannedFault[]
  /** Puts another fault plan in place. @throws Error that names every mistake */
  setFaults(plan: readonly Fault[]): void
  /** What does not add up in the books; empty when they are right. */
  audit(): string[]
  close(): Promise<void>
  /** The rules under it, for seeding. */
  readonly bank: Bank
}

const defaultSettleDelayMs = 2_000

/** Makes the simulated API. @throws AsinxError `bad_credentials` @throws Error when the database is something else */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { appId = demoCredentials.appId, appSecret = demoCredentials.appSecret } = options
  const codec = createCodec({ appId, appSecret })
  const store = openStore(options.db ?? ':memory:')
  const clock = createClock(store, options.now ?? Date.now)
  const ids = createIds(options.seed ?? 'asinx', { store, clock })
  const faults = createFaultBook(store)
  if (options.faults) faults.replace(options.faults)
  const foreign = createCodec({ appId, appSecret: hash('md5', `another secret than ${appSecret}`, 'hex') })
  const shapers = { codec, foreign, noise: ids.noise }
  const notifier = createNotifier({ store, clock, ids, faults, shapers })
  let origin = 'http://sandbox.invalid'
  const bank: Bank = {
    store,
    clock,
    ids,
    ledger: createLedger(store, clock),
    settleDelayMs: options.settleDelayMs ?? defaultSettleDelayMs,
    origin: () => origin,
    notify: (type, data) => notifier.queue(type, data),
    schedule: (kind, { reference, dueAt }) => void store.insert('jobs', { kind, reference, dueAt }),
  }
  const scheduler = createScheduler(bank, notifier)
  const control = { bank, notifier, scheduler, faults, anyAddress: options.anyAddress ?? false }
  for (const url of options.notify ?? []) addAddress(control, url)
  if (!store.one(`SELECT id FROM jobs WHERE kind = 'chargeMonthFees'`))
    bank.schedule('chargeMonthFees', { reference: '', dueAt: nextFeeDay(clock.now()) })
  scheduler.wake()
  const teach = options.teach ? createTeacher(appSecret) : undefined
  const app = createApp({ bank, codec, faults, shapers, teach, catchUp: scheduler.catchUp }, control)

  return {
    appId,
    bank,
    fetch: async (request) => app.fetch(request),
    async listen(wish = {}) {
      const listening = await listen(app, { ...wish, isDemo: appSecret === demoCredentials.appSecret })
      origin = listening.url
      scheduler.wake()
      return listening
    },
    settled: () => scheduler.settled(),
    faults: faults.list,
    setFaults: faults.replace,
    audit: () => audit(bank),
    async close() {
      await scheduler.stop()
      store.close()
    },
  }
}
