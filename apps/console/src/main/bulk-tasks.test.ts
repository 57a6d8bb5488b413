import { expect, test } from 'vitest'
import { bulkOf, newCards, recharges } from '../../test/bulk-runs.ts'
import { memoryKeychain } from '../../test/memory-keychain.ts'
import { start, startExploring, type Running } from '../../test/running.ts'
import type { TaskRow } from '../shared/bridge.ts'

test('a run is among all long work: paused, resumed and cancelled there, and there again after an end', async () => {
  const keychain = memoryKeychain()
  const loadKeychain = async () => keychain
  const exploring = await startExploring({ loadKeychain })
  const { ask, console } = exploring
  const bulk = bulkOf(exploring)
  const run = await bulk.read('recharge', recharges(await newCards(exploring, 6)))
  const { confirm } = await bulk.plan(run)
  const task = async (from: Running = exploring): Promise<TaskRow> => {
    const [found]: TaskRow[] = await from.ask('query', 'tasks')
    if (!found) throw new Error('There is no task.')
    return found
  }
  await ask('command', 'bulk.start', { run, rate: '2', typed: confirm?.text })
  const { id } = await task()
  await bulk.until(run, ({ counts }) => counts.done === 1)
  await ask('command', 'task.pause', { id })
  expect(await bulk.ended(run, 'paused')).toMatchObject({ why: 'person' })
  await console.idle()
  expect(await task()).toMatchObject({ kind: 'bulk.run', state: 'paused', subject: 'file.csv', total: 6 })
  await ask('command', 'task.resume', { id })
  await bulk.until(run, ({ state, counts }) => state === 'running' && counts.done > 2)
  await ask('command', 'bulk.pause', { run })
  await bulk.ended(run, 'paused')
  await console.idle()
  expect(await task()).toMatchObject({ state: 'paused' })
  await console.close()

  const next = await start({ dataDir: exploring.dataDir, loadKeychain, sandboxUrl: exploring.bank.url })
  const resumed = bulkOf(next)
  expect(await resumed.find(run)).toMatchObject({ state: 'paused' })
  await resumed.start(run)
  await resumed.until(run, ({ state }) => state === 'running')
  const again = await task(next)
  await next.ask('command', 'task.cancel', { id: again.id })
  const { counts } = await resumed.ended(run, 'cancelled')
  await next.console.idle()
  expect(await task(next)).toMatchObject({ state: 'cancelled' })
  expect(counts.done + counts.waiting).toBe(6)
})
