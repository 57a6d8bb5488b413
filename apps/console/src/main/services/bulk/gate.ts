import type { BulkPlan, BulkRunState } from '../../../shared/bridge.ts'
import { bulkJob, isConfirmed, type BulkRate } from '../../../shared/bulk.ts'
import { ConsoleError } from '../../errors.ts'
import type { Audit } from '../../ports.ts'
import type { Database } from '../database.ts'
import type { LiveGuard } from '../live.ts'
import type { Profile } from '../profiles.ts'
import type { RowBook } from './row-book.ts'
import type { RunBook, RunMove, StoredRun } from './run-book.ts'
import type { Runner } from './runner.ts'

export interface GatePorts {
  db: Pick<Database, 'transaction'>
  runs: RunBook
  rows: Pick<RowBook, 'renew'>
  runner: Runner
  plan(profile: Profile, run: StoredRun): Promise<BulkPlan>
  live: LiveGuard
  audit: Audit
  changed(run: number): void
  /** Called with a run that began or goes on. */
  began(run: StoredRun): void
}

/** What a person may do with a run, and when. All throw ConsoleError `bulk_state` where the run stands otherwise. */
export interface Gate {
  /** @throws ConsoleError `busy`, `bulk_blocked`, `bulk_unconfirmed`, `live_read_only` */
  start(profile: Profile, run: StoredRun, asked: { rate: BulkRate; typed?: string }): Promise<void>
  pause(run: StoredRun): void
  cancel(run: StoredRun): void
  again(run: StoredRun): void
  remove(run: StoredRun): void
}

const standsOtherwise = (): ConsoleError => new ConsoleError('bulk_state', 'The run stands otherwise by now.')

export function createGate({ db, runs, rows, runner, plan, live, audit, changed, began }: GatePorts): Gate {
  function move({ run }: StoredRun, from: readonly BulkRunState[], to: RunMove): void {
    if (!runs.move(run, from, to)) throw standsOtherwise()
    changed(run)
  }

  function requireIdle(): void {
    if (runner.current() !== null) throw new ConsoleError('busy', 'Another run is under way.')
  }

  /** The total of a draft that a person confirmed. */
  async function confirmed(profile: Profile, run: StoredRun, typed: string | undefined): Promise<string | null> {
    const planned = await plan(profile, run)
    if (planned.blocks.length > 0) throw new ConsoleError('bulk_blocked', 'Something is in the way of the run.')
    if (!isConfirmed(planned.confirm, typed))
      throw new ConsoleError('bulk_unconfirmed', 'What was typed is not what is asked for.')
    return planned.cost?.total ?? null
  }

  return {
    async start(profile, run, { rate, typed }) {
      if (run.state !== 'draft' && run.state !== 'paused') throw standsOtherwise()
      live.require(profile, bulkJob(run.kind).endpoint)
      // Rows that were under way when it was paused end first.
      if (runner.current() === run.run) await runner.idle()
      requireIdle()
      const total = run.state === 'draft' ? await confirmed(profile, run, typed) : run.total
      requireIdle()
      move(run, [run.state], { state: 'running', rate, total })
      audit.note('bulk.started', { run: run.run, kind: run.kind, rows: run.counts.waiting, amount: total })
      runner.start({ ...run, rate })
      began(run)
    },
    pause(run) {
      move(run, ['running'], { state: 'paused', why: 'person' })
      runner.stop()
    },
    cancel(run) {
      move(run, ['draft', 'running', 'paused'], { state: 'cancelled' })
      if (runner.current() === run.run) runner.stop()
      audit.note('bulk.cancelled', { run: run.run, kind: run.kind, left: run.counts.waiting })
    },
    again(run) {
      db.transaction(() => {
        // What a cancelled run left out was left out for good.
        move(run, ['paused', 'finished'], { state: 'draft' })
        rows.renew(run.run)
      })
    },
    remove(run) {
      if (run.state === 'running' || run.counts.sending + run.counts.unknown > 0) throw standsOtherwise()
      runs.remove(run.run)
      audit.note('bulk.removed', { run: run.run, kind: run.kind })
      changed(run.run)
    },
  }
}
