import { until } from '../../e2e/support.ts'
import { addWorkflow, hookOf, readExamples, type Workflow } from '../examples.ts'
import type { Execution } from '../executions.ts'
import { control, type Host } from './host.ts'

/** Stands in the examples for an address of the user's own. */
const placeholder = 'https://example.com/asinx-pay'

/** An example as a user has adapted it: the addresses are theirs. */
export async function adapted(
  { mailbox }: Host,
  key: string,
  adapt: (text: string) => string = (same) => same,
): Promise<Workflow> {
  const example = (await readExamples()).get(key)
  if (!example) throw new Error(`There is no example ${key}.`)
  return JSON.parse(adapt(JSON.stringify(example).replaceAll(placeholder, mailbox.url))) as Workflow
}

const isPublished = async (url: string): Promise<boolean> =>
  (await fetch(url, { method: 'POST', body: '{}' })).status !== 404

export interface Published {
  id: string
  /** Of its ASINX PAY Trigger. */
  address: string
}

/** Publishes an example in place of the draft n8n has. */
export async function publishExample(host: Host, key: string, adapt?: (text: string) => string): Promise<Published> {
  const { api, url, credentialId } = host.n8n
  const workflow = await adapted(host, key, adapt)
  const id = await addWorkflow(api, workflow, { credentialId, activate: true })
  const address = `${url}/webhook/${hookOf(workflow)}/webhook`
  await until(async () => ((await isPublished(address)) ? true : undefined), {
    what: `The address of ${key}`,
    timeoutMs: 60_000,
  })
  return { id, address }
}

/** One address is one workflow's: what listens goes on listening. */
const listening = new WeakMap<Host, Map<string, Promise<Published>>>()

/** Publishes an example, and has the sandbox send its notifies there. */
export function listen(host: Host, key: string): Promise<Published> {
  const known = listening.get(host) ?? new Map<string, Promise<Published>>()
  listening.set(host, known)
  const begin = async (): Promise<Published> => {
    const published = await publishExample(host, key)
    await control(host, '/notify-addresses', { url: published.address })
    return published
  }
  const begun = known.get(key) ?? begin()
  known.set(key, begun)
  return begun
}

/** Runs an example as a person does who presses Execute Workflow. */
export async function runByHand(host: Host, workflow: Workflow): Promise<Execution> {
  const { api, credentialId } = host.n8n
  const id = await addWorkflow(api, workflow, { credentialId, activate: false })
  const trigger = workflow.nodes.find(({ type }) => type.endsWith('Trigger'))
  await api.post(`/rest/workflows/${id}/run`, { triggerToStartFrom: { name: trigger?.name } })
  return until(
    async () => {
      const [execution] = await api.executions(id)
      return execution && !['running', 'new'].includes(execution.status) ? execution : undefined
    },
    { what: `The execution of ${workflow.name}`, timeoutMs: 150_000 },
  )
}

/** Rows of a Data Table by its name. */
export async function rowsOf({ n8n }: Host, name: string): Promise<Record<string, unknown>[]> {
  const tables = (await n8n.api.get('/rest/data-tables-global')) as {
    data: { id: string; name: string; projectId: string }[]
  }
  const table = tables.data.find((each) => each.name === name)
  if (!table) return []
  const rows = (await n8n.api.get(`/rest/projects/${table.projectId}/data-tables/${table.id}/rows`)) as {
    data: Record<string, unknown>[]
  }
  return rows.data
}
