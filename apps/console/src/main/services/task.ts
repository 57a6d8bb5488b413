import { randomUUID } from 'node:crypto'
import type { Saved, TaskKind, TaskRow } from '../../shared/bridge.ts'
import { toBridgeError } from '../errors.ts'
import type { Clock, Report } from '../ports.ts'

export type PausedBy = NonNullable<TaskRow['pausedBy']>

export interface TaskPlan {
  kind: TaskKind
  profileId?: string
  subject?: string
  total?: number
  /** Work without checkpoints, such as the writing of one file, cannot pause. */
  canPause?: boolean
  /** It waits from the start, as work does that the last run of the console did not finish. */
  pausedBy?: PausedBy
}

/** What work under way has of its task. */
export interface TaskHandle {
  readonly id: string
  /** Aborted when a person cancels or the console ends. */
  readonly signal: AbortSignal
  /** To be awaited between two steps: waits while paused, and rejects when the work has to end. */
  checkpoint(): Promise<void>
  progress(news: Partial<Pick<TaskRow, 'done' | 'failed' | 'total' | 'subject'>>): void
}

/** Its result may be the file it made. */
export type TaskWork = (task: TaskHandle) => Promise<Saved | undefined>

/** One piece of long work, from its start to its end. */
export interface Task {
  row(): TaskRow
  hasEnded(): boolean
  pause(by: PausedBy): void
  resume(): void
  /** Ends it; `isConsoleEnding` tells the work that nobody wanted it to end. */
  stop(why?: 'console ends'): void
  /** Resolves when it has ended, however that was. */
  ended: Promise<void>
}

/** Whether work ends with the console, and may go on in its next run, rather than because a person cancelled it. */
export const isConsoleEnding = (signal: AbortSignal): boolean => signal.reason === consoleEnds
const consoleEnds = 'console ends'

/** Progress is told at most so often, in milliseconds; a change of state always. */
export const progressMs = 200

const endStates: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled'] satisfies TaskRow['state'][])

function newRow({ kind, profileId, subject, total, canPause, pausedBy }: TaskPlan, startedAt: number): TaskRow {
  return {
    id: randomUUID(),
    kind,
    profileId: profileId ?? null,
    subject: subject ?? null,
    state: pausedBy ? 'paused' : 'running',
    pausedBy: pausedBy ?? null,
    canPause: canPause ?? false,
    done: 0,
    failed: 0,
    total: total ?? null,
    startedAt,
    endedAt: null,
    error: null,
    saved: null,
  }
}

export interface TaskPorts {
  tell: (id: string) => void
  now: Clock
  report: Report
}

/** Starts work as a task. */
export function runTask({ tell, now, report }: TaskPorts, plan: TaskPlan, work: TaskWork): Task {
  let row = newRow(plan, now())
  let toldAt = now()
  /** There is one while it is to pause; it opens when the work may go on. */
  let gate: PromiseWithResolvers<void> | undefined = plan.pausedBy && Promise.withResolvers()
  const abort = new AbortController()
  const { signal } = abort

  function change(news: Partial<TaskRow>): void {
    row = { ...row, ...news }
    toldAt = now()
    tell(row.id)
  }
  function open(): void {
    const closed = gate
    gate = undefined
    closed?.resolve()
  }
  const hasEnded = (): boolean => endStates.has(row.state)
  const handle: TaskHandle = {
    id: row.id,
    signal,
    async checkpoint() {
      if (gate && row.state === 'pausing') change({ state: 'paused' })
      await gate?.promise
      signal.throwIfAborted()
    },
    progress(news) {
      if (now() - toldAt >= progressMs) change(news)
      else row = { ...row, ...news }
    },
  }
  function fail(error: unknown): void {
    const failure = toBridgeError(error)
    if (failure.code === 'internal') report(error)
    change({ state: 'failed', error: failure, endedAt: now(), pausedBy: null })
  }
  async function see(): Promise<void> {
    try {
      await handle.checkpoint()
      const saved = (await work(handle)) ?? null
      change({ state: saved?.state === 'cancelled' ? 'cancelled' : 'done', saved, endedAt: now(), pausedBy: null })
    } catch (error) {
      if (signal.aborted) change({ state: 'cancelled', endedAt: now(), pausedBy: null })
      else fail(error)
    }
  }
  return {
    row: () => row,
    hasEnded,
    pause(by) {
      if (row.state !== 'running' || !row.canPause) return
      gate = Promise.withResolvers()
      change({ state: 'pausing', pausedBy: by })
    },
    resume() {
      if (!gate) return
      change({ state: 'running', pausedBy: null })
      open()
    },
    stop(why) {
      if (hasEnded()) return
      change({ state: 'stopping', pausedBy: null })
      abort.abort(why)
      open()
    },
    ended: see(),
  }
}
