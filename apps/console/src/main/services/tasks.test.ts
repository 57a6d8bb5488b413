import { expect, test } from 'vitest'
import { ConsoleError } from '../errors.ts'
import { createEventHub } from './events.ts'
import type { TaskHandle } from './task.ts'
import { createTasks, maxEnded, maxUnderWay, type Tasks } from './tasks.ts'

interface Started {
  tasks: Tasks
  reported: unknown[]
  told: () => number
  /** Lets the clock go on. */
  pass: (ms: number) => void
}

function open(): Started {
  const events = createEventHub()
  const reported: unknown[] = []
  let time = 1_000
  let count = 0
  events.subscribe((event) => event === 'tasks.changed' && count++)
  const tasks = createTasks({ events, now: () => time, report: (error) => void reported.push(error) })
  return { tasks, reported, told: () => count, pass: (ms) => (time += ms) }
}

const plan = { kind: 'transactions.sync', profileId: 'p1', canPause: true } as const

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Work without an end, one step in every turn of the event loop. */
function endless(): { work: (task: TaskHandle) => Promise<undefined>; done: () => number } {
  let done = 0
  return {
    done: () => done,
    async work(task) {
      for (;;) {
        await turn()
        task.progress({ done: ++done })
        await task.checkpoint()
      }
    },
  }
}

test('work that ends says so, with the file it made', async () => {
  const { tasks } = open()
  const saved = { state: 'saved', path: '/chosen' } as const
  tasks.start({ kind: 'transactions.export', subject: 'march.csv', total: 2 }, async (task) => {
    task.progress({ done: 2 })
    return saved
  })
  await tasks.idle()
  expect(tasks.list()).toMatchObject([
    { state: 'done', subject: 'march.csv', done: 2, total: 2, saved, endedAt: 1_000, error: null },
  ])
})

test('a file that nobody wanted is a cancelled task', async () => {
  const { tasks } = open()
  tasks.start({ kind: 'transactions.export' }, async () => ({ state: 'cancelled' }))
  await tasks.idle()
  expect(tasks.list()).toMatchObject([{ state: 'cancelled' }])
})

test('a pause holds after the step in hand, and a resume goes on from there', async () => {
  const { tasks } = open()
  const { work, done } = endless()
  const { id } = tasks.start(plan, work)
  await turn()
  tasks.pause(id)
  expect(tasks.list()).toMatchObject([{ state: 'pausing', pausedBy: 'person' }])
  await tasks.idle()
  expect(tasks.list()).toMatchObject([{ state: 'paused', done: done() }])
  const before = done()
  await turn()
  expect(done()).toBe(before)
  tasks.resume(id)
  expect(tasks.list()).toMatchObject([{ state: 'running', pausedBy: null }])
  tasks.pause(id)
  await tasks.idle()
  expect(done()).toBe(before + 1)
  await tasks.close()
})

test('cancelling ends it, paused or not, and its signal says so', async () => {
  const { tasks } = open()
  let signal: AbortSignal | undefined
  const paused = tasks.start({ ...plan, pausedBy: 'restart' }, endless().work)
  const running = tasks.start(plan, async (task) => {
    signal = task.signal
    await new Promise((_resolve, reject) => task.signal.addEventListener('abort', reject))
    return undefined
  })
  expect(tasks.list().map(({ state }) => state)).toEqual(['running', 'paused'])
  await turn()
  for (const { id } of [paused, running]) tasks.cancel(id)
  await tasks.idle()
  expect(signal?.aborted).toBe(true)
  expect(tasks.list().map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
})

test('a failure is kept as the window may know it, and reported when nobody foresaw it', async () => {
  const { tasks, reported } = open()
  tasks.start(plan, async () => {
    throw new ConsoleError('secret_unreadable', 'Locked.')
  })
  tasks.start(plan, async () => {
    throw new Error('appSecret 0123')
  })
  await tasks.idle()
  expect(tasks.list()).toMatchObject([
    { state: 'failed', error: { code: 'internal' } },
    { state: 'failed', error: { code: 'secret_unreadable' } },
  ])
  expect(JSON.stringify(tasks.list())).not.toContain('0123')
  expect(reported).toHaveLength(1)
})

test('the lock pauses what can pause, and one of a kind is found while it has not ended', async () => {
  const { tasks } = open()
  tasks.start({ ...plan, pausedBy: 'restart' }, endless().work)
  const { id } = tasks.start({ ...plan, profileId: 'p2' }, endless().work)
  tasks.pauseAll('lock')
  expect(tasks.underWay('transactions.sync', 'p2')).toMatchObject({ id, state: 'pausing', pausedBy: 'lock' })
  expect(tasks.underWay('transactions.sync', 'p1')).toMatchObject({ pausedBy: 'restart' })
  expect(tasks.underWay('transactions.export', 'p1')).toBeUndefined()
  await tasks.close()
  expect(tasks.underWay('transactions.sync', 'p1')).toBeUndefined()
})

test('progress is told now and then, a change of state always', async () => {
  const { tasks, told, pass } = open()
  const { promise, resolve } = Promise.withResolvers<void>()
  let handle: TaskHandle | undefined
  tasks.start(plan, async (task) => {
    handle = task
    await promise
    return undefined
  })
  await turn()
  const before = told()
  for (let done = 0; done < 50; done++) handle?.progress({ done })
  expect(told()).toBe(before)
  pass(1_000)
  handle?.progress({ done: 50 })
  expect(told()).toBe(before + 1)
  resolve()
  await tasks.idle()
  expect(told()).toBe(before + 2)
})

test('there are only so many, under way and remembered', async () => {
  const { tasks } = open()
  for (let count = 0; count < maxUnderWay; count++) tasks.start({ ...plan, pausedBy: 'restart' }, endless().work)
  expect(() => tasks.start(plan, endless().work)).toThrow('under way')
  await tasks.close()
  for (let count = 0; count < maxEnded + 5; count++) {
    tasks.start({ kind: 'transactions.export' }, async () => undefined)
    await tasks.idle()
  }
  expect(tasks.list()).toHaveLength(maxEnded)
  const [last] = tasks.list()
  tasks.dismiss(last?.id ?? '')
  expect(tasks.list()).toHaveLength(maxEnded - 1)
  expect(() => tasks.cancel(last?.id ?? '')).toThrow('no task')
})
