import { randomUUID } from 'node:crypto'
import { addWorkflow, type Workflow } from '../../n8n-host/examples.ts'
import { listExecutions, readExecution, type Execution, type Listed } from '../../n8n-host/executions.ts'
import type { RunningN8n } from '../../n8n-host/start.ts'
import { until } from '../../e2e/support.ts'

/** A node of a workflow that is one line of nodes. */
export interface Step {
  name: string
  type: string
  typeVersion?: number
  parameters?: Record<string, unknown>
  webhookId?: string
}

/** One way to do a job. */
export interface Way {
  name: string
  /** Does the job a number of times. Returns how many a second. @throws Error when one was not done */
  round(): Promise<number>
  /** How many times a round does it. */
  times: number
}

/** Longest time of one execution, or of all that one round has started. */
const longestMs = 300_000
/** Asking costs n8n time that is measured; when something has ended n8n tells itself. */
const everyMs = 1000

const lineOf = (name: string, steps: readonly Step[], items: readonly object[]): Workflow => ({
  name,
  nodes: steps.map(({ typeVersion = 1, parameters = {}, ...step }, index) => ({
    id: randomUUID(),
    position: [index * 200, 0],
    ...step,
    typeVersion,
    parameters,
  })),
  connections: Object.fromEntries(
    steps.slice(0, -1).map((step, index) => {
      const next = { node: steps[index + 1]?.name, type: 'main', index: 0 }
      return [step.name, { main: [[next]] }]
    }),
  ),
  settings: { executionOrder: 'v1' },
  ...(items.length > 0 && { pinData: { [steps[0]?.name ?? '']: items.map((json) => ({ json: { ...json } })) } }),
})

/** Puts a workflow of one line of nodes into n8n; items are what its first node puts out by hand. Returns its ID. */
export function addLine(
  { api, credentialId }: RunningN8n,
  name: string,
  line: { steps: readonly Step[]; items?: readonly object[] },
): Promise<string> {
  const { steps, items = [] } = line
  return addWorkflow(api, lineOf(name, steps, items), { credentialId, activate: items.length === 0 })
}

/** Until no execution of a workflow is under way. */
export const quiet = ({ api }: RunningN8n, workflowId: string): Promise<true> =>
  until(async () => ((await listExecutions(api, workflowId, 'underWay')).length === 0 ? true : undefined), {
    what: `The end of the executions of workflow ${workflowId}`,
    timeoutMs: longestMs,
    everyMs,
  })

/** From the start of an execution to its end, as n8n lists them, in seconds. */
export const secondsOf = ({ startedAt, stoppedAt }: Listed): number =>
  (Date.parse(stoppedAt ?? '') - Date.parse(startedAt ?? '')) / 1000

/** Runs a workflow by hand from its first node. */
export async function runOnce(n8n: RunningN8n, workflowId: string, start: string): Promise<Execution & Listed> {
  const run = await n8n.api.post(`/rest/workflows/${workflowId}/run`, { triggerToStartFrom: { name: start } })
  await quiet(n8n, workflowId)
  return readExecution(n8n.api, (run as { executionId: string }).executionId)
}
