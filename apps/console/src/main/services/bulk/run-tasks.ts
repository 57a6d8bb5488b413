import type { BulkRun } from '../../../shared/bridge.ts'
import type { EventHub } from '../events.ts'
import type { TaskHandle } from '../task.ts'
import type { Tasks } from '../tasks.ts'
import type { RunBook, StoredRun } from './run-book.ts'

export interface RunTasksPorts {
  tasks: Tasks
  events: EventHub
  runs: RunBook
  /** What a person may do with a run from the tray. */
  act: {
    pause(run: StoredRun): void
    resume(run: StoredRun): Promise<void>
    cancel(run: StoredRun): void
  }
}

/** Shows runs under way among all long work, where they are paused, resumed and cancelled as on their own page. */
export interface RunTasks {
  /** A run began or goes on; one that the last end of the console interrupted waits. */
  show(run: StoredRun, pausedBy?: 'restart'): void
  /** Something of the run changed. */
  look(run: number): void
  /** From now on what ends a task is the console's own end. */
  close(): void
}

const progressOf = ({ counts }: BulkRun): { done: number; failed: number; total: number } => {
  const failed = counts.declined + counts.failed + counts.unknown
  const done = counts.done + failed
  return { done, failed, total: done + counts.waiting + counts.sending }
}

/** The work of a task: looks at its run with every piece of news, until it is over. */
const follow = (runs: RunBook, wakes: Map<number, () => void>, run: number) => async (task: TaskHandle) => {
  for (;;) {
    const found = runs.find(run)
    if (found) task.progress(progressOf(found))
    if (!found || found.state === 'finished') return undefined
    const { promise, resolve } = Promise.withResolvers<void>()
    wakes.set(run, resolve)
    task.signal.addEventListener('abort', () => resolve(), { once: true })
    await promise
    await task.checkpoint()
  }
}

export function createRunTasks({ tasks, events, runs, act }: RunTasksPorts): RunTasks {
  /** Ids of tasks by run. */
  const shown = new Map<number, string>()
  const wakes = new Map<number, () => void>()
  const resuming = new Set<number>()
  let isClosing = false
  const rowOf = (id: string | undefined) => tasks.list().find((row) => row.id === id)

  function show(run: StoredRun, pausedBy?: 'restart'): void {
    const { run: number, profileId, name: subject } = run
    const known = rowOf(shown.get(number))
    if (known && known.endedAt === null) return
    const plan = { kind: 'bulk.run' as const, profileId, subject, canPause: true, ...progressOf(run) }
    const { id } = tasks.start({ ...plan, ...(pausedBy && { pausedBy }) }, follow(runs, wakes, number))
    shown.set(number, id)
  }

  function look(run: number): void {
    const id = shown.get(run)
    if (id === undefined || !rowOf(id)) return
    const found = runs.find(run)
    if (!found || found.state === 'cancelled' || found.state === 'draft') tasks.cancel(id)
    // The lock pauses all long work itself.
    else if (found.state === 'paused' && found.why !== 'locked') tasks.pause(id)
    else if (found.state === 'running') tasks.resume(id)
    wakes.get(run)?.()
  }

  async function resume(run: StoredRun, id: string): Promise<void> {
    if (resuming.has(run.run)) return
    resuming.add(run.run)
    try {
      await act.resume(run)
    } catch {
      // It cannot go on yet, and its page says why.
      tasks.pause(id)
    } finally {
      resuming.delete(run.run)
    }
  }

  function followTray(id: string): void {
    const [run] = [...shown].find(([, each]) => each === id) ?? []
    const found = run === undefined ? undefined : runs.find(run)
    const state = rowOf(id)?.state
    if (!found || isClosing) return
    if (state === 'pausing' && found.state === 'running') act.pause(found)
    if (state === 'running' && found.state === 'paused') void resume(found, id)
    if (state === 'stopping' && (found.state === 'running' || found.state === 'paused')) act.cancel(found)
  }

  events.subscribe((event, news) => {
    if (event === 'tasks.changed') followTray((news as { id: string }).id)
  })
  return {
    show,
    look,
    close() {
      isClosing = true
    },
  }
}
