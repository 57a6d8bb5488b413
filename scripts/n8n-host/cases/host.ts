import { createClient, type Client } from '@asinx-pay/core/client'
import { createCodec } from '@asinx-pay/core/wire'
import { createSandbox, demoCredentials, seedDemo } from '@asinx-pay/sandbox'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../build.ts'
import { until } from '../../e2e/support.ts'
import { freePort } from '../../lib/ports.ts'
import type { Execution } from '../executions.ts'
import { installN8n } from '../install.ts'
import { startN8n, type RunningN8n } from '../start.ts'
import { openMailbox, type Mailbox } from './mailbox.ts'
import { post } from './post.ts'

export const codec = createCodec(demoCredentials)

/** One real n8n with the packed nodes, against the sandbox: shared by all cases, because it takes long to start. */
export interface Host {
  n8n: RunningN8n
  sandboxUrl: string
  /** Calls the sandbox as a merchant's own program does. */
  client: Client
  mailbox: Mailbox
  /** Stops n8n and starts it again at other ports, with what it has stored. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openHost(): Promise<Host> {
  await installN8n({ onProgress: console.log })
  await build({ only: ['core', 'n8n nodes'] })
  const sandbox = createSandbox()
  await seedDemo(sandbox)
  const api = await sandbox.listen()
  const mailbox = await openMailbox()
  const home = await mkdtemp(join(tmpdir(), 'asinx-n8n-'))
  const apiBaseUrl = `${api.url}/api-web`
  const owner = { email: 'owner@example.com', password: 'Owner-of-tests-1' }
  const start = async (): Promise<RunningN8n> =>
    startN8n({ home, port: await freePort(0), apiBaseUrl, owner, ...demoCredentials })
  const host: Host = {
    n8n: await start(),
    sandboxUrl: api.url,
    client: createClient({ ...demoCredentials, baseUrl: apiBaseUrl }),
    mailbox,
    async restart() {
      await host.n8n.close()
      host.n8n = await start()
    },
    async close() {
      await host.n8n.close()
      await mailbox.close()
      await api.close()
      await sandbox.close()
      await rm(home, { recursive: true, force: true })
    },
  }
  return host
}

export const idOf = ({ n8n }: Host, key: string): string =>
  n8n.workflows.find((workflow) => workflow.key === key)?.id ?? ''

/** The newest successful execution of a workflow whose output has a text in it. */
export const executionWith = ({ n8n }: Host, workflowId: string, text: string): Promise<Execution> =>
  until(
    async () => {
      const executions = await n8n.api.executions(workflowId)
      return executions.find(({ status, output }) => status === 'success' && JSON.stringify(output).includes(text))
    },
    { what: `An execution with ${text}`, timeoutMs: 60_000 },
  )

/** Does something to the simulated world from outside the API. @throws Error */
export async function control({ sandboxUrl }: Host, path: string, input: object = {}): Promise<unknown> {
  const { status, text } = await post(`${sandboxUrl}/__sandbox${path}`, JSON.stringify(input))
  if (status !== 200) throw new Error(`The sandbox refused ${path}: ${text}`)
  return JSON.parse(text)
}
