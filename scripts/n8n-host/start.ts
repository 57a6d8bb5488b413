import { createWriteStream } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { freePort } from '../lib/ports.ts'
import { inRoot } from '../lib/paths.ts'
import { start } from '../lib/run.ts'
import { openEditorApi, type EditorApi, type Owner } from './editor-api.ts'
import { n8nNode, n8nProgram } from './install.ts'
import { installNodes } from './pack.ts'

export interface N8nStart {
  /** n8n's user folder; kept from start to start. */
  home: string
  port: number
  apiBaseUrl: string
  appId: string
  appSecret: string
  owner: Owner
}

export interface RunningN8n {
  url: string
  /** Where the vendor or the sandbox sends notifies. */
  notifyUrl: string
  workflows: { name: string; id: string }[]
  api: EditorApi
  close(): Promise<void>
}

interface Workflow {
  name: string
  nodes: { type: string; webhookId?: string; credentials?: unknown }[]
  connections: unknown
  settings: unknown
}

const readyTimeoutMs = 180_000
const pollMs = 250
const credentialType = 'asinxPayApi'
const nodePrefix = 'n8n-nodes-asinx-pay.'
const triggerType = `${nodePrefix}asinxPayTrigger`

/** One key per home: n8n encrypts stored credentials with it. */
async function encryptionKey(home: string): Promise<string> {
  const file = join(home, 'encryption-key')
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept) return kept
  const key = randomBytes(16).toString('hex')
  await writeFile(file, key, { mode: 0o600 })
  return key
}

async function environment({ home, port }: N8nStart): Promise<Record<string, string>> {
  const off = [
    'N8N_DIAGNOSTICS_ENABLED',
    'N8N_VERSION_NOTIFICATIONS_ENABLED',
    'N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED',
    'N8N_DYNAMIC_BANNERS_ENABLED',
  ]
  const alsoOff = [
    'N8N_HIRING_BANNER_ENABLED',
    'N8N_TEMPLATES_ENABLED',
    'N8N_PERSONALIZATION_ENABLED',
    'N8N_LICENSE_AUTO_RENEW_ENABLED',
    'N8N_VERIFIED_PACKAGES_ENABLED',
  ]
  return {
    ...Object.fromEntries([...off, ...alsoOff].map((name) => [name, 'false'])),
    N8N_USER_FOLDER: home,
    N8N_PORT: String(port),
    N8N_RUNNERS_BROKER_PORT: String(await freePort(0)),
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_SECURE_COOKIE: 'false',
    N8N_ENCRYPTION_KEY: await encryptionKey(home),
    GENERIC_TIMEZONE: 'UTC',
  }
}

async function waitUntil(ready: () => Promise<boolean>, failed: Promise<never>): Promise<void> {
  const end = Date.now() + readyTimeoutMs
  while (Date.now() < end) {
    if (await Promise.race([ready(), failed])) return
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  throw new Error(`n8n was not ready within ${readyTimeoutMs} ms`)
}

const status = async (url: string, init?: RequestInit): Promise<number> =>
  fetch(url, init).then(
    ({ status: code }) => code,
    () => 0,
  )

async function readExamples(): Promise<Workflow[]> {
  const folder = inRoot('packages/n8n-nodes-asinx-pay/workflows')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Workflow))
}

async function credentialId(api: EditorApi, { apiBaseUrl, appId, appSecret }: N8nStart): Promise<string> {
  const name = 'ASINX PAY sandbox'
  const kept = (await api.get('/rest/credentials')) as { id: string; name: string }[]
  const found = kept.find((credential) => credential.name === name)
  if (found) return found.id
  const data = { baseUrl: apiBaseUrl, appId, appSecret }
  return ((await api.post('/rest/credentials', { name, type: credentialType, data })) as { id: string }).id
}

async function addExample(
  api: EditorApi,
  workflow: Workflow,
  credential: { id: string; name: string },
): Promise<string> {
  const nodes = workflow.nodes.map((node) =>
    node.type.startsWith(nodePrefix) ? { ...node, credentials: { [credentialType]: credential } } : node,
  )
  const { name, connections, settings } = workflow
  const created = (await api.post('/rest/workflows', { name, nodes, connections, settings })) as {
    id: string
    versionId: string
  }
  await api.post(`/rest/workflows/${created.id}/activate`, { versionId: created.versionId })
  return created.id
}

async function addExamples(
  api: EditorApi,
  options: N8nStart,
): Promise<{ workflows: RunningN8n['workflows']; hook: string }> {
  const credential = { id: await credentialId(api, options), name: 'ASINX PAY sandbox' }
  const kept = (await api.get('/rest/workflows')) as { id: string; name: string }[]
  const workflows: RunningN8n['workflows'] = []
  let hook = ''
  for (const workflow of await readExamples()) {
    const found = kept.find(({ name }) => name === workflow.name)
    workflows.push({ name: workflow.name, id: found?.id ?? (await addExample(api, workflow, credential)) })
    hook ||= workflow.nodes.find(({ type }) => type === triggerType)?.webhookId ?? ''
  }
  return { workflows, hook }
}

/** Runs a real n8n with our packed nodes, a credential for the API and the example workflows active. @throws Error */
export async function startN8n(options: N8nStart): Promise<RunningN8n> {
  await mkdir(options.home, { recursive: true, mode: 0o700 })
  await installNodes(options.home)
  const url = `http://127.0.0.1:${options.port}`
  const child = start([n8nNode, n8nProgram, 'start'], { cwd: options.home, env: await environment(options) })
  const log = createWriteStream(join(options.home, 'n8n.log'))
  child.stdout?.pipe(log)
  child.stderr?.pipe(log)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const failed = ended.then((): never => {
    throw new Error(`n8n ended; see ${join(options.home, 'n8n.log')}`)
  })
  failed.catch(() => undefined)
  const close = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  try {
    await waitUntil(async () => (await status(`${url}/healthz/readiness`)) === 200, failed)
    const api = await openEditorApi(url, options.owner)
    const { workflows, hook } = await addExamples(api, options)
    const notifyUrl = `${url}/webhook/${hook}/webhook`
    await waitUntil(async () => ![0, 404].includes(await status(notifyUrl, { method: 'POST', body: '{}' })), failed)
    return { url, notifyUrl, workflows, api, close }
  } catch (error) {
    await close()
    throw error
  }
}
