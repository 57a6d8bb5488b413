import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { until } from '../../e2e/support.ts'
import { listExecutions, readExecutions } from '../../n8n-host/executions.ts'
import { status } from '../../n8n-host/program.ts'
import type { RunningN8n } from '../../n8n-host/start.ts'
import { openNotifyCode } from './code.ts'
import { addLine, quiet, type Step, type Way } from './workflows.ts'

/** Notifies of one round, and how many of them are on their way at the same time. */
const notifyCount = 100
const senders = 10

const codec = createCodec(demoCredentials)
const end: Step = { name: 'End', type: 'n8n-nodes-base.noOp' }

const webhook = (webhookId: string): Step => ({
  name: 'Webhook',
  type: 'n8n-nodes-base.webhook',
  typeVersion: 2.1,
  parameters: { httpMethod: 'POST', path: webhookId, options: {} },
  webhookId,
})

const trigger: Step = {
  name: 'ASINX PAY Trigger',
  type: 'n8n-nodes-asinx-pay.asinxPayTrigger',
  typeVersion: 1.1,
  parameters: { events: ['CARD_STATUS_CHANGE'], repeats: 'seen' },
  webhookId: 'bench-ours',
}

const byHand: Step[] = [
  webhook('bench-by-hand'),
  { name: 'Open', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: openNotifyCode } },
  {
    name: 'Remove Duplicates',
    type: 'n8n-nodes-base.removeDuplicates',
    typeVersion: 2,
    parameters: {
      operation: 'removeItemsSeenInPreviousExecutions',
      dedupeValue: '={{ $json.uniqueNo }}',
      options: {},
    },
  },
]

interface Contender {
  name: string
  /** After `/webhook/`. */
  path: string
  steps: readonly Step[]
  knowsRepeats: boolean
}

const addressOf = ({ url }: RunningN8n, { path }: Contender): string => `${url}/webhook/${path}`

const headers = { 'content-type': 'application/json' }

const post = async (url: string, body: string): Promise<void> => {
  const answer = await fetch(url, { method: 'POST', headers, body })
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
}

/** Other notifies in every round: each must pass. */
let made = 0
const makeNotify = (): string => {
  const data = { userBankcardId: ++made, status: 'ACTIVE' }
  return codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo: `bench-${made}`, data })
}

async function sendAll(url: string): Promise<void> {
  const bodies = Array.from({ length: notifyCount }, makeNotify)
  const send = async (): Promise<void> => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) await post(url, body)
  }
  await Promise.all(Array.from({ length: senders }, send))
}

/** Until the address takes notifies; then that the second delivery of one puts nothing out where repeats are known. */
async function begin(n8n: RunningN8n, id: string, contender: Contender): Promise<void> {
  const url = addressOf(n8n, contender)
  const body = makeNotify()
  const isTaken = async (): Promise<true | undefined> =>
    (await status(url, { method: 'POST', headers, body })) === 200 ? true : undefined
  await until(isTaken, { what: url, timeoutMs: 60_000 })
  await quiet(n8n, id)
  await post(url, body)
  await quiet(n8n, id)
  const passed = (await readExecutions(n8n.api, id)).filter(({ output }) => (output[end.name] ?? []).length > 0)
  if (passed.length !== (contender.knowsRepeats ? 1 : 2))
    throw new Error(`${contender.name}: ${passed.length} of two deliveries of one notify passed.`)
}

async function wayOf(n8n: RunningN8n, contender: Contender): Promise<Way> {
  const { name, steps } = contender
  const id = await addLine(n8n, name, { steps: [...steps, end] })
  await begin(n8n, id, contender)
  let before = (await listExecutions(n8n.api, id, 'ended')).length
  return {
    name,
    times: notifyCount,
    async round() {
      const begun = Date.now()
      await sendAll(addressOf(n8n, contender))
      await quiet(n8n, id)
      const all = await listExecutions(n8n.api, id, 'ended')
      const executions = all.slice(0, all.length - before)
      before = all.length
      const good = executions.filter((execution) => execution.status === 'success').length
      if (good !== notifyCount) throw new Error(`${name}: ${good} of ${notifyCount} notifies were taken in.`)
      const ended = Math.max(...executions.map(({ stoppedAt }) => Date.parse(stoppedAt ?? '')))
      return (notifyCount / (ended - begun)) * 1000
    },
  }
}

const contenders: Contender[] = [
  { name: 'our trigger', path: `${trigger.webhookId}/webhook`, steps: [trigger], knowsRepeats: true },
  { name: 'Webhook, Code, Remove Duplicates', path: 'bench-by-hand', steps: byHand, knowsRepeats: true },
  { name: 'bare Webhook', path: 'bench-bare', steps: [webhook('bench-bare')], knowsRepeats: false },
]

/** Ours first. */
export async function notifyWays(n8n: RunningN8n): Promise<Way[]> {
  const ways: Way[] = []
  for (const contender of contenders) ways.push(await wayOf(n8n, contender))
  return ways
}
