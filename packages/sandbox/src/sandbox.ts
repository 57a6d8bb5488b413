import { createApp } from './app.ts'
import { audit } from './audit.ts'
import type { Bank } from './bank.ts'
import type { ClockControl } from './clock-control.ts'
import { demoCredentials } from './demo-credentials.ts'
import { eventLog, type EventQuery, type SandboxEvent } from './events.ts'
import type { PlannedFault } from './faults/book.ts'
import type { Fault } from './faults/plan.ts'
import { listen, type ListenOptions, type Listening } from './listen.ts'
import { createTeacher } from './teach.ts'
import { createWorld } from './world.ts'

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
  /** Approves applications by itself after so many milliseconds of the sandbox's clock; absent, somebody has to. */
  approveAfterMs?: number
  /** Pauses before the second and later tries of a delivery, in milliseconds of the sandbox's clock. Default 1, 10 and 60 s. */
  retryPausesMs?: readonly number[]
  /** What goes wrong, and when; replaces the plan that is kept with the state. */
  faults?: readonly Fault[]
  /** Where the clock of a new state begins (milliseconds since 1970), and whether it stands still. */
  clock?: { at?: number; frozen?: boolean }
  /** Fills a new state, and one that was reset; `seedDemo` is one. */
  populate?: (sandbox: Pick<Sandbox, 'bank'>) => void
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
  /** The sandbox's clock. */
  readonly clock: ClockControl
  /** Keeps the whole state; the number leads back to it. @throws Error when there are too many */
  snapshot(): number
  /** Puts a kept state in place of the present one. @throws Error when there is none of that number */
  restore(id: number): void
  /** Begins anew, as the sandbox was begun; snapshots stay. */
  reset(): void
  /** A part of the event log, oldest first. */
  events(query?: EventQuery): SandboxEvent[]
  /** The event log as text, one event a line: the same calls at the same times give the same text. */
  eventLog(): string
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
  let origin = 'http://sandbox.invalid'
  const world = createWorld({
    ...options,
    appId,
    appSecret,
    db: options.db ?? ':memory:',
    seed: options.seed ?? 'asinx',
    notify: options.notify ?? [],
    anyAddress: options.anyAddress ?? false,
    settleDelayMs: options.settleDelayMs ?? defaultSettleDelayMs,
    now: options.now ?? Date.now,
    origin: () => origin,
  })
  const { bank, clock, faults, scheduler } = world
  /** Has what became due follow at once. */
  const thenWake =
    <Given extends unknown[], Result>(act: (...given: Given) => Result) =>
    (...given: Given): Result => {
      const result = act(...given)
      scheduler.wake()
      return result
    }
  scheduler.wake()
  const app = createApp(world, options.teach ? createTeacher(appSecret) : undefined)

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
    settled: scheduler.settled,
    faults: faults.list,
    setFaults: faults.replace,
    clock: {
      state: clock.state,
      set: thenWake(clock.set),
      advance: thenWake(clock.advance),
      freeze: thenWake(clock.freeze),
      resume: thenWake(clock.resume),
    },
    snapshot: world.snapshot,
    restore: thenWake(world.restore),
    reset: thenWake(world.reset),
    events: bank.events.list,
    eventLog: () => eventLog(bank.events),
    audit: () => audit(bank),
    async close() {
      await scheduler.stop()
      bank.store.close()
    },
  }
}
