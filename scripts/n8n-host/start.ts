import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../lib/ports.ts'
import { start } from '../lib/run.ts'
import { openEditorApi, type EditorApi, type Owner } from './editor-api.ts'
import { addExamples, type ExampleWorkflow } from './examples.ts'
import { readExecutions, type Execution } from './executions.ts'
import { n8nNode, n8nProgram } from './install.ts'
import { installNodes } from './pack.ts'

export interface N8nStart {
  /** n8n's user folder; kept from start to start. */
  home: string
  port: number
  /** Port of n8n's own task broker. Default: any free one. */
  brokerPort?: number
  apiBaseUrl: string
  appId: string
  appSecret: string
  owner: Owner
}

/** n8n's REST interface, logged in, with the executions made readable. */
export interface N8nApi extends EditorApi {
  /** Newest first. */
  executions(workflowId: string): Promise<Execution[]>
}

export interface RunningN8n {
  url: string
  owner: Owner
  /** Where the vendor or the sandbox sends notifies. */
  notifyUrl: string
  workflows: ExampleWorkflow[]
  credentialId: string
  api: N8nApi
  close(): Promise<void>
}

const readyTimeoutMs = 180_000
/** How long a stopping n8n may finish what it is doing before it is killed. */
const closeTimeoutMs = 35_000
const pollMs = 250

/** Everything that would ask the world outside for something, or put banners over the editor. */
const switchedOff = [
  'N8N_DIAGNOSTICS_ENABLED',
  'N8N_VERSION_NOTIFICATIONS_ENABLED',
  'N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED',
  'N8N_DYNAMIC_BANNERS_ENABLED',
  'N8N_HIRING_BANNER_ENABLED',
  'N8N_TEMPLATES_ENABLED',
  'N8N_PERSONALIZATION_ENABLED',
  'N8N_LICENSE_AUTO_RENEW_ENABLED',
  'N8N_VERIFIED_PACKAGES_ENABLED',
]

/** One key per home: n8n encrypts stored credentials with it. */
async function encryptionKey(home: string): Promise<string> {
  const file = join(home, 'encryption-key')
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept) return kept
  const key = randomBytes(16).toString('hex')
  await writeFile(file, key, { mode: 0o600 })
  return key
}

async function environment({ home, port, brokerPort }: N8nStart): Promise<Record<string, string>> {
  return {
    ...Object.fromEntries(switchedOff.map((name) => [name, 'false'])),
    N8N_USER_FOLDER: home,
    N8N_PORT: String(port),
    N8N_RUNNERS_BROKER_PORT: String(brokerPort ?? (await freePort(0))),
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_SECURE_COOKIE: 'false',
    N8N_ENCRYPTION_KEY: await encryptionKey(home),
    GENERIC_TIMEZONE: 'UTC',
    NODE_ENV: 'production',
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

/** HTTP status of an address; 0 while nothing listens there. */
const status = async (url: string, init?: RequestInit): Promise<number> =>
  fetch(url, init).then(
    ({ status: code }) => code,
    () => 0,
  )

/** Starts the program; `failed` rejects when it ends by itself. */
async function startProgram(options: N8nStart): Promise<{ failed: Promise<never>; close(): Promise<void> }> {
  const file = join(options.home, 'n8n.log')
  const child = start([n8nNode, n8nProgram, 'start'], { cwd: options.home, env: await environment(options) })
  const log = createWriteStream(file)
  child.stdout?.pipe(log)
  child.stderr?.pipe(log)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const failed = ended.then((): never => {
    throw new Error(`n8n ended; its output is in ${file}`)
  })
  failed.catch(() => undefined)
  return {
    failed,
    async close() {
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), closeTimeoutMs)
      await ended
      clearTimeout(killer)
    },
  }
}

/** Runs a real n8n with our packed nodes, a credential for the API and the example workflows active. @throws Error */
export async function startN8n(options: N8nStart): Promise<RunningN8n> {
  await mkdir(options.home, { recursive: true, mode: 0o700 })
  await installNodes(options.home)
  const url = `http://127.0.0.1:${options.port}`
  const { failed, close } = await startProgram(options)
  try {
    await waitUntil(async () => (await status(`${url}/healthz/readiness`)) === 200, failed)
    const editor = await openEditorApi(url, options.owner)
    const { apiBaseUrl: baseUrl, appId, appSecret } = options
    const { hook, ...added } = await addExamples(editor, { baseUrl, appId, appSecret })
    const notifyUrl = `${url}/webhook/${hook}/webhook`
    // Publishing is asynchronous in n8n: the address answers 404 for a while.
    await waitUntil(async () => ![0, 404].includes(await status(notifyUrl, { method: 'POST', body: '{}' })), failed)
    const executions = (workflowId: string): Promise<Execution[]> => readExecutions(editor, workflowId)
    return { url, owner: options.owner, notifyUrl, ...added, api: { ...editor, executions }, close }
  } catch (error) {
    await close()
    throw error
  }
}
