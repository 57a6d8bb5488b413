import type { Bank, JobKind } from './bank.ts'
import { approveByItself } from './cards.ts'
import { chargeMonthFees } from './month-fees.ts'
import type { Notifier } from './notifier.ts'
import { settleOrder } from './recharges.ts'
import type { JobRow } from './schema.ts'

/** Longest sleep of the wake-up timer, in milliseconds; setTimeout wraps beyond 24 days. */
const longestSleepMs = 3_600_000
/** Jobs that one wake-up works through at most; the rest follows at the next. */
const maxJobs = 100_000

const work: Record<JobKind, (bank: Bank, reference: string) => void> = {
  settleOrder: (bank, reference) => void settleOrder(bank, reference),
  chargeMonthFees: (bank, reference) => chargeMonthFees(bank, Number(reference)),
  approveCard: (bank, reference) => approveByItself(bank, Number(reference)),
}

export interface Scheduler {
  /** Does the jobs that are due by a time (default now), at once, in the order they are due. */
  catchUp(until?: number): void
  /** Catches up, starts the deliveries that are due, and sets the timer for what comes next. */
  wake(): void
  /** Resolves when nothing that is due is left: jobs done, deliveries tried. */
  settled(): Promise<void>
  /** Ends timer and deliveries. */
  stop(): Promise<void>
}

const nextJob = (bank: Bank): JobRow | undefined =>
  bank.store.recall<JobRow>('SELECT * FROM jobs ORDER BY dueAt, id LIMIT 1')[0]

function runJob(bank: Bank, job: JobRow): void {
  bank.clock.at(job.dueAt, () =>
    // Nobody has been told yet, and a job that is lost in a power cut is done again.
    bank.store.transaction(() => {
      bank.store.run('DELETE FROM jobs WHERE id = ?', job.id)
      work[job.kind as JobKind](bank, job.reference)
    }, 'system'),
  )
}

function runDueJobs(bank: Bank, until = bank.clock.now()): void {
  for (let count = 0; count < maxJobs; count++) {
    const job = nextJob(bank)
    if (!job || job.dueAt > until) return
    runJob(bank, job)
  }
}

/** Runs jobs and deliveries when the sandbox's clock reaches them. */
export function createScheduler(bank: Bank, notifier: Notifier): Scheduler {
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  /** Milliseconds until something is due; Infinity when nothing is. */
  const dueInMs = (): number =>
    Math.min(nextJob(bank)?.dueAt ?? Infinity, notifier.nextDueAt() ?? Infinity) - bank.clock.now()

  function setTimer(): void {
    clearTimeout(timer)
    const ms = dueInMs()
    // While time stands still nothing becomes due: who moves it on, wakes.
    if (stopped || (bank.clock.isFrozen() && ms > 0)) return
    timer = setTimeout(wake, Math.min(longestSleepMs, Math.max(1, ms)))
    timer.unref()
  }

  // A slow address must hold up neither the jobs nor the answers, so deliveries run beside them.
  function wake(): void {
    if (stopped) return
    runDueJobs(bank)
    for (const delivery of notifier.start()) void delivery.then(setTimer)
    setTimer()
  }

  const isDue = (): boolean => !stopped && dueInMs() <= 0

  return {
    catchUp: (until) => runDueJobs(bank, until),
    wake,
    async settled() {
      do {
        wake()
        await notifier.idle()
      } while (isDue())
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      notifier.stop()
      await notifier.idle()
    },
  }
}
