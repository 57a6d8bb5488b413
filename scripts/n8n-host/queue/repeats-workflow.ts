import { randomUUID } from 'node:crypto'
import type { Workflow } from '../examples.ts'

/** The choices of "A Repeat Is"; each is measured in a workflow of its own, whose webhook ID is the choice. */
export const choices = ['seen', 'handled'] as const
export type Choice = (typeof choices)[number]

const trigger = 'ASINX PAY Trigger'
/** How long a workflow is at work, so that a worker that is killed is in the middle of some. */
const workSeconds = 0.5

/** Trigger, a node that takes a while, an effect outside n8n, and the mark where that is what counts. */
export function repeatsWorkflow(choice: Choice, effectUrl: string): Workflow {
  const node = (name: string, [type, typeVersion]: [string, number], parameters: Record<string, unknown>) => ({
    id: randomUUID(),
    name,
    type,
    typeVersion,
    position: [0, 0],
    parameters,
  })
  const events = ['CARD_STATUS_CHANGE']
  const mark = { resource: 'notify', operation: 'markHandled' }
  const nodes = [
    {
      ...node(trigger, ['n8n-nodes-asinx-pay.asinxPayTrigger', 1.1], { events, repeats: choice }),
      webhookId: choice,
    },
    node('Work', ['n8n-nodes-base.wait', 1.1], { amount: workSeconds, unit: 'seconds' }),
    node('Effect', ['n8n-nodes-base.httpRequest', 4.2], {
      method: 'POST',
      url: effectUrl,
      sendBody: true,
      contentType: 'raw',
      rawContentType: 'text/plain',
      body: `={{ $('${trigger}').first().json.uniqueNo }}`,
      options: {},
    }),
    ...(choice === 'handled' ? [node('Mark Handled', ['n8n-nodes-asinx-pay.asinxPay', 1], mark)] : []),
  ]
  const names = nodes.map(({ name }) => name)
  const connections = Object.fromEntries(
    names.slice(0, -1).map((name, index) => [name, { main: [[{ node: names[index + 1], type: 'main', index: 0 }]] }]),
  )
  return { name: `A repeat is: ${choice}`, nodes, connections, settings: { executionOrder: 'v1' } }
}
