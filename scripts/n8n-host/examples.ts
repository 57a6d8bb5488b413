import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { inRoot } from '../lib/paths.ts'
import type { EditorApi } from './editor-api.ts'

export interface ExampleWorkflow {
  /** Name of its file, without `.json`. */
  key: string
  name: string
  id: string
}

/** What the credential of the example workflows holds. */
export interface CredentialData {
  baseUrl: string
  appId: string
  appSecret: string
}

export interface Workflow {
  name: string
  nodes: { name: string; type: string; webhookId?: string; parameters: Record<string, unknown> }[]
  connections: unknown
  settings: unknown
  /** Sample items by the name of the node that puts them out. */
  pinData?: Record<string, { json: Record<string, unknown> }[]>
}

const credentialType = 'asinxPayApi'
const credentialName = 'ASINX PAY sandbox'
const nodePrefix = 'n8n-nodes-asinx-pay.'
const triggerType = `${nodePrefix}asinxPayTrigger`
/** The example whose address is given to the vendor or the sandbox. */
const hub = 'notify-hub'
/** Examples that run as they are; the others want an address or a table of their user first, or act by the clock. */
const runsAtOnce = new Set([hub, 'onboard-user', 'offboard-user'])

/** The examples of the node package by the names of their files. */
export async function readExamples(): Promise<Map<string, Workflow>> {
  const folder = inRoot('packages/n8n-nodes-asinx-pay/workflows')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  const read = async (name: string): Promise<[string, Workflow]> => [
    basename(name, '.json'),
    JSON.parse(await readFile(join(folder, name), 'utf8')) as Workflow,
  ]
  return new Map(await Promise.all(names.map(read)))
}

/** The sample event of a type, as the trigger puts it out. */
export async function readSample(type: string): Promise<unknown> {
  const file = inRoot('packages/n8n-nodes-asinx-pay/samples', `${type}.json`)
  return JSON.parse(await readFile(file, 'utf8')) as unknown
}

/** Makes the credential, or brings the one of an earlier start up to date: the sandbox's port may have changed. */
export async function putCredential(api: EditorApi, data: CredentialData): Promise<string> {
  const body = { name: credentialName, type: credentialType, data: { ...data, previousSecret: '' } }
  const kept = (await api.get('/rest/credentials')) as { id: string; name: string }[]
  const found = kept.find(({ name }) => name === credentialName)
  if (!found) return ((await api.post('/rest/credentials', body)) as { id: string }).id
  await api.patch(`/rest/credentials/${found.id}`, body)
  return found.id
}

/** Imports a workflow as a user does, with the credential chosen in our nodes. */
export async function addWorkflow(
  api: EditorApi,
  workflow: Workflow,
  { credentialId, activate }: { credentialId: string; activate: boolean },
): Promise<string> {
  const credentials = { [credentialType]: { id: credentialId, name: credentialName } }
  const nodes = workflow.nodes.map((node) => (node.type.startsWith(nodePrefix) ? { ...node, credentials } : node))
  const { id, versionId } = (await api.post('/rest/workflows', { ...workflow, nodes })) as {
    id: string
    versionId: string
  }
  if (activate) await api.post(`/rest/workflows/${id}/activate`, { versionId })
  return id
}

/** Webhook ID of a workflow's ASINX PAY Trigger: the part of its address that tells it from others. */
export function hookOf({ name, nodes }: Workflow): string {
  const hook = nodes.find(({ type }) => type === triggerType)?.webhookId
  if (!hook) throw new Error(`${name} has no ASINX PAY Trigger with a webhookId.`)
  return hook
}

/** Puts credential and examples into n8n; one that is there stays as the user has it. `hook` is the hub's webhook ID. */
export async function addExamples(
  api: EditorApi,
  data: CredentialData,
): Promise<{ credentialId: string; workflows: ExampleWorkflow[]; hook: string }> {
  const credentialId = await putCredential(api, data)
  const kept = (await api.get('/rest/workflows')) as { id: string; name: string }[]
  const examples = await readExamples()
  const workflows: ExampleWorkflow[] = []
  for (const [key, example] of examples) {
    const found = kept.find(({ name }) => name === example.name)
    const activate = runsAtOnce.has(key)
    const id = found?.id ?? (await addWorkflow(api, example, { credentialId, activate }))
    workflows.push({ key, name: example.name, id })
  }
  const hubWorkflow = examples.get(hub)
  if (!hubWorkflow) throw new Error(`The example ${hub} is missing.`)
  return { credentialId, workflows, hook: hookOf(hubWorkflow) }
}
