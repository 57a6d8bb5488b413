import { createSandbox, demoCredentials } from '@asinx-pay/sandbox'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { build } from '../build.ts'
import { freePort } from '../lib/ports.ts'
import { formCases } from './cases/forms.ts'
import { moneyCases } from './cases/money.ts'
import { installN8n } from './install.ts'
import { startN8n, type RunningN8n } from './start.ts'

const sandbox = createSandbox()
let api: { url: string; close(): Promise<void> }
let home: string
let n8n: RunningN8n

beforeAll(async () => {
  await installN8n({ onProgress: console.log })
  await build({ only: ['core', 'n8n nodes'] })
  api = await sandbox.listen()
  home = await mkdtemp(join(tmpdir(), 'asinx-n8n-'))
  n8n = await startN8n({
    home,
    port: await freePort(0),
    apiBaseUrl: `${api.url}/api-web`,
    owner: { email: 'owner@example.com', password: 'Owner-of-tests-1' },
    ...demoCredentials,
  })
})

afterAll(async () => {
  await n8n?.close()
  await api?.close()
  await sandbox.close()
  await rm(home, { recursive: true, force: true })
})

moneyCases(() => n8n)
formCases(() => n8n)
