import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentSecurityPolicy } from '../src/main/csp.ts'
import { openBank, type Bank } from './bank.ts'

/** The built main process, preload and page, unmodified, on Chromium through the stand-in for electron. */
const execute = promisify(execFile)
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

let userData: string
let bank: Bank
let found: Record<string, never>

const look = async (env: Record<string, string>): Promise<Record<string, never>> => {
  const { stdout } = await execute(
    process.execPath,
    ['--conditions=@asinx-pay/source', here('fake-electron/look.ts')],
    {
      env: { ...process.env, FAKE_USER_DATA: userData, ASINX_SANDBOX_URL: bank.url, ASINX_RECEIVER_PORT: '0', ...env },
    },
  )
  return JSON.parse(stdout) as Record<string, never>
}

beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'asinx-electron-'))
  bank = await openBank({ seeded: true })
  found = await look({})
})

afterAll(async () => {
  await bank.close()
  await rm(userData, { recursive: true, force: true })
})

test('the window is sandboxed, isolated and without Node', () => {
  expect(found).toMatchObject({
    isSandboxed: true,
    preload: true,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
    },
  })
  expect(found['schemes']).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
})

test('the page has the four verbs and nothing else of the main process', () => {
  expect(found['inPage']).toMatchObject({
    bridge: ['call', 'command', 'on', 'query'],
    isFrozen: true,
    globals: [],
    session: { ok: true, value: { host: 'electron', profiles: [] } },
    unknown: { ok: false, error: { code: 'unknown_name' } },
    set: { ok: true, value: null },
    heard: null,
  })
  expect(found['channels']).toEqual(['bridge:ask'])
})

test('the whole page runs without breaking its own policy', () => {
  expect(found['inPage']).toMatchObject({ violations: [] })
  expect(found['bundle']).toMatchObject({ policy: contentSecurityPolicy({ connect: 'none' }) })
})

test('nobody but the top frame of our page is answered', () => {
  expect(found['foreigners']).toEqual({ web: 'unknown_name', frame: 'unknown_name', gone: 'unknown_name' })
})

test('a hostile script runs nothing, sends nothing, and goes nowhere', () => {
  expect(found['attacks']).toEqual({ assigned: 'refused', wasInline: false, sent: 'refused' })
  expect(found['location']).toMatch(/^https:\/\/bundle\.app\.invalid\//)
  expect(found['opened']).toEqual(['https://test.asinx.io/kyc'])
})

test('every permission but to write to the clipboard is denied, asked for or checked', () => {
  const allowed = ['clipboard-sanitized-write']
  expect(found['permissions']).toEqual({ requested: allowed, checked: allowed, device: false })
})

test('whatever a page asks for beyond its own files is cancelled', () => {
  expect(found['requests']).toEqual({
    'app://bundle/': false,
    'data:,x': false,
    'https://evil.example/': true,
    'ws://127.0.0.1:1/': true,
    'file:///etc/passwd': true,
  })
})

test('a locked screen locks the console and ends the process of the page', () => {
  expect(found['screen']).toMatchObject({ code: 'locked', wiped: ['ended', 'reloaded'] })
})

test('a copied number goes from the main process to the clipboard, and from there with the lock and the end', () => {
  for (const copy of ['copied', 'again'])
    expect(found[copy]).toEqual({
      told: { ok: true, value: { state: 'copied', clearAfterMs: 30_000 } },
      clipboard: expect.stringMatching(/^\d{16}$/),
    })
  expect(found['screen']).toMatchObject({ clipboard: '' })
  expect(found['clipboardAtEnd']).toBe('')
})

test('the menu edits and closes, recorders see nothing, and nobody beyond this computer is spoken to', () => {
  expect(found['menu']).toEqual(['editMenu', 'windowMenu'])
  expect(found['isProtected']).toBe(true)
  expect(found['reached']).toEqual([])
})

test('the scheme serves the page and nothing outside its folder', () => {
  expect(found['bundle']).toMatchObject({
    otherHost: 404,
    paths: {
      '/': 200,
      '/cards/7': 200,
      '/../main/index.js': 404,
      '/%2e%2e/main/index.js': 404,
      '/..%2fmain%2findex.js': 404,
    },
  })
})

test('a second instance leaves at once', async () => {
  expect(await look({ FAKE_LOOK: 'second' })).toMatchObject({ windows: 0, hasQuit: true })
})

test('data that cannot be used opens the window with what can be done about it', async () => {
  const data = join(userData, 'damaged')
  await mkdir(data)
  await writeFile(join(data, 'console.db'), 'no database, whatever its name says\n'.repeat(500))
  expect(await look({ FAKE_LOOK: 'failure', ASINX_CONSOLE_DATA: data })).toMatchObject({ errors: [], violations: [] })
})
