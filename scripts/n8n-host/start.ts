import { mkdir } from 'node:fs/promises'
import { openEditorApi, type EditorApi, type Owner } from './editor-api.ts'
import { addExamples, type ExampleWorkflow } from './examples.ts'
import { readExecutions, type Execution } from './executions.ts'
import { installNodes } from './pack.ts'
import { startProgram, status, waitUntil } from './program.ts'

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
  env?: Record<string, string>
}

/** n8n's REST interface, logged in, with the executions made readable. */
export interface N8nApi extends EditorApi {
  /** Newest first. */
  executions(workflowId: string): Promise<Execution[]>
}

export interface RunningN8n {
  url: string
  /** Of n8n's process. */
  pid: number
  owner: Owner
  /** Where the vendor or the sandbox sends notifies. */
  notifyUrl: string
  workflows: ExampleWorkflow[]
  credentialId: string
  api: N8nApi
  close(): Promise<void>
}

/** Runs a real n8n with our packed nodes, a credential for the API and the example workflows active. @throws Error */
export async function startN8n(options: N8nStart): Promise<RunningN8n> {
  await mkdir(options.home, { recursive: true, mode: 0o700 })
  await installNodes(options.home)
  const url = `http://127.0.0.1:${options.port}`
  const { failed, close, pid } = await startProgram(options)
  try {
    await waitUntil(async () => (await status(`${url}/healthz/readiness`)) === 200, failed)
    const editor = await openEditorApi(url, options.owner)
    const { apiBaseUrl: baseUrl, appId, appSecret } = options
    const { hook, ...added } = await addExamples(editor, { baseUrl, appId, appSecret })
    const notifyUrl = `${url}/webhook/${hook}/webhook`
    // Publishing is asynchronous in n8n: the address answers 404 for a while.
    await waitUntil(async () => ![0, 404].includes(await status(notifyUrl, { method: 'POST', body: '{}' })), failed)
    const executions = (workflowId: string): Promise<Execution[]> => readExecutions(editor, workflowId)
    return { url, pid, owner: options.owner, notifyUrl, ...added, api: { ...editor, executions }, close }
  } catch (error) {
    await close()
    throw error
  }
}
