import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { inRoot } from '../lib/paths.ts'
import type { EditorApi } from './editor-api.ts'

export interface ExampleWorkflow {
  name: string
  id: string
}

/** What the credential of the example workflows holds. */
export interface CredentialData {
  baseUrl: string
  appId: string
  appSecret: string
}

interface Workflow {
  name: string
  nodes: { type: string; webhookId?: string }[]
  connections: unknown
  settings: unknown
}

const credentialType = 'asinxPayApi'
const credentialName = 'ASINX PAY sandbox'
const nodePrefix = 'n8n-nodes-asinx-pay.'
const triggerType = `${nodePrefix}asinxPayTrigger`

async function readExamples(): Promise<Workflow[]> {
  const folder = inRoot('packages/n8n-nodes-asinx-pay/workflows')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Workflow))
}

/** Makes the credential, or brings the one of an earlier start up to date: the sandbox's port may have changed. */
async function putCredential(api: EditorApi, data: CredentialData): Promise<string> {
  const body = { name: credentialName, type: credentialType, data: { ...data, previousSecret: '' } }
  const kept = (await api.get('/rest/credentials')) as { id: string; name: string }[]
  const found = kept.find(({ name }) => name === credentialName)
  if (!found) return ((await api.post('/rest/credentials', body)) as { id: string }).id
  await api.patch(`/rest/credentials/${found.id}`, body)
  return found.id
}

/** Adds an example under its name and publishes it; one that is there stays as the user has it. */
async function addExample(api: EditorApi, workflow: Workflow, credentialId: string): Promise<string> {
  const credentials = { [credentialType]: { id: credentialId, name: credentialName } }
  const nodes = workflow.nodes.map((node) => (node.type.startsWith(nodePrefix) ? { ...node, credentials } : node))
  const { name, connections, settings } = workflow
  const { id, versionId } = (await api.post('/rest/workflows', { name, nodes, connections, settings })) as {
    id: string
    versionId: string
  }
  await api.post(`/rest/workflows/${id}/activate`, { versionId })
  return id
}

/** Puts credential and example workflows into n8n; `hook` is the webhook ID of the trigger that receives notifies. */
export async function addExamples(
  api: EditorApi,
  data: CredentialData,
): Promise<{ credentialId: string; workflows: ExampleWorkflow[]; hook: string }> {
  const credentialId = await putCredential(api, data)
  const kept = (await api.get('/rest/workflows')) as { id: string; name: string }[]
  const examples = await readExamples()
  const workflows: ExampleWorkflow[] = []
  for (const example of examples) {
    const found = kept.find(({ name }) => name === example.name)
    workflows.push({ name: example.name, id: found?.id ?? (await addExample(api, example, credentialId)) })
  }
  const trigger = examples.flatMap(({ nodes }) => nodes).find(({ type }) => type === triggerType)
  if (!trigger?.webhookId) throw new Error('No example workflow has an ASINX PAY Trigger with a webhookId.')
  return { credentialId, workflows, hook: trigger.webhookId }
}
