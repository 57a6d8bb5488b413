import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { build } from '../build.ts'
import { installN8n } from '../n8n-host/install.ts'
import { startN8n } from '../n8n-host/start.ts'
import type { Board } from './board.ts'
import { sendNotifiesTo } from './start-sandbox.ts'

export interface NodesStart {
  data: string
  sandbox: Board['sandbox']
  port: number
}

const email = 'owner@asinx-pay.local'

/** One password per data folder, made here and never sent anywhere else. */
async function ownerPassword(data: string): Promise<string> {
  const file = `${data}/n8n-password`
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept) return kept
  const password = `Asinx-${randomBytes(9).toString('base64url')}1`
  await writeFile(file, password, { mode: 0o600 })
  return password
}

/** A real n8n with our nodes, a credential and the example workflows, fed by the sandbox's notifies. */
export async function startNodes({
  data,
  sandbox,
  port,
}: NodesStart): Promise<{ board: NonNullable<Board['n8n']>; close(): Promise<void> }> {
  const say = (line: string): void => console.log(`n8n: ${line}`)
  await installN8n({ onProgress: say })
  await build({ only: ['n8n nodes'], say })
  const home = `${data}/n8n`
  await mkdir(home, { recursive: true, mode: 0o700 })
  const owner = { email, password: await ownerPassword(data) }
  say('starting …')
  const n8n = await startN8n({
    home,
    port,
    apiBaseUrl: sandbox.apiUrl,
    appId: sandbox.appId,
    appSecret: sandbox.appSecret,
    owner,
  })
  await sendNotifiesTo(sandbox, n8n.notifyUrl)
  return {
    board: { url: n8n.url, ...owner, notifyUrl: n8n.notifyUrl, workflows: n8n.workflows },
    close: () => n8n.close(),
  }
}
