import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { networkCode } from '@asinx-pay/core'
import { createSandbox, demoCredentials } from '../index.ts'
import type { Command, ControlRequest, Given } from './commands.ts'

const common = {
  sandbox: { type: 'string', default: 'http://127.0.0.1:4010' },
  'app-id': { type: 'string', default: demoCredentials.appId },
  'app-secret': { type: 'string', default: demoCredentials.appSecret },
  'any-address': { type: 'boolean', default: false },
} satisfies ParseArgsOptionsConfig

/** Longest wait for the sandbox, in milliseconds; a delivery alone may take five seconds. */
const patienceMs = 60_000

type Ask = (request: ControlRequest) => Promise<{ ok: boolean; text: string }>

async function read(response: Response): Promise<{ ok: boolean; text: string }> {
  return { ok: response.ok, text: await response.text() }
}

const initOf = ({ method, body }: ControlRequest): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  ...(body !== undefined && { body: JSON.stringify(body) }),
})

const askRunning =
  (base: string): Ask =>
  async (request) => {
    const url = `${base.replace(/\/$/, '')}/__sandbox${request.path}`
    return read(await fetch(url, { ...initOf(request), signal: AbortSignal.timeout(patienceMs) }))
  }

/** A sandbox of this process alone, for what needs no state. */
function askOwn(values: Record<string, unknown>): Ask {
  const sandbox = createSandbox({
    appId: String(values['app-id']),
    appSecret: String(values['app-secret']),
    anyAddress: values['any-address'] === true,
  })
  return async (request) =>
    read(await sandbox.fetch(new Request(`http://localhost/__sandbox${request.path}`, initOf(request))))
}

interface Delivery {
  url: string
  status: string
  answer: string | null
}

/** Waits for the deliveries of what was triggered, and says what became of them. */
async function showDeliveries(ask: Ask, text: string): Promise<string> {
  const { made, uniqueNos } = JSON.parse(text) as { made: string; uniqueNos: string[] }
  await ask({ method: 'POST', path: '/settled' })
  const lines: string[] = []
  for (const uniqueNo of uniqueNos) {
    const { text: shown } = await ask({ method: 'GET', path: `/notifies/${uniqueNo}` })
    const { type, deliveries } = JSON.parse(shown) as { type: string; deliveries: Delivery[] }
    for (const { url, status, answer } of deliveries)
      lines.push(`${type} (${made}) ${uniqueNo} → ${url}: ${status}${answer === null ? '' : `, ${answer}`}`)
  }
  return lines.join('\n')
}

function errorOf(text: string): string {
  try {
    return (JSON.parse(text) as { error: string }).error
  } catch {
    return text
  }
}

const canDoAlone = (request: ControlRequest, { options }: Given): boolean =>
  request.path === '/notifies' && options.url !== undefined

async function answerOf(given: Given, request: ControlRequest): Promise<{ ask: Ask; ok: boolean; text: string }> {
  const base = String(given.options.sandbox)
  const ask = askRunning(base)
  try {
    return { ask, ...(await ask(request)) }
  } catch (error) {
    if (networkCode(error) !== 'ECONNREFUSED')
      throw new Error(`The sandbox at ${base} did not answer.`, { cause: error })
    if (!canDoAlone(request, given))
      throw new Error(`No sandbox is running at ${base}: start one, or say where with --sandbox URL.`, { cause: error })
    const own = askOwn(given.options)
    return { ask: own, ...(await own(request)) }
  }
}

/** Tells a command to a sandbox that is running. Resolves to what there is to print. */
export async function tell(command: Command, args: readonly string[]): Promise<string> {
  const parsed = parseArgs({ args: [...args], options: { ...common, ...command.options }, allowPositionals: true })
  const given: Given = { words: parsed.positionals, options: parsed.values }
  const request = command.request(given)
  const { ask, ok, text } = await answerOf(given, request)
  if (!ok) throw new Error(errorOf(text))
  if (request.path === '/notifies') return showDeliveries(ask, text)
  return text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : text.trimEnd()
}
