import { demoCredentials } from '@asinx-pay/sandbox'
import type { RunningN8n } from '../../n8n-host/start.ts'
import { openReplyCode, peopleCode, signCode } from './code.ts'
import { addLine, runOnce, secondsOf, type Step, type Way } from './workflows.ts'

export const userCount = 1000
/** Calls of our node that are under way at the same time. */
export const atOnce = 50

const start: Step = { name: 'When Started', type: 'n8n-nodes-base.manualTrigger' }
const people: Step = {
  name: 'People',
  type: 'n8n-nodes-base.code',
  typeVersion: 2,
  parameters: { jsCode: peopleCode(userCount) },
}

const register = (concurrency: number): Step => ({
  name: 'Register User',
  type: 'n8n-nodes-asinx-pay.asinxPay',
  parameters: {
    resource: 'user',
    operation: 'register',
    email: '={{ $json.email }}',
    mobileNumber: '={{ $json.mobileNumber }}',
    mobilePrefix: '1',
    options: { concurrency },
  },
})

const header = (name: string, value: string): object => ({ name, value })

/** HTTP Request sends all its items at once. */
const byHand = (baseUrl: string): Step[] => [
  { name: 'Sign', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: signCode } },
  {
    name: 'HTTP Request',
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    parameters: {
      method: 'POST',
      url: `${baseUrl}/user/register`,
      sendHeaders: true,
      headerParameters: {
        parameters: [header('appId', demoCredentials.appId), header('sign', '={{ $json.sign }}')],
      },
      sendBody: true,
      contentType: 'raw',
      rawContentType: 'application/json;charset=UTF-8',
      body: '={{ $json.body }}',
      options: {},
    },
  },
  { name: 'Open', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: openReplyCode } },
]

async function wayOf(n8n: RunningN8n, name: string, steps: readonly Step[]): Promise<Way> {
  const id = await addLine(n8n, name, { steps: [start, people, ...steps], items: [{}] })
  const last = steps.at(-1)?.name ?? ''
  return {
    name,
    times: userCount,
    async round() {
      const execution = await runOnce(n8n, id, start.name)
      const registered = (execution.output[last] ?? []).filter(
        (json) => (json as { result?: { uid?: string } }).result?.uid,
      )
      if (registered.length !== userCount)
        throw new Error(
          `${name}: ${registered.length} of ${userCount} users were registered (${execution.status}, ${JSON.stringify(execution.output[last]?.[0])}).`,
        )
      return userCount / secondsOf(execution)
    },
  }
}

/** Ours first. */
export const userWays = async (n8n: RunningN8n, baseUrl: string): Promise<Way[]> => [
  await wayOf(n8n, `our node, ${atOnce} at a time`, [register(atOnce)]),
  await wayOf(n8n, 'Code, HTTP Request, Code', byHand(baseUrl)),
  await wayOf(n8n, 'our node, one at a time', [register(1)]),
]
