import type { Board } from '../lib/board.ts'
import { start } from '../lib/run.ts'

/** Chromium as root on a machine without a network. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const pollMs = 250

export interface UntilOptions {
  what: string
  timeoutMs: number
  /** Pause between two questions. Default: a quarter of a second. */
  everyMs?: number
  /** Rejects when waiting has become pointless. */
  failed?: Promise<never>
}

/** Asks again and again until there is an answer. @throws Error naming what did not come */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  { what, timeoutMs, failed, everyMs = pollMs }: UntilOptions,
): Promise<T> {
  const end = Date.now() + timeoutMs
  while (Date.now() < end) {
    const answer = await Promise.race([ask(), ...(failed ? [failed] : [])])
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  throw new Error(`${what} did not come within ${timeoutMs} ms`)
}

export interface StartedProcess {
  failed: Promise<never>
  stop(): Promise<void>
}

/** Starts a program of ours; `failed` rejects with its last words when it ends by itself. */
export function startProcess(command: readonly string[]): StartedProcess {
  // Vitest's NODE_ENV would reach what is started, and n8n ends at once under `test`.
  const child = start(command, { output: 'capture', env: { NODE_ENV: 'production' } })
  let output = ''
  const take = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-8000))
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  const failed = ended.then((code): never => {
    throw new Error(`The program ended with ${code}:\n${output}`)
  })
  failed.catch(() => undefined)
  return {
    failed,
    async stop() {
      child.kill('SIGINT')
      await ended
    },
  }
}

export interface Execution {
  id: string
  status: string
  /** The stored run data as text. */
  text: string
}

/** Reads executions of a running n8n over the API its editor uses. */
export async function loginToN8n({
  url,
  email,
  password,
}: NonNullable<Board['n8n']>): Promise<{ executions(workflowId: string): Promise<Execution[]> }> {
  const headers = { 'content-type': 'application/json', 'browser-id': 'asinx-pay-tests' }
  const login = await fetch(`${url}/rest/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ emailOrLdapLoginId: email, password }),
  })
  if (!login.ok) throw new Error(`n8n refused the login (HTTP ${login.status})`)
  const cookie = login.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const get = async (path: string): Promise<{ data: unknown }> => {
    const response = await fetch(url + path, { headers: { ...headers, cookie } })
    return (await response.json()) as { data: unknown }
  }
  return {
    async executions(workflowId) {
      const filter = encodeURIComponent(JSON.stringify({ workflowId }))
      const { data } = await get(`/rest/executions?filter=${filter}&limit=50`)
      const { results } = data as { results: { id: string; status: string }[] }
      return Promise.all(
        results.map(async ({ id, status }) => ({
          id,
          status,
          text: JSON.stringify((await get(`/rest/executions/${id}`)).data),
        })),
      )
    },
  }
}
