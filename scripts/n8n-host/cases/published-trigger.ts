import { randomUUID } from 'node:crypto'
import { until } from '../../e2e/support.ts'
import { addWorkflow, type Workflow } from '../examples.ts'
import type { Host } from './host.ts'
import { post } from './post.ts'

export const trigger = 'ASINX PAY Trigger'

/** The trigger alone, with the mark behind it where a repeat is what was marked. */
function workflowWith(name: string, parameters: Record<string, unknown>): Workflow & { hook: string } {
  const node = (label: string, type: string, more: object) => ({
    id: randomUUID(),
    name: label,
    type: `n8n-nodes-asinx-pay.${type}`,
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
    ...more,
  })
  const hook = randomUUID()
  const isMarked = parameters.repeats === 'handled'
  const mark = { parameters: { resource: 'notify', operation: 'markHandled' } }
  return {
    hook,
    name,
    nodes: [
      node(trigger, 'asinxPayTrigger', { webhookId: hook, parameters }),
      ...(isMarked ? [node('Mark Handled', 'asinxPay', mark)] : []),
    ],
    connections: isMarked ? { [trigger]: { main: [[{ node: 'Mark Handled', type: 'main', index: 0 }]] } } : {},
    settings: { executionOrder: 'v1' },
  }
}

/** Publishes a workflow that the trigger starts. */
export async function publish(
  { n8n: { api, url, credentialId } }: Host,
  name: string,
  parameters: Record<string, unknown>,
): Promise<{ id: string; address: string }> {
  const { hook, ...workflow } = workflowWith(name, parameters)
  const id = await addWorkflow(api, workflow, { credentialId, activate: true })
  return { id, address: `${url}/webhook/${hook}/webhook` }
}

/** Resolves when n8n answers at an address: it publishes a while after it has said so. */
export const published = (address: string): Promise<true> =>
  until(async () => ((await post(address, '{}')).status === 404 ? undefined : true), {
    what: address,
    timeoutMs: 60_000,
  })
