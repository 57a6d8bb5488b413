import type { Bank, JobKind } from './bank.ts'
import { chargeMonthFees } from './month-fees.ts'
import type { Notifier } from './notifier.ts'
import { settleOrder } from './recharges.ts'
import type { JobRow } from './schema.ts'

/** Longest sleep of the wake-up timer, in milliseconds; setTimeout wraps beyond 24 days. */
const longestSleepMs = 3_600_000
/** Jobs and rounds of deliveries that one wake-up works through at most. */
const maxRounds = 100_000

const work: Record<JobKind, (bank: Bank, reference: string) => void> = {
  settleOrder: (bank, reference) => void settleOrder(bank, reference, 'SUCCESS'),
  chargeMonthFees: (bank) => chargeMonthFees(bank),
}

export interface Scheduler {
  /** Does what is due now and sets the timer for what comes next. */
  wake(): Promise<void>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  stop(): void
}

/** Runs jobs and deliveries when the sandbox's clock reaches them. */
export function createScheduler(bank: Bank, notifier: Notifier): Scheduler {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  const nextJob = (): JobRow | undefined => bank.store.one<JobRow>('SELECT * FROM jobs ORDER BY dueAt, id LIMIT 1')

  function runJob(job: JobRow): void {
    bank.clock.at(Math.min(job.dueAt, bank.clock.now()), () =>
      bank.store.transaction(() => {
        bank.store.run('DELETE FROM jobs WHERE id = ?', job.id)
        work[job.kind as JobKind](bank, job.reference)
      }),
    )
  }

  async function round(): Promise<void> {
    for (let count = 0; count < maxRounds; count++) {
      const job = nextJob()
      if (!job || job.dueAt > bank.clock.now()) break
      runJob(job)
    }
    if (!stopped) await notifier.deliverDue()
  }

  function setTimer(): void {
    clearTimeout(timer)
    const dues = [nextJob()?.dueAt, notifier.nextDueAt()].filter((due) => due !== undefined)
    if (stopped || dues.length === 0) return
    const sleepMs = Math.min(longestSleepMs, Math.max(1, Math.min(...dues) - bank.clock.now()))
    timer = setTimeout(() => void wake(), sleepMs)
    timer.unref()
  }

  async function roundAndTimer(): Promise<void> {
    if (stopped) return
    await round()
    if (!stopped) setTimer()
  }

  const wake = (): Promise<void> => {
    running = running.then(roundAndTimer, roundAndTimer)
    return running
  }

  return {
    wake,
    idle: () => running,
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
