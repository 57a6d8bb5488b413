import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../../build.ts'
import { openMailbox, type Mailbox } from '../cases/mailbox.ts'
import { installN8n } from '../install.ts'
import { openQueueHost, type QueueHost } from './queue-host.ts'
import type { Choice } from './repeats-workflow.ts'
import { deliveriesEach, killWorkerAmongDeliveries, notifyCount, uniqueNosOf, type Measured } from './scenario.ts'

/** What each choice of "A Repeat Is" does when a worker dies, in queue mode with real servers. */
let queue: QueueHost
let mailbox: Mailbox
let measured: Record<Choice, Measured>

/** Starting five processes and waiting for a dead worker to be noticed takes its time on a slow machine. */
const longestMs = 1_800_000

beforeAll(async () => {
  await installN8n({ onProgress: console.log })
  await build({ only: ['core', 'n8n nodes'] })
  mailbox = await openMailbox()
  queue = await openQueueHost()
  measured = await killWorkerAmongDeliveries(queue, mailbox)
  for (const [choice, { effects, failed, executions, again }] of Object.entries(measured)) {
    const statuses = Object.groupBy(failed, ({ status }) => status)
    const counts = Object.entries(statuses).map(([status, list]) => `${list?.length} ${status}`)
    const repeats = [...effects.values()].reduce((sum, count) => sum + count, 0) - effects.size
    console.log(
      `${choice}: ${effects.size} of ${notifyCount} had their effect, ${repeats} once more; ${executions} executions, ` +
        `${counts.join(', ') || 'none'} not well; ${again} deliveries made again`,
    )
  }
}, longestMs)

afterAll(async () => {
  await queue?.close()
  await mailbox?.close()
})

const lostOf = ({ effects }: Measured, choice: Choice): string[] =>
  uniqueNosOf(choice).filter((uniqueNo) => !effects.has(uniqueNo))

test('a worker dies in the middle of executions of both, and n8n lists each of them', () => {
  for (const { failed } of Object.values(measured)) {
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.filter(({ uniqueNo }) => uniqueNo === undefined)).toEqual([])
  }
})

test('marked handled: every notify reaches the end, and every delivery is an execution', () => {
  expect(lostOf(measured.handled, 'handled')).toEqual([])
  const { executions, again } = measured.handled
  expect(executions).toBeGreaterThanOrEqual(notifyCount * deliveriesEach)
  expect(executions).toBeLessThanOrEqual(notifyCount * deliveriesEach + again)
})

test('seen before: what did not happen is exactly what n8n lists as not ended well', () => {
  const { effects, failed } = measured.seen
  const listed = new Set(failed.map(({ uniqueNo }) => String(uniqueNo)))
  expect(lostOf(measured.seen, 'seen').toSorted()).toEqual(
    [...listed].filter((uniqueNo) => !effects.has(uniqueNo)).toSorted(),
  )
})

test('of an execution that the queue has given up n8n keeps nothing that could be run again', async () => {
  for (const { id, status, uniqueNo } of measured.seen.failed) {
    if (status !== 'error') continue
    const { data } = (await queue.editor.get(`/rest/executions/${id}`)) as { data: string }
    expect(data).toContain('failed to be processed too many times')
    expect(data).not.toContain(`"${uniqueNo}"`)
  }
})
