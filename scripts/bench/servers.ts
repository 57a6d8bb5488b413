/** The sandbox with its state on disk, and Prism serving one static operation, under the same bounded load. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { exactNumber } from '@asinx-pay/core'
import { createClient, type Client } from '@asinx-pay/core/client'
import { createCodec } from '@asinx-pay/core/wire'
import { demoCredentials } from '@asinx-pay/sandbox'
import { inRoot, sourceCondition } from '../lib/paths.ts'
import { freePort } from '../lib/ports.ts'
import { run } from '../lib/run.ts'
import type { Measured } from './measure.ts'
import { cpuSeconds, startServer, waitFor } from './server-process.ts'
import { autocannonProgram, prismProgram } from './tools.ts'

const rounds = 7
const roundSeconds = 2
const connections = 10
const virtualProduct = 101
const codec = createCodec(demoCredentials)

interface Load {
  name: string
  /** The process that answers. */
  pid: number
  url: string
  headers: Record<string, string>
  body: string
}

interface Figures {
  perSecond: number
  perCpuSecond: number
}

/** Loads a server for a while. @throws Error when an answer is not HTTP 200 or the connection fails */
async function loadOnce({ url, headers, body, pid }: Load): Promise<Figures> {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const limits = ['-c', String(connections), '-d', String(roundSeconds)]
  const command = [
    'node',
    autocannonProgram,
    '--json',
    '--no-progress',
    ...limits,
    '-m',
    'POST',
    ...given,
    '-b',
    body,
    url,
  ]
  const usedBefore = await cpuSeconds(pid)
  const { output } = await run(command, { output: 'capture' })
  const used = (await cpuSeconds(pid)) - usedBefore
  const report = JSON.parse(output.slice(output.indexOf('{'))) as Record<string, number>
  if (report.errors !== 0 || report.non2xx !== 0 || report.timeouts !== 0) throw new Error(`${url} failed under load`)
  const answered = Number(report['2xx'])
  return { perSecond: answered / Number(report.duration), perCpuSecond: answered / used }
}

function signedCall(base: string, call: { path: string; uid: string; body: object }): Omit<Load, 'name' | 'pid'> {
  const { body, sign } = codec.sign(call.path, call.body)
  const headers = { 'content-type': 'application/json;charset=UTF-8', appId: codec.appId, sign, uId: call.uid }
  return { url: `${base}/api-web${call.path}`, headers, body }
}

async function makeCard(base: string, client: Client): Promise<{ uid: string; userBankcardId: number }> {
  const control = async (path: string, input: object): Promise<void> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }
    const answer = await fetch(`${base}/__sandbox${path}`, init)
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}.`)
  }
  await control('/merchant/top-up', { amount: '1000000' })
  const user = await client.user.register({ email: 'bench@example.com', mobilePrefix: '1', mobileNumber: '5550199' })
  if (user.state !== 'done') throw new Error('The user was not registered.')
  const { uid } = user.result
  const card = await client.bankcard.apply({ uid, bankcardId: virtualProduct })
  if (card.state !== 'done') throw new Error('The card was not applied for.')
  const { userBankcardId } = card.result
  await control(`/cards/${userBankcardId}/approve`, {})
  return { uid, userBankcardId }
}

/** One static operation that answers as the sandbox's balance does. */
const staticOperation = (path: string): object => ({
  openapi: '3.1.0',
  info: { title: 'One static operation', version: '1' },
  paths: {
    [path]: {
      post: {
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: {
          200: {
            description: 'Answered.',
            content: {
              'application/json': {
                example: JSON.parse(
                  codec.sealReply({ success: true, code: 1, message: 'Successful!', result: { balance: '456.34' } }),
                ) as object,
              },
            },
          },
        },
      },
    },
  },
})

/** What is asked of the sandbox: a read, and a write that is on the disk before it is answered. */
async function sandboxLoads(base: string, pid: number): Promise<{ loads: Load[]; proveWrites(): Promise<void> }> {
  const client = createClient({ ...demoCredentials, baseUrl: `${base}/api-web` })
  const { uid, userBankcardId } = await makeCard(base, client)
  const body = { userBankcardId }
  const loads = [
    { name: 'sandbox: bankcard.balance', pid, ...signedCall(base, { path: '/bankcard/balance', uid, body }) },
    {
      name: 'sandbox: bankcard.recharge',
      pid,
      ...signedCall(base, { path: '/bankcard/recharge', uid, body: { ...body, amount: exactNumber('0.01') } }),
    },
  ]
  return {
    loads,
    async proveWrites() {
      const { balance } = await client.bankcard.balance({ uid, userBankcardId })
      if (/^0(\.0+)?$/.test(balance)) throw new Error('The recharges did not reach the card.')
    },
  }
}

export interface ServerRounds {
  perSecond: Measured[]
  perCpuSecond: Measured[]
}

/** All loads in turn, a first round uncounted. */
async function takeTurns(loads: readonly Load[]): Promise<ServerRounds> {
  const empty = (): { name: string; perSecond: number[] }[] => loads.map(({ name }) => ({ name, perSecond: [] }))
  const measured = { perSecond: empty(), perCpuSecond: empty() }
  for (let round = 0; round <= rounds; round++)
    for (const [index, load] of loads.entries()) {
      const figures = await loadOnce(load)
      if (round === 0) continue
      measured.perSecond[index]?.perSecond.push(figures.perSecond)
      measured.perCpuSecond[index]?.perSecond.push(figures.perCpuSecond)
    }
  return measured
}

/** Prism first, then what is asked of the sandbox. */
export async function serverRounds(): Promise<ServerRounds> {
  const folder = await mkdtemp(`${tmpdir()}/asinx-bench-`)
  const [sandboxPort, prismPort] = [await freePort(0), await freePort(0)]
  const page = `${folder}/static.json`
  await writeFile(page, JSON.stringify(staticOperation('/bankcard/balance')))
  const main = inRoot('packages/sandbox/src/main.ts')
  const sandbox = startServer(sourceCondition, main, '--port', String(sandboxPort), '--db', `${folder}/state.db`)
  const prism = startServer(prismProgram, 'mock', '--port', String(prismPort), '--verboseLevel', 'silent', page)
  try {
    const base = `http://127.0.0.1:${sandboxPort}`
    const url = `http://127.0.0.1:${prismPort}/bankcard/balance`
    await Promise.all([waitFor(base), waitFor(url)])
    const { loads, proveWrites } = await sandboxLoads(base, sandbox.pid)
    const headers = { 'content-type': 'application/json' }
    const still = { name: 'Prism: one static operation', pid: prism.pid, url, headers, body: '{}' }
    const measured = await takeTurns([still, ...loads])
    await proveWrites()
    return measured
  } finally {
    for (const server of [sandbox, prism]) server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}
