import type { TaskKind, TaskRow } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import type { Clock, Report } from '../ports.ts'
import type { EventHub } from './events.ts'
import { runTask, type PausedBy, type Task, type TaskPlan, type TaskWork } from './task.ts'

/** Long work that a person started: shown in one place, paused, resumed and cancelled there. */
export interface Tasks {
  /** Starts work. @throws ConsoleError `busy` with too many of them */
  start(plan: TaskPlan, work: TaskWork): TaskRow
  /** Newest first. */
  list(): TaskRow[]
  /** One of a kind that has not ended. */
  underWay(kind: TaskKind, profileId: string): TaskRow | undefined
  /** Takes effect after the step in hand. @throws ConsoleError `not_found` */
  pause(id: string): void
  /** @throws ConsoleError `not_found` */
  resume(id: string): void
  /** @throws ConsoleError `not_found` */
  cancel(id: string): void
  /** Takes ended work out of the list; work under way stays. @throws ConsoleError `not_found` */
  dismiss(id: string): void
  /** Pauses what can pause, as when the console is locked. */
  pauseAll(by: PausedBy): void
  /** Resolves when no task is moving; paused ones wait on. */
  idle(): Promise<void>
  /** Ends all work and waits for the steps in hand. */
  close(): Promise<void>
}

/** Most tasks under way at a time, and most ended ones that are remembered. */
export const maxUnderWay = 10
export const maxEnded = 20

export interface TasksPorts {
  events: EventHub
  now: Clock
  report: Report
}

const isMoving = (task: Task): boolean => !task.hasEnded() && task.row().state !== 'paused'

/** Resolves when one of some tasks ended or changed its state. */
function nextChange(events: EventHub, tasks: readonly Task[]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const unsubscribe = events.subscribe((event) => event === 'tasks.changed' && resolve())
  void Promise.race(tasks.map(({ ended }) => ended)).then(resolve)
  return promise.finally(unsubscribe)
}

export function createTasks({ events, now, report }: TasksPorts): Tasks {
  const tasks = new Map<string, Task>()
  const all = (): Task[] => [...tasks.values()]
  const tell = (id: string): void => events.emit('tasks.changed', { id })

  function find(id: string): Task {
    const task = tasks.get(id)
    if (!task) throw new ConsoleError('not_found', 'There is no task of that number any more.')
    return task
  }
  function forgetOldest(): void {
    const ended = all().filter((task) => task.hasEnded())
    for (const task of ended.slice(0, Math.max(0, ended.length - maxEnded))) tasks.delete(task.row().id)
  }

  return {
    start(plan, work) {
      if (all().filter((task) => !task.hasEnded()).length >= maxUnderWay)
        throw new ConsoleError('busy', `There are ${maxUnderWay} tasks under way.`)
      const task = runTask({ tell, now, report }, plan, work)
      tasks.set(task.row().id, task)
      void task.ended.then(forgetOldest)
      tell(task.row().id)
      return task.row()
    },
    list: () =>
      all()
        .map((task) => task.row())
        .toReversed(),
    underWay: (kind, profileId) =>
      all()
        .filter((task) => !task.hasEnded())
        .map((task) => task.row())
        .find((row) => row.kind === kind && row.profileId === profileId),
    pause: (id) => find(id).pause('person'),
    resume: (id) => find(id).resume(),
    cancel: (id) => find(id).stop(),
    dismiss(id) {
      if (!find(id).hasEnded()) return
      tasks.delete(id)
      tell(id)
    },
    pauseAll(by) {
      for (const task of all()) task.pause(by)
    },
    async idle() {
      for (let moving = all().filter(isMoving); moving.length > 0; moving = all().filter(isMoving))
        await nextChange(events, moving)
    },
    async close() {
      for (const task of all()) task.stop('console ends')
      await Promise.all(all().map(({ ended }) => ended))
    },
  }
}
