import type { BulkRow, BulkRowState, BulkValues, Page } from '../../../shared/bridge.ts'
import type { Clock } from '../../ports.ts'
import type { Database } from '../database.ts'
import { pageOf, pageSize } from '../page.ts'

/** How a row ended, or that it did not leave. */
export interface RowEnd {
  state: 'done' | 'declined' | 'unknown' | 'failed'
  code?: string | null
  message?: string | null
  result?: unknown
}

/** A row that was not sent yet. */
export interface Waiting {
  line: number
  values: BulkValues
}

/** Rows of runs: the queue itself. A row that left is as the journal says. */
export interface RowBook {
  page(run: number, filter: { cursor?: string; state?: BulkRowState }): Page<BulkRow>
  /** Every row of a run, in the order of the file. */
  all(run: number): Iterable<BulkRow>
  /** What is still to be sent, in the order of the file. */
  waiting(run: number): Waiting[]
  /** The run that a journal entry belongs to. */
  runOf(intentId: string): number | undefined
  /** Takes the next row off the queue; undefined when none waits. */
  take(run: number): Waiting | undefined
  /** Puts back a row that did not leave. */
  putBack(run: number, line: number): void
  link(run: number, line: number, intentId: string): void
  end(run: number, line: number, end: RowEnd): void
  /** Rows that had no effect wait again, and those whose effect may be had twice; returns how many. */
  renew(run: number): number
}

interface RawRow extends Omit<BulkRow, 'values' | 'problems' | 'made' | 'requestOrderId'> {
  seq: number
  input: string
  problems: string
  result: string | null
  reference: string | null
}

/** What the journal says of a call stands above what the queue saw of it. */
export const stateSql = `case when j.state is null then r.state when j.state = 'intended' then 'sending' else j.state end`
export const rowTables = 'bulk_rows r left join journal j on j.intent_id = r.intent_id'
const rowColumns = `r.line as line, r.line as seq, ${stateSql} as state, r.input as input, r.problems as problems,
  r.code as code, coalesce(j.message, r.message) as message, r.intent_id as intentId, r.result as result,
  j.reference as reference, coalesce(j.settled_at, r.ended_at) as endedAt`
const madeNames = ['uid', 'userBankcardId', 'tag'] as const

function rowOf({ seq: _seq, input, problems, result, reference, ...row }: RawRow): BulkRow {
  const told = { ...(reference ? JSON.parse(reference) : {}), ...(result ? JSON.parse(result) : {}) } as BulkValues
  const made = Object.fromEntries(madeNames.flatMap((name) => (told[name] === undefined ? [] : [[name, told[name]]])))
  return {
    ...row,
    values: JSON.parse(input) as BulkValues,
    problems: JSON.parse(problems) as BulkRow['problems'],
    requestOrderId: told['requestOrderId'] === undefined ? null : String(told['requestOrderId']),
    made,
  }
}

const waitingOf = ({ line, input }: { line: number; input: string }): { line: number; values: BulkValues } => ({
  line,
  values: JSON.parse(input) as BulkValues,
})

function readers(db: Database): Pick<RowBook, 'page' | 'all' | 'waiting' | 'runOf'> {
  const rowsAfter = (run: number, after: number, state: BulkRowState | null): RawRow[] =>
    db.all(
      `select ${rowColumns} from ${rowTables}
       where r.run = $run and r.line > $after and ($state is null or ${stateSql} = $state)
       order by r.line limit $limit`,
      { run, after, state, limit: pageSize + 1 },
    )
  return {
    page: (run, { cursor, state }) => pageOf(rowsAfter(run, Number(cursor ?? 0), state ?? null), rowOf),
    *all(run) {
      for (let after = 0; ;) {
        const found = rowsAfter(run, after, null)
        yield* found.map(rowOf)
        const last = found.at(-1)
        if (!last) return
        after = last.line
      }
    },
    waiting: (run) =>
      db
        .all<{
          line: number
          input: string
        }>(`select line, input from bulk_rows where run = $run and state = 'waiting' order by line`, { run })
        .map(waitingOf),
    runOf: (intentId) =>
      db.get<{ run: number }>('select run from bulk_rows where intent_id = $intentId', { intentId })?.run,
  }
}

function writers(db: Database, now: Clock): Omit<RowBook, 'page' | 'all' | 'waiting' | 'runOf'> {
  return {
    take(run) {
      const next = db.get<{ line: number; input: string }>(
        `select line, input from bulk_rows where run = $run and state = 'waiting' and intent_id is null order by line limit 1`,
        { run },
      )
      if (!next) return undefined
      db.run(`update bulk_rows set state = 'sending' where run = $run and line = $line`, { run, line: next.line })
      return waitingOf(next)
    },
    putBack(run, line) {
      // Whatever failed: a call that may have taken effect is never sent again.
      db.run(
        `update bulk_rows set state = 'waiting', intent_id = null
         where run = $run and line = $line and not exists (
           select 1 from journal j where j.intent_id = bulk_rows.intent_id and j.state <> 'declined')`,
        { run, line },
      )
    },
    link(run, line, intentId) {
      db.run('update bulk_rows set intent_id = $intentId where run = $run and line = $line', { run, line, intentId })
    },
    end(run, line, { state, code, message, result }) {
      db.run(
        `update bulk_rows set state = $state, code = $code, message = $message, result = $result, ended_at = $now
         where run = $run and line = $line`,
        {
          run,
          line,
          state,
          code: code ?? null,
          message: message ?? null,
          result: result === undefined ? null : JSON.stringify(result),
          now: now(),
        },
      )
    },
    renew: (run) =>
      db.run(
        `update bulk_rows set state = 'waiting', intent_id = null, code = null, message = null, result = null,
           ended_at = null
         where run = $run and line in (
           select r.line from ${rowTables} where r.run = $run
             and (${stateSql} in ('declined', 'failed') or (r.state = 'unknown' and r.intent_id is null)))`,
        { run },
      ).changes,
  }
}

/** Opens the queue as the last run of the console left it: rows under way then are as the journal says, the others wait. */
export function createRowBook({ db, now }: { db: Database; now: Clock }): RowBook {
  db.run(`update bulk_rows set state = 'waiting' where state = 'sending' and intent_id is null`)
  return { ...readers(db), ...writers(db, now) }
}
