import { createClient, type Client } from '@asinx-pay/core/client'
import { createSandbox, demoCredentials, seedDemo, type Fault, type Sandbox } from '@asinx-pay/sandbox'
import { until } from '../../e2e/support.ts'
import { unflatten } from '../executions.ts'
import type { RunningN8n } from '../start.ts'

export interface LabNode {
  name: string
  type: string
  typeVersion?: number
  parameters?: Record<string, unknown>
  /** `onError`, `retryOnFail`, `waitBetweenTries` and the like. */
  [setting: string]: unknown
}

export interface LabWorkflow {
  /** What the workflow begins with. */
  items: object[]
  nodes: LabNode[]
  /** By the name of a node: what is connected to each of its outputs. Default: one node after the other. */
  links?: Record<string, string[][]>
}

interface Item {
  json: Record<string, unknown>
  pairedItem?: { item: number }
}

/** How a workflow ended. */
export interface Ended {
  status: string
  /** Runs of a node; in each, its outputs with their items. */
  runs(node: string): Item[][][]
  /** What a node put out of its first output in its last run. */
  output(node: string): Item['json'][]
  /** Message of the error that stopped it. */
  error: string
  /** Everything n8n has stored of it. */
  stored: string
}

/** One card holder with a card that works, in a simulated API of their own. */
export interface Lab {
  sandbox: Sandbox
  client: Client
  card: { uid: string; userBankcardId: number }
  credentialId: string
  /** Runs a workflow by hand. */
  run(workflow: LabWorkflow): Promise<Ended>
  /** Runs what calls the API under faults, and tells how often an endpoint was called meanwhile. */
  counting(endpoint: string, faults: Fault[], work: () => Promise<void>): Promise<number>
  close(): Promise<void>
}

const start = 'When Started'
const credentialName = 'ASINX PAY lab'
const runTimeoutMs = 120_000

/** Parameters of our node that choose an operation and fill its fields. */
export const operation = (key: string, fields: object = {}): Record<string, unknown> => {
  const [resource, name] = key.split('.')
  return { resource, operation: name, ...fields }
}

/** A node of ours. */
export const asinx = (name: string, parameters: Record<string, unknown>, settings: object = {}): LabNode => ({
  name,
  type: 'n8n-nodes-asinx-pay.asinxPay',
  parameters,
  ...settings,
})

const chain = (names: string[]): Record<string, string[][]> =>
  Object.fromEntries(names.slice(0, -1).map((name, index) => [name, [[names[index + 1] ?? '']]]))

const connections = (links: Record<string, string[][]>): object =>
  Object.fromEntries(
    Object.entries(links).map(([name, outputs]) => [
      name,
      { main: outputs.map((targets) => targets.map((node) => ({ node, type: 'main', index: 0 }))) },
    ]),
  )

function workflowOf({ items, nodes, links }: LabWorkflow, credentialId: string): object {
  const credentials = { asinxPayApi: { id: credentialId, name: credentialName } }
  const all: LabNode[] = [{ name: start, type: 'n8n-nodes-base.manualTrigger' }, ...nodes]
  const names = all.map(({ name }) => name)
  return {
    name: `Lab ${names.slice(1).join(', ')}`.slice(0, 100),
    nodes: all.map(({ typeVersion = 1, parameters = {}, ...node }, index) => ({
      id: crypto.randomUUID(),
      position: [index * 200, 0],
      ...(node.type.startsWith('n8n-nodes-asinx-pay.') && { credentials }),
      ...node,
      typeVersion,
      parameters,
    })),
    connections: connections(links ? { ...chain(names.slice(0, 2)), ...links } : chain(names)),
    settings: { executionOrder: 'v1' },
    pinData: { [start]: items.map((json) => ({ json })) },
  }
}

interface Stored {
  resultData?: {
    error?: { message?: string }
    runData?: Record<string, { data?: { main?: (Item[] | null)[] } }[]>
  }
}

function endedOf(status: string, stored: string): Ended {
  const { resultData = {} } = unflatten(stored) as Stored
  const runs = (node: string): Item[][][] =>
    (resultData.runData?.[node] ?? []).map(({ data }) => (data?.main ?? []).map((items) => items ?? []))
  return {
    status,
    runs,
    output: (node) => (runs(node).at(-1)?.[0] ?? []).map(({ json }) => json),
    error: resultData.error?.message ?? '',
    stored,
  }
}

async function runByHand({ api }: RunningN8n, workflow: object): Promise<Ended> {
  const { id } = (await api.post('/rest/workflows', workflow)) as { id: string }
  const run = await api.post(`/rest/workflows/${id}/run`, { triggerToStartFrom: { name: start } })
  const { executionId } = run as { executionId: string }
  return until(
    async () => {
      const path = `/rest/executions/${executionId}`
      const { status, data } = (await api.get(path)) as { status: string; data: string }
      return ['running', 'new'].includes(status) ? undefined : endedOf(status, data)
    },
    { what: `The end of execution ${executionId}`, timeoutMs: runTimeoutMs },
  )
}

async function openCard(client: Client, url: string): Promise<Lab['card']> {
  const person = { email: 'lab@example.com', mobileNumber: '5550177', mobilePrefix: '1' }
  const registered = await client.user.register(person)
  if (registered.state !== 'done') throw new Error('The sandbox did not register the user of the lab.')
  const { uid } = registered.result
  const applied = await client.bankcard.apply({ uid, bankcardId: 101 })
  if (applied.state !== 'done') throw new Error('The sandbox did not take the application of the lab.')
  const { userBankcardId } = applied.result
  const headers = { 'content-type': 'application/json' }
  await fetch(`${url}/__sandbox/cards/${userBankcardId}/approve`, { method: 'POST', headers, body: '{}' })
  await client.bankcard.recharge({ uid, userBankcardId, amount: '50.00' })
  return { uid, userBankcardId }
}

/** Calls of an endpoint that the sandbox has answered after an event, those that a fault hit included. */
const callsSince = ({ bank }: Sandbox, after: number, endpoint: string): number =>
  bank.events.list({ after, kind: 'call', limit: 1000 }).filter(({ detail }) => detail.endpoint === endpoint).length

const lastEvent = ({ bank }: Sandbox): number => {
  let last = 0
  for (;;) {
    const page = bank.events.list({ after: last, limit: 1000 })
    if (page.length === 0) return last
    last = page.at(-1)?.id ?? last
  }
}

/** A sandbox of its own, with a credential for it in n8n: what the cases do to it touches no others. */
export async function openLab(n8n: RunningN8n): Promise<Lab> {
  const sandbox = createSandbox({ seed: 'lab' })
  seedDemo(sandbox)
  const listening = await sandbox.listen()
  const baseUrl = `${listening.url}/api-web`
  const client = createClient({ ...demoCredentials, baseUrl })
  const data = { baseUrl, previousSecret: '', ...demoCredentials }
  const credential = { name: credentialName, type: 'asinxPayApi', data }
  const { id: credentialId } = (await n8n.api.post('/rest/credentials', credential)) as { id: string }
  return {
    sandbox,
    client,
    card: await openCard(client, listening.url),
    credentialId,
    run: (workflow) => runByHand(n8n, workflowOf(workflow, credentialId)),
    async counting(endpoint, faults, work) {
      const before = lastEvent(sandbox)
      sandbox.setFaults(faults)
      await work()
      sandbox.setFaults([])
      return callsSince(sandbox, before, endpoint)
    },
    async close() {
      await listening.close()
      await sandbox.close()
    },
  }
}
