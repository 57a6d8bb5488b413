/** Our nodes against what a person builds from n8n's own, in one real n8n with the packed package. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoCredentials } from '@asinx-pay/sandbox'
import { build } from '../build.ts'
import { inRoot, sourceCondition } from '../lib/paths.ts'
import { freePort } from '../lib/ports.ts'
import { installN8n } from '../n8n-host/install.ts'
import { startN8n, type RunningN8n } from '../n8n-host/start.ts'
import type { Measured } from './measure.ts'
import { notifyWays } from './n8n/notifies.ts'
import { userCount, userWays } from './n8n/users.ts'
import type { Way } from './n8n/workflows.ts'
import { cpuSecondsOfAll, startServer, waitFor } from './server-process.ts'

const rounds = 5
/** What the API takes for a call, in milliseconds. */
const latencyMs = 20

export interface N8nRow {
  job: string
  /** Ours first. */
  perSecond: Measured[]
  /** Of n8n's processes together. */
  perCpuSecond: Measured[]
}

/** Rounds of all ways in turn, a first one uncounted. */
async function takeTurns({ pid }: RunningN8n, job: string, ways: readonly Way[]): Promise<N8nRow> {
  const empty = (): { name: string; perSecond: number[] }[] => ways.map(({ name }) => ({ name, perSecond: [] }))
  const [perSecond, perCpuSecond] = [empty(), empty()]
  for (let round = 0; round <= rounds; round++)
    for (const [index, way] of ways.entries()) {
      const usedBefore = await cpuSecondsOfAll(pid)
      const figure = await way.round()
      const used = (await cpuSecondsOfAll(pid)) - usedBefore
      if (round === 0) continue
      perSecond[index]?.perSecond.push(figure)
      perCpuSecond[index]?.perSecond.push(way.times / used)
    }
  return { job, perSecond, perCpuSecond }
}

/** The sandbox in a process of its own, as slow as an API across a network. */
async function startApi(ends: AsyncDisposableStack): Promise<string> {
  const port = await freePort(0)
  const server = startServer(sourceCondition, inRoot('packages/sandbox/src/main.ts'), '--port', String(port))
  ends.defer(() => void server.kill())
  const url = `http://127.0.0.1:${port}`
  await waitFor(url)
  const answer = await fetch(`${url}/__sandbox/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ call: '*', kind: 'latency', ms: latencyMs }]),
  })
  if (!answer.ok) throw new Error(`The sandbox refused the latency: ${await answer.text()}`)
  return `${url}/api-web`
}

/** What the package's README advises where many notifies come: an isolate is made when something is to be evaluated in it. */
const lazily = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' }

async function startHost(
  ends: AsyncDisposableStack,
  apiBaseUrl: string,
  settings: Record<string, string> = {},
): Promise<RunningN8n> {
  const home = await mkdtemp(join(tmpdir(), 'asinx-bench-n8n-'))
  ends.defer(() => rm(home, { recursive: true, force: true }))
  const owner = { email: 'owner@example.com', password: 'Owner-of-bench-1' }
  // What the Code nodes of the other ways need.
  const env = { NODE_FUNCTION_ALLOW_BUILTIN: 'crypto', ...settings }
  const n8n = await startN8n({ home, port: await freePort(0), apiBaseUrl, owner, env, ...demoCredentials })
  ends.defer(n8n.close)
  return n8n
}

export async function* n8nRows(): AsyncGenerator<N8nRow> {
  await installN8n({ onProgress: console.log })
  await build({ only: ['core', 'n8n nodes'] })
  await using ends = new AsyncDisposableStack()
  const baseUrl = await startApi(ends)
  {
    await using own = new AsyncDisposableStack()
    const n8n = await startHost(own, baseUrl)
    yield await takeTurns(n8n, 'notifies, repeats left out', await notifyWays(n8n))
    yield await takeTurns(n8n, `${userCount} users, ${latencyMs} ms a call`, await userWays(n8n, baseUrl))
  }
  const lazy = await startHost(ends, baseUrl, lazily)
  yield await takeTurns(lazy, `notifies, repeats left out, ${Object.keys(lazily).join()}`, await notifyWays(lazy))
}
