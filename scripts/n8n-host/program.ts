import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../lib/ports.ts'
import { endsWithUs, start } from '../lib/run.ts'
import { n8nNode, n8nProgram } from './install.ts'

export interface ProgramStart {
  /** n8n's user folder; kept from start to start. */
  home: string
  port: number
  /** Port of n8n's own task broker. Default: any free one. */
  brokerPort?: number
  /** What n8n is told to do. Default: start. */
  command?: readonly string[]
  env?: Record<string, string>
}

export interface Program {
  pid: number
  failed: Promise<never>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
  close(): Promise<void>
}

const readyTimeoutMs = 400_000
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

async function environment({ home, port, brokerPort, env }: ProgramStart): Promise<Record<string, string>> {
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
    ...env,
  }
}

/** @throws Error when it takes too long, or the program has ended */
export async function waitUntil(ready: () => Promise<boolean>, failed: Promise<never>): Promise<void> {
  const end = Date.now() + readyTimeoutMs
  while (Date.now() < end) {
    if (await Promise.race([ready(), failed])) return
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  throw new Error(`n8n was not ready within ${readyTimeoutMs} ms`)
}

/** HTTP status of an address; 0 while nothing listens there. */
export const status = async (url: string, init?: RequestInit): Promise<number> =>
  fetch(url, init).then(
    ({ status: code }) => code,
    () => 0,
  )

/** Starts n8n; `failed` rejects when it ends by itself. */
export async function startProgram(options: ProgramStart): Promise<Program> {
  const { home, command = ['start'] } = options
  const file = join(home, 'n8n.log')
  const child = start(endsWithUs([n8nNode, n8nProgram, ...command]), { cwd: home, env: await environment(options) })
  const log = createWriteStream(file)
  child.stdout?.pipe(log)
  child.stderr?.pipe(log)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const failed = ended.then((): never => {
    throw new Error(`n8n ended; its output is in ${file}`)
  })
  failed.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    failed,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), closeTimeoutMs)
      await ended
      clearTimeout(killer)
    },
  }
}
