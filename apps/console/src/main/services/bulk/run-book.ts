import type { BulkPause, BulkRowState, BulkRun, BulkRunState, Page } from '../../../shared/bridge.ts'
import type { BulkKind, BulkRate } from '../../../shared/bulk.ts'
import type { Clock } from '../../ports.ts'
import type { Database } from '../database.ts'
import { pageOf, pageSize } from '../page.ts'
import type { ReadRow } from './read.ts'
import { rowTables, stateSql } from './row-book.ts'

/** A run with the profile it belongs to. */
export type StoredRun = BulkRun & { profileId: string }

interface NewRun {
  profileId: string
  kind: BulkKind
  name: string
  rate: BulkRate
  rows: readonly Pick<ReadRow, 'line' | 'values' | 'problems'>[]
  ignored: readonly string[]
}

/** The runs that this console knows. */
export interface RunBook {
  add(made: NewRun): number
  find(run: number): StoredRun | undefined
  count(profileId: string): number
  page(profileId: string, cursor: string | undefined): Page<BulkRun>
  /** Sets a state when the run is in one of those, and says whether it was. */
  move(run: number, from: readonly BulkRunState[], to: RunMove): boolean
  remove(run: number): void
  /** The run that was under way when the console ended; undefined: none was. */
  interrupted: number | undefined
}

export interface RunMove {
  state: BulkRunState
  why?: BulkPause
  rate?: BulkRate
  total?: string | null
}

interface RawRun extends Omit<StoredRun, 'ignored' | 'counts'> {
  ignored: string
}

const runColumns = `run, profile_id as profileId, kind, name, state, why, created_at as createdAt,
  started_at as startedAt, ended_at as endedAt, rate, total, ignored`
const none: BulkRun['counts'] = { bad: 0, waiting: 0, sending: 0, done: 0, declined: 0, unknown: 0, failed: 0 }
function readers(db: Database): Pick<RunBook, 'find' | 'count' | 'page'> {
  function withCounts(raw: RawRun): StoredRun {
    const counted = db.all<{ state: BulkRowState; count: number }>(
      `select ${stateSql} as state, count(*) as count from ${rowTables} where r.run = $run group by 1`,
      { run: raw.run },
    )
    const counts = { ...none, ...Object.fromEntries(counted.map(({ state, count }) => [state, count])) }
    return { ...raw, ignored: JSON.parse(raw.ignored) as string[], counts }
  }
  const shown = ({ profileId: _profileId, ...run }: StoredRun): BulkRun => run
  return {
    find(run) {
      const raw = db.get<RawRun>(`select ${runColumns} from bulk_runs where run = $run`, { run })
      return raw && withCounts(raw)
    },
    count: (profileId) =>
      db.get<{ count: number }>('select count(*) as count from bulk_runs where profile_id = $profileId', { profileId })
        ?.count ?? 0,
    page(profileId, cursor) {
      const rows = db.all<RawRun>(
        `select ${runColumns} from bulk_runs
         where profile_id = $profileId and ($cursor is null or run < $cursor) order by run desc limit $limit`,
        { profileId, cursor: cursor === undefined ? null : Number(cursor), limit: pageSize + 1 },
      )
      return pageOf(
        rows.map((raw) => ({ seq: raw.run, raw })),
        ({ raw }) => shown(withCounts(raw)),
      )
    },
  }
}

function add(db: Database, now: Clock, { profileId, kind, name, rate, rows, ignored }: NewRun): number {
  return db.transaction(() => {
    const { lastId: run } = db.run(
      `insert into bulk_runs (profile_id, kind, name, state, rate, ignored, created_at)
       values ($profileId, $kind, $name, 'draft', $rate, $ignored, $now)`,
      { profileId, kind, name, rate, ignored: JSON.stringify(ignored), now: now() },
    )
    for (const { line, values, problems } of rows)
      db.run(
        `insert into bulk_rows (run, line, input, state, problems) values ($run, $line, $input, $state, $problems)`,
        {
          run,
          line,
          input: JSON.stringify(values),
          state: problems.length > 0 ? 'bad' : 'waiting',
          problems: JSON.stringify(problems.map(({ column, wrong }) => ({ column, wrong }))),
        },
      )
    return run
  })
}

/** Opens the runs: one that was under way when the console ended stands still until a person goes on with it. */
export function createRunBook({ db, now }: { db: Database; now: Clock }): RunBook {
  const last = db.get<{ run: number }>(
    `select run from bulk_runs where state = 'running' or why = 'ended' order by run desc`,
  )
  db.run(`update bulk_runs set state = 'paused', why = 'ended' where state = 'running'`)
  return {
    ...readers(db),
    interrupted: last?.run,
    add: (made) => add(db, now, made),
    move: (run, from, { state: to, why, rate, total }) =>
      db.run(
        `update bulk_runs set state = $to, why = $why, rate = coalesce($rate, rate),
           total = case when $to = 'draft' then null else coalesce($total, total) end,
           started_at = case when $to = 'running' then coalesce(started_at, $now) else started_at end,
           ended_at = case when $to in ('cancelled', 'finished') then $now end
         where run = $run and state in (select value from json_each($from))`,
        {
          run,
          from: JSON.stringify(from),
          to,
          why: why ?? null,
          rate: rate ?? null,
          total: total ?? null,
          now: now(),
        },
      ).changes > 0,
    remove(run) {
      db.transaction(() => {
        db.run('delete from bulk_rows where run = $run', { run })
        db.run('delete from bulk_runs where run = $run', { run })
      })
    },
  }
}
