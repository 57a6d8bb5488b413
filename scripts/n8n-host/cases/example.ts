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

/** Publishes an example in place of the draft n8n has, and has the sandbox send its notifies there. Returns its ID. */
export async function listen(host: Host, key: string): Promise<string> {
  const { api, url, credentialId } = host.n8n
  const workflow = await adapted(host, key)
  const id = await addWorkflow(api, workflow, { credentialId, activate: true })
  const address = `${url}/webhook/${hookOf(workflow)}/webhook`
  await until(async () => ((await isPublished(address)) ? true : undefined), {
    what: `The address of ${key}`,
    timeoutMs: 60_000,
  })
  await control(host, '/notify-addresses', { url: address })
  return id
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
