import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { endpointKeys, endpointOf, inputFields, type EndpointKey } from '@asinx-pay/core'
import { createCodec } from '@asinx-pay/core/wire'
import { createSandbox, demoCredentials } from '@asinx-pay/sandbox'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { snippets, type SnippetCall } from './index.ts'

const run = promisify(execFile)
const sandbox = createSandbox()
const env = { ...process.env, ASINX_APP_SECRET: demoCredentials.appSecret }
let baseUrl: string

beforeAll(async () => {
  baseUrl = `${(await sandbox.listen({ port: 0 })).url}/api-web`
})
afterAll(() => sandbox.close())

const callOf = (endpoint: EndpointKey, input: Record<string, unknown>): SnippetCall => ({
  endpoint,
  input,
  baseUrl,
  appId: demoCredentials.appId,
})
const register = (name: string): SnippetCall =>
  callOf('user.register', { email: `o'${name}@example.com`, mobileNumber: '5550142', mobilePrefix: '1' })

/** Writes a program where this package's dependencies can be found. */
async function place(text: string): Promise<string> {
  const cache = fileURLToPath(new URL('../../../../node_modules/.cache', import.meta.url))
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'snippet-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'call.mjs'), text)
  return join(folder, 'call.mjs')
}

describe('what is copied works as it stands', () => {
  test('curl', async () => {
    const { stdout } = await run('bash', ['-c', snippets.curl.write(register('curl'))], { env })
    const reply = createCodec(demoCredentials).openReply(stdout)
    expect(reply).toMatchObject({ success: true, code: 1, result: { uid: expect.any(String) as string } })
  })

  test('PHP', async () => {
    const { stdout } = await run('php', ['-r', snippets.php.write(callOf('sys.clock', {})).replace('<?php', '')], {
      env,
    })
    expect(stdout).toMatch(/\["currentTime"\]=>\s+int\(\d{13}\)/)
  })

  test('TypeScript', async () => {
    const file = await place(snippets.typescript.write(callOf('sys.clock', {})))
    const { stdout } = await run(process.execPath, ['--conditions=@asinx-pay/source', file], { env })
    expect(stdout).toMatch(/currentTime: \d{13}/)
  })
})

describe.each(Object.entries(snippets))('%s', (_, { write }) => {
  test.each(endpointKeys)('says nothing secret of %s', (endpoint) => {
    const canary = 'canary-0451'
    const fields = Object.entries(inputFields(endpointOf(endpoint)))
    const input = Object.fromEntries(
      fields.map(([name, field]) => [name, field.secret || field.kind === 'image' ? canary : (field.example ?? 'x')]),
    )
    const text = write(callOf(endpoint, { ...input, smuggled: canary }))
    expect(text).not.toContain(canary)
    expect(text).not.toContain(demoCredentials.appSecret)
    if (fields.some(([, field]) => field.secret)) expect(text).toContain('YOUR_')
  })
})
