import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { until } from '../../e2e/support.ts'
import type { Mailbox } from '../cases/mailbox.ts'
import { addWorkflow, putCredential } from '../examples.ts'
import { listExecutions } from '../executions.ts'
import { status } from '../program.ts'
import { deliver, type Delivery } from './deliver.ts'
import type { QueueHost } from './queue-host.ts'
import { choices, repeatsWorkflow, type Choice } from './repeats-workflow.ts'

export const notifyCount = 500
/** Deliveries of each notify. */
export const deliveriesEach = 3
/** Every so many notifies are delivered twice at the same moment, to two processes. */
const atOnceEach = 5
/** The queue takes up to 90 seconds to notice a dead worker, and a slow machine has a long queue. */
const settleMs = 600_000

const codec = createCodec(demoCredentials)
const pathOf = (choice: Choice): string => `/webhook/${choice}/webhook`
const uniqueNoOf = (choice: Choice, index: number): string => `${choice}-${index}`
export const uniqueNosOf = (choice: Choice): string[] =>
  Array.from({ length: notifyCount }, (_, index) => uniqueNoOf(choice, index))

/** What became of the notifies of one choice. */
export interface Measured {
  /** How often each notify has had its effect. */
  effects: Map<string, number>
  /** Executions that did not end well, by the notify they were about. */
  failed: { id: string; status: string; uniqueNo: string | undefined }[]
  executions: number
  /** Deliveries that were not acknowledged and so made again. */
  again: number
}

interface Round {
  /** How often a notify is delivered in it; the copies go to different processes, at the same moment. */
  copiesOf(index: number): number
  /** Moves a notify on to another process than in the round before. */
  shift: number
}

/** The deliveries of one round, those of the choices in turn, so that a worker is at work for both. */
function deliveriesOf({ receivers }: QueueHost, bodies: Map<string, string>, { copiesOf, shift }: Round): Delivery[] {
  const deliveries: Delivery[] = []
  for (let index = 0; index < notifyCount; index++)
    for (const choice of choices)
      for (let copy = 0; copy < copiesOf(index); copy++) {
        const receiver = receivers[(index + copy + shift) % receivers.length] ?? ''
        deliveries.push({ url: receiver + pathOf(choice), body: bodies.get(uniqueNoOf(choice, index)) ?? '' })
      }
  return deliveries
}

function sealAll(): Map<string, string> {
  return new Map(
    choices.flatMap(uniqueNosOf).map((uniqueNo, index) => {
      const data = { userBankcardId: index + 1, status: 'ACTIVE' }
      return [uniqueNo, codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo, data })]
    }),
  )
}

async function publish({ editor, receivers }: QueueHost, mailbox: Mailbox): Promise<Record<Choice, string>> {
  const credentialId = await putCredential(editor, { baseUrl: 'http://127.0.0.1:1/api-web', ...demoCredentials })
  const ids = {} as Record<Choice, string>
  for (const choice of choices) {
    const workflow = repeatsWorkflow(choice, `${mailbox.url}/${choice}`)
    ids[choice] = await addWorkflow(editor, workflow, { credentialId, activate: true })
  }
  // Publishing is asynchronous in n8n, and each process learns of it by itself.
  for (const url of receivers.flatMap((receiver) => choices.map((choice) => receiver + pathOf(choice))))
    await until(async () => ((await status(url, { method: 'POST' })) === 401 ? true : undefined), {
      what: url,
      timeoutMs: 60_000,
    })
  return ids
}

/** Until no execution is new or running any more. */
async function settle({ editor }: QueueHost, ids: Record<Choice, string>): Promise<void> {
  for (const id of Object.values(ids))
    await until(async () => ((await listExecutions(editor, id, 'underWay')).length === 0 ? true : undefined), {
      what: 'The end of all executions',
      timeoutMs: settleMs,
    })
}

/** The notify that each execution under way is about: n8n keeps what started it until its end, and not always after. */
const notifiesUnderWay = async ({ database }: QueueHost): Promise<Map<string, string>> =>
  new Map(
    (await database.query(
      `select execution.id, substring(data from '(?:${choices.join('|')})-[0-9]+')
         from execution_entity as execution join execution_data on "executionId" = execution.id
        where status in ('new', 'running')`,
    )) as [string, string][],
  )

const countEach = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/**
 * Every notify is delivered three times, some of them twice at the same moment. In the middle of the first round a worker
 * is killed; the second round follows at once, the last one when all is quiet.
 */
export async function killWorkerAmongDeliveries(queue: QueueHost, mailbox: Mailbox): Promise<Record<Choice, Measured>> {
  const ids = await publish(queue, mailbox)
  const bodies = sealAll()
  let underWay = new Map<string, string>()
  let killed: Promise<void> | undefined
  const kill = async (): Promise<void> => {
    await queue.killWorker()
    underWay = await notifiesUnderWay(queue)
    await queue.addWorker()
  }
  const isTwin = (index: number): boolean => index % atOnceEach === 0
  const rounds: Record<'first' | 'second' | 'last', Round> = {
    first: { copiesOf: (index) => (isTwin(index) ? 2 : 1), shift: 0 },
    second: { copiesOf: (index) => (isTwin(index) ? 0 : 1), shift: 1 },
    last: { copiesOf: () => deliveriesEach - 2, shift: 0 },
  }
  let again = await deliver(deliveriesOf(queue, bodies, rounds.first), (acknowledged) => {
    if (acknowledged === notifyCount) killed = kill()
  })
  again += await deliver(deliveriesOf(queue, bodies, rounds.second))
  await killed
  await settle(queue, ids)
  again += await deliver(deliveriesOf(queue, bodies, rounds.last))
  await settle(queue, ids)
  const measured = async (choice: Choice): Promise<Measured> => {
    const executions = await listExecutions(queue.editor, ids[choice], 'ended')
    const failed = executions
      .filter((execution) => execution.status !== 'success')
      .map(({ id, status }) => ({ id, status, uniqueNo: underWay.get(id) }))
    return { effects: countEach(mailbox.at(`/${choice}`)), failed, executions: executions.length, again }
  }
  return { seen: await measured('seen'), handled: await measured('handled') }
}
