import { request } from 'node:http'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { memoryKeychain } from '../../../test/memory-keychain.ts'
import { startBank, tempDir } from '../../../test/running.ts'
import { connectBrowserBridge } from '../../preload/browser-bridge.ts'
import { startBrowserHost, type BrowserHost } from './host.ts'

interface Answer {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: string
}

async function open(): Promise<{ host: BrowserHost; url: URL }> {
  const dataDir = await tempDir()
  const rendererDir = join(dataDir, 'renderer')
  await mkdir(join(rendererDir, 'assets'), { recursive: true })
  await writeFile(join(rendererDir, 'browser.html'), '<!doctype html><title>Console</title>')
  await writeFile(join(rendererDir, 'assets', 'app.js'), 'export {}')
  await writeFile(join(dataDir, 'secret.js'), 'outside')
  const { url: sandboxUrl } = await startBank()
  const host = await startBrowserHost({
    dataDir,
    rendererDir,
    sandboxUrl,
    port: 0,
    receiverPort: 0,
    explore: true,
    loadKeychain: async () => memoryKeychain(),
  })
  onTestFinished(() => host.close())
  return { host, url: new URL(host.url) }
}

/** A request as raw as a browser would never send it: fetch sets Host by itself. */
const get = (url: URL, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: url.port, path, headers: { host: url.host, ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end()
  })

const enter = async (url: URL): Promise<string> => {
  const answer = await get(url, `/${url.search}`)
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

const knock = (url: URL, headers: Record<string, string>, path = '/bridge'): Promise<WebSocket | number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${url.port}${path}`, { headers: { host: url.host, ...headers } })
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => undefined)
    onTestFinished(() => socket.terminate())
  })

test('the token is traded once for a cookie that scripts cannot read', async () => {
  const { url } = await open()
  const first = await get(url, `/${url.search}`)
  expect(first).toMatchObject({ status: 303, headers: { location: '/' } })
  expect(String(first.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  expect((await get(url, `/${url.search}`)).status).toBe(403)
  expect((await get(url, '/?token=guess')).status).toBe(403)
})

test('without the cookie nothing is served', async () => {
  const { url } = await open()
  const wrong = (await enter(url)).slice(0, -1)
  for (const path of ['/', '/assets/app.js', '/cards/7'])
    for (const headers of [{}, { cookie: wrong }])
      expect((await get(url, path, headers as Record<string, string>)).status, path).toBe(401)
})

test('every page of the application is the one page, under a strict policy', async () => {
  const { url } = await open()
  const cookie = await enter(url)
  for (const path of ['/', '/cards/7']) {
    const page = await get(url, path, { cookie })
    expect(page.body).toContain('<title>Console</title>')
    expect(page.headers['content-security-policy']).toMatch(
      /default-src 'none'; script-src 'self';.*connect-src 'self'/,
    )
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' })
  }
  expect((await get(url, '/assets/app.js', { cookie })).headers['content-type']).toMatch(/^text\/javascript/)
})

test.each([
  '/../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/assets/..%2f..%2fsecret.js',
  '/console.db',
  '/%00.js',
])('%s is not there', async (path) => {
  const { url } = await open()
  expect((await get(url, path, { cookie: await enter(url) })).status).toBe(404)
})

test.each([
  ['a name that resolves here', { host: 'evil.example' }],
  ['localhost, which other users may answer for', { host: 'localhost' }],
  ['a page of another port', { origin: 'http://127.0.0.1:1' }],
  ['a page without an origin', { origin: 'null' }],
])('%s is kept out of pages and sockets, cookie or not', async (_who, headers) => {
  const { url } = await open()
  const cookie = await enter(url)
  const rest = headers as Record<string, string>
  expect((await get(url, '/', { cookie, ...rest })).status).toBe(403)
  expect(await knock(url, { cookie, origin: url.origin, ...rest })).toBe(403)
})

test('a socket needs the cookie, an origin and the one path', async () => {
  const { url } = await open()
  const cookie = await enter(url)
  expect(await knock(url, { cookie })).toBe(403)
  expect(await knock(url, { origin: url.origin })).toBe(401)
  expect(await knock(url, { cookie, origin: url.origin }, '/else')).toBe(404)
})

test.each(['hello', '{}', '{"id":"1"}', 'null', Buffer.from([1, 2, 3])])('%s on a socket ends it', async (message) => {
  const { url } = await open()
  const socket = (await knock(url, { cookie: await enter(url), origin: url.origin })) as WebSocket
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.send(message)
  expect(await closed).toBe(1008)
})

test("the page's bridge asks, is answered, hears news, and learns that the console is gone", async () => {
  const { host, url } = await open()
  const headers = { cookie: await enter(url), origin: url.origin, host: url.host }
  class PageSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers })
    }
  }
  Object.assign(globalThis, { WebSocket: PageSocket })
  const bridge = await connectBrowserBridge(`ws://127.0.0.1:${url.port}/bridge`)
  expect(await bridge.query('session', {})).toMatchObject({ ok: true, value: { host: 'browser', locale: 'en' } })
  expect(await bridge.call('merchant.asset', {})).toMatchObject({ ok: true, value: { currency: 'USD' } })
  const heard = new Promise((resolve) => bridge.on('session.changed', resolve))
  expect(await bridge.command('settings.set', { locale: 'zh' })).toEqual({ ok: true, value: null })
  expect(await heard).toBeNull()
  const unanswered = bridge.call('bankcard.templateList', {})
  await host.close()
  expect(await unanswered).toMatchObject({ ok: false, error: { code: 'connection_lost' } })
  expect(await bridge.query('session', {})).toMatchObject({ ok: false, error: { code: 'connection_lost' } })
})
