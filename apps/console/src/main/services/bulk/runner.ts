import type { BulkPause } from '../../../shared/bridge.ts'
import type { Clock, Report } from '../../ports.ts'
import type { Ending } from './endings.ts'
import { createPace, type Wait } from './pace.ts'
import type { RowBook, Waiting } from './row-book.ts'
import type { RunBook, StoredRun } from './run-book.ts'

/** Calls of a run that are on their way at once. */
export const bulkLanes = 3
/** Calls in a row that got no answer, after which the next are not sent into the dark. */
export const maxSilent = 3

export interface RunnerPorts {
  runs: RunBook
  rows: Pick<RowBook, 'take'>
  sendRow(run: StoredRun, row: Waiting): Promise<Ending>
  changed(run: number): void
  report: Report
  now: Clock
  wait: Wait
}

/** Works a run off; one at a time. */
export interface Runner {
  /** The run under way; null: none. */
  current(): number | null
  start(run: StoredRun): void
  /** Takes no further row; those under way end by themselves. Without a reason the run's state is somebody else's. */
  stop(why?: BulkPause): void
  /** Resolves when no row is under way any more. */
  idle(): Promise<void>
}

interface Work {
  run: StoredRun
  stop: AbortController
  /** Calls without an answer since one had one. */
  silent: number
}

export function createRunner({ runs, rows, sendRow, changed, report, now, wait }: RunnerPorts): Runner {
  let work: Work | undefined
  let ended: Promise<void> = Promise.resolve()

  function pause({ run: { run }, stop }: Work, why: BulkPause): void {
    runs.move(run, ['running'], { state: 'paused', why })
    stop.abort()
    changed(run)
  }

  function listen(current: Work, { end, silent, pause: why }: Ending): void {
    if (end) current.silent = silent ? current.silent + 1 : 0
    const reason = why ?? (current.silent >= maxSilent ? 'silent' : undefined)
    if (reason !== undefined) pause(current, reason)
  }

  async function lane(current: Work, pace: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { run, stop } = current
    for (;;) {
      await pace(stop.signal)
      const row = stop.signal.aborted ? undefined : rows.take(run.run)
      if (!row) return
      listen(current, await sendRow(run, row))
      changed(run.run)
    }
  }

  async function drain(current: Work): Promise<void> {
    const { run, stop } = current
    const pace = createPace({ perSecond: Number(run.rate), now, wait })
    const failed = (error: unknown): void => {
      report(error)
      pause(current, 'trouble')
    }
    await Promise.all(Array.from({ length: bulkLanes }, () => lane(current, pace).catch(failed)))
    if (!stop.signal.aborted) runs.move(run.run, ['running'], { state: 'finished' })
    work = undefined
    changed(run.run)
  }

  return {
    current: () => work?.run.run ?? null,
    start(run) {
      work = { run, stop: new AbortController(), silent: 0 }
      ended = drain(work)
    },
    stop(why) {
      if (work && why) pause(work, why)
      work?.stop.abort()
    },
    idle: () => ended,
  }
}
