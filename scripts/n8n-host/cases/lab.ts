import { createClient, type Client } from '@asinx-pay/core/client'
import { createSandbox, demoCredentials, seedDemo, type Fault, type Sandbox } from '@asinx-pay/sandbox'
import { until } from '../../e2e/support.ts'
import { unflatten } from '../executions.ts'
import type { RunningN8n } from '../start.ts'
import { openSubject } from './card-holders.ts'
import type { Subject } from './filled-forms.ts'

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
  /** Connections that are no main ones, as n8n writes them. */
  wires?: Record<string, object>
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

/** Card holders with cards that work, in a simulated API of their own. */
export interface Lab {
  sandbox: Sandbox
  client: Client
  subjects: [Subject, Subject]
  /** The card of the first of them. */
  card: Pick<Subject, 'uid' | 'userBankcardId'>
  credentialId: string
  /** Address of the API. */
  apiUrl: string
  /** Runs a workflow by hand. */
  run(workflow: LabWorkflow): Promise<Ended>
  /** Runs what calls the API under faults, and tells how often an endpoint was called meanwhile. */
  counting(endpoint: string, faults: Fault[], work: () => Promise<void>): Promise<number>
  /** As `counting`, for many endpoints at once. */
  countingAll(faults: Fault[], work: () => Promise<void>): Promise<(endpoint: string) => number>
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

function workflowOf({ items, nodes, links, wires }: LabWorkflow, credentialId: string): object {
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
    connections: { ...connections(links ? { ...chain(names.slice(0, 2)), ...links } : chain(names)), ...wires },
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

/** Counts the calls that the sandbox has answered after an event, those that a fault hit included. */
function callsSince({ bank }: Sandbox, after: number): (endpoint: string) => number {
  const calls = bank.events.list({ after, kind: 'call', limit: 1000 })
  return (endpoint) => calls.filter(({ detail }) => detail.endpoint === endpoint).length
}

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
  const api = { client, url: listening.url }
  const subjects: Lab['subjects'] = [await openSubject(api, 1), await openSubject(api, 2)]
  const [{ uid, userBankcardId }] = subjects
  const countingAll: Lab['countingAll'] = async (faults, work) => {
    const before = lastEvent(sandbox)
    sandbox.setFaults(faults)
    await work()
    sandbox.setFaults([])
    return callsSince(sandbox, before)
  }
  return {
    sandbox,
    client,
    subjects,
    card: { uid, userBankcardId },
    credentialId,
    apiUrl: baseUrl,
    run: (workflow) => runByHand(n8n, workflowOf(workflow, credentialId)),
    countingAll,
    counting: async (endpoint, faults, work) => (await countingAll(faults, work))(endpoint),
    async close() {
      await listening.close()
      await sandbox.close()
    },
  }
}
