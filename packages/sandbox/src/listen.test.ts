import { createClient } from '@asinx-pay/core/client'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { createSandbox, demoCredentials, type Sandbox } from './index.ts'

let sandbox: Sandbox | undefined
afterEach(async () => {
  await sandbox?.close()
  sandbox = undefined
})

describe('over a socket', () => {
  test('the client reaches the API, and a second server cannot have the port', async () => {
    sandbox = createSandbox()
    const listening = await sandbox.listen()
    expect(listening.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const client = createClient({ ...demoCredentials, baseUrl: `${listening.url}/api-web` })
    expect((await client.sys.clock()).currentTime).toBeGreaterThan(0)
    await expect(sandbox.listen({ port: Number(new URL(listening.url).port) })).rejects.toThrow('EADDRINUSE')
    await listening.close()
    await expect(client.sys.clock()).rejects.toThrow('not sent')
  })

  const foreign: [what: string, headers: Record<string, string>][] = [
    ['a page elsewhere', { origin: 'https://evil.example' }],
    ['a frame without an origin', { origin: 'null' }],
    ['a name that was rebound', { host: 'evil.example:4010' }],
    ['a name that begins alike', { host: 'localhost.evil.example' }],
  ]
  test.each(foreign)('%s does not get at the control endpoints', async (_, headers) => {
    sandbox = createSandbox()
    for (const path of ['/__sandbox', '/__sandbox/', '/__sandbox/state']) {
      const answer = await sandbox.fetch(new Request(`http://localhost${path}`, { headers }))
      expect(answer.status).toBe(403)
    }
    const move = new Request('http://localhost/__sandbox/clock/advance', { method: 'POST', headers, body: '{"ms":1}' })
    expect((await sandbox.fetch(move)).status).toBe(403)
  })

  test('a button of the page does what it says and leads back to it', async () => {
    sandbox = createSandbox()
    const answer = await sandbox.fetch(
      new Request('http://127.0.0.1:4010/__sandbox/merchant/top-up', {
        method: 'POST',
        headers: { origin: 'http://127.0.0.1:4010', 'content-type': 'application/x-www-form-urlencoded' },
        body: 'amount=12.50',
      }),
    )
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/__sandbox'])
    const page = await sandbox.fetch(new Request('http://127.0.0.1:4010/__sandbox'))
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-")
    const html = await page.text()
    expect(html).toContain('12.50')
    expect(html).not.toMatch(/<script|https?:\/\/(?!127)/)
  })

  test('a body beyond the limit is not read', async () => {
    sandbox = createSandbox()
    const body = new Uint8Array(24 * 1024 * 1024 + 1)
    const answer = await sandbox.fetch(new Request('http://localhost/api-web/sys/clock', { method: 'POST', body }))
    expect(answer.status).toBe(413)
  })
})

describe('the command', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const run = (...args: string[]) =>
    spawn(process.execPath, ['--conditions=@asinx-pay/source', main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

  async function output(child: ReturnType<typeof run>): Promise<{ code: number; out: string; err: string }> {
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, out, err }
  }

  test('explains itself', async () => {
    const { code, out } = await output(run('--help'))
    expect(code).toBe(0)
    for (const option of ['--port', '--db', '--seed', '--notify', '--app-id', '--app-secret', '--teach'])
      expect(out).toContain(option)
  })

  test.each([
    ['--port', 'many'],
    ['--app-secret', 'short'],
    ['--notify', 'https://example.com/'],
    ['--host', '0.0.0.0'],
    ['--nonsense'],
  ])('says what is wrong with %s', async (...args) => {
    const { code, out, err } = await output(run('--port', '0', ...args))
    expect([code, out]).toEqual([1, ''])
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).not.toContain('    at ')
  })

  test('serves a seeded merchant and ends on SIGINT, saying no secret', async () => {
    const child = run('--port', '0', '--seed')
    const ended = output(child)
    const [first] = (await once(child.stdout, 'data')) as [Buffer]
    const url = /http:\S+(?=\/api-web)/.exec(first.toString())?.[0] ?? ''
    const client = createClient({ ...demoCredentials, baseUrl: `${url}/api-web` })
    expect(await client.merchant.asset()).toMatchObject({ currency: 'USD' })
    child.kill('SIGINT')
    const { code, out } = await ended
    expect(code).toBe(0)
    expect(out).not.toContain(demoCredentials.appSecret)
  })
})
