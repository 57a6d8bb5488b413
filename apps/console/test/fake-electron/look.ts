/** Runs the built application on the stand-in, tries what a hostile page would, and prints what came of it. */
import { registerHooks } from 'node:module'
import { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Page as BrowserPage } from 'playwright-core'
import type { Bridge } from '../../src/shared/bridge.ts'
import { app, powerMonitor } from './electron.ts'
import { seen } from './seen.ts'

const standIn = new URL('electron.ts', import.meta.url).href
registerHooks({
  resolve: (name, context, next) => (name === 'electron' ? { url: standIn, shortCircuit: true } : next(name, context)),
})

type Window = typeof globalThis & { bridge: Bridge; __violations: string[]; open(address: string): unknown }
type Asked = { ok: boolean; error?: { code: string } }

const pollMs = 10
const until = async (isSo: () => unknown): Promise<void> => {
  while (!isSo()) await setTimeout(pollMs)
}

const foreignSenders = {
  web: { url: 'https://evil.example/', parent: null },
  frame: { url: 'app://bundle/', parent: {} },
  gone: null,
}

async function askAsForeigners(): Promise<Record<string, string | undefined>> {
  const ask = seen.handlers.get('bridge:ask')
  const codes: Record<string, string | undefined> = {}
  if (!ask) throw new Error('The application does not listen to its pages.')
  for (const [who, senderFrame] of Object.entries(foreignSenders))
    codes[who] = ((await ask({ senderFrame }, 'query', 'session', {})) as Asked).error?.code
  return codes
}

const bundlePaths = ['/', '/cards/7', '/../main/index.js', '/%2e%2e/main/index.js', '/..%2fmain%2findex.js']

async function readBundle(): Promise<Record<string, unknown>> {
  const fetched = async (address: string): Promise<Response | undefined> => seen.bundle?.(new Request(address))
  const paths: Record<string, number | undefined> = {}
  for (const path of bundlePaths) paths[path] = (await fetched(`app://bundle${path}`))?.status
  const policy = (await fetched('app://bundle/'))?.headers.get('content-security-policy')
  return { paths, otherHost: (await fetched('app://other/'))?.status, policy }
}

const permissions = ['media', 'notifications', 'clipboard-read', 'clipboard-sanitized-write']

function askPermissions(): Record<string, unknown> {
  const requested: string[] = []
  for (const name of permissions) seen.permissionRequest?.({}, name, (granted) => granted && requested.push(name))
  const checked = permissions.filter((name) => seen.permissionCheck?.({}, name))
  return { requested, checked, device: seen.devicePermission?.() }
}

/** Notes whom the main process connects to, by name or number. */
function watchNetwork(): void {
  const connect = Socket.prototype.connect
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const text = JSON.stringify(args[0])
    const [, host] = /"host(?:name)?":"([^"]+)"/.exec(text ?? '') ?? []
    if (host !== undefined && !['127.0.0.1', 'localhost', '::1'].includes(host)) seen.reached.push(host)
    return (connect as (...given: unknown[]) => Socket).apply(this, args)
  } as typeof connect
}

function askRequests(): Record<string, boolean | undefined> {
  const verdicts: Record<string, boolean | undefined> = {}
  for (const url of ['app://bundle/', 'https://evil.example/', 'ws://127.0.0.1:1/', 'file:///etc/passwd', 'data:,x'])
    seen.request?.({ url }, ({ cancel }) => (verdicts[url] = cancel))
  return verdicts
}

/** Copies a card's number: what the page is told of it, and what is on the clipboard then. */
async function copyNumber(page: BrowserPage): Promise<{ told: unknown; clipboard: string }> {
  const told = await page.evaluate(async () => {
    const { bridge } = globalThis as Window
    await bridge.command('sandbox.explore', {})
    const cards = await bridge.query('cards', {})
    for (const { userBankcardId } of cards.ok ? cards.value.rows : []) {
      const asked = await bridge.command('card.refresh', { userBankcardId })
      if (asked.ok && asked.value.status === 'ACTIVE')
        return bridge.command('card.copy', { userBankcardId, what: 'cardNo' })
    }
    return 'No card is active.'
  })
  return { told, clipboard: seen.clipboard }
}

/** The screen of the computer is locked: the page's process ends, and the new one knows nothing. */
async function lockScreen(page: BrowserPage): Promise<Record<string, unknown>> {
  powerMonitor.emit('lock-screen')
  await page.locator('[data-test="locked"]').waitFor()
  const locked = await page.evaluate(() => (globalThis as Window).bridge.query('home', {}))
  await page.locator('[data-test="unlock"]').click()
  await page.locator('[data-test="locked"]').waitFor({ state: 'detached' })
  return { code: locked.ok ? undefined : locked.error.code, wiped: seen.wiped }
}

async function look(): Promise<object> {
  watchNetwork()
  await import(new URL('../../out/main/index.js', import.meta.url).href)
  await until(() => seen.windows[0]?.webContents.page?.browserPage.url().includes('bundle') || seen.errors.length)
  const window = seen.windows[0]
  const page = window?.webContents.page?.browserPage
  if (!window || !page) return { errors: seen.errors }
  await page.waitForFunction(() => document.querySelector('#app')?.childElementCount)
  const inPage = await page.evaluate(async () => {
    const { bridge } = globalThis as Window
    const heard = new Promise((resolve) => bridge.on('session.changed', resolve))
    const set = await bridge.command('settings.set', { theme: 'dark' })
    return {
      bridge: Object.keys(bridge).sort(),
      isFrozen: Object.isFrozen(bridge),
      globals: ['require', 'process', 'module', '__invoke'].filter((name) => name in globalThis),
      session: await bridge.query('session', {}),
      unknown: await bridge.query('nothing' as 'session', {}),
      set,
      heard: await heard,
      violations: [...(globalThis as Window).__violations],
    }
  })
  const attacks = await page.evaluate(async () => {
    const inline = document.createElement('script')
    let assigned = 'taken'
    try {
      inline.textContent = 'globalThis.wasInline = true'
    } catch {
      assigned = 'refused'
    }
    document.head.append(inline)
    const sent = await fetch('https://evil.example/').then(
      () => 'sent',
      () => 'refused',
    )
    ;(globalThis as Window).open('https://evil.example/')
    ;(globalThis as Window).open('https://test.asinx.io/kyc')
    return { assigned, wasInline: 'wasInline' in globalThis, sent }
  })
  await until(() => seen.opened.length > 0)
  await page.evaluate(() => location.assign('https://evil.example/'))
  const stayedAt = await page.evaluate(() => globalThis.location.href)
  const copied = await copyNumber(page)
  const screen = { ...(await lockScreen(page)), clipboard: seen.clipboard }
  const again = await copyNumber(page)
  const { preload, ...webPreferences } = window.options.webPreferences
  return {
    inPage,
    attacks,
    location: stayedAt,
    opened: seen.opened,
    webPreferences,
    preload: preload.endsWith('/preload/index.cjs'),
    channels: [...seen.handlers.keys()],
    foreigners: await askAsForeigners(),
    bundle: await readBundle(),
    permissions: askPermissions(),
    requests: askRequests(),
    screen,
    copied,
    again,
    menu: seen.menu,
    isProtected: seen.isProtected,
    reached: seen.reached,
    isSandboxed: seen.isSandboxed,
    schemes: seen.schemes,
  }
}

/** The data cannot be used: the window opens all the same, and says so. */
async function lookAtFailure(): Promise<object> {
  await import(new URL('../../out/main/index.js', import.meta.url).href)
  await until(() => seen.windows[0]?.webContents.page?.browserPage.url().includes('bundle') || seen.errors.length)
  const page = seen.windows[0]?.webContents.page?.browserPage
  const failure = page?.locator('[data-test="data-failure"]')
  await failure?.waitFor()
  await page?.locator('[data-test="data-fresh"]').click()
  await page?.locator('[data-test="welcome"]').waitFor()
  return { errors: seen.errors, violations: await page?.evaluate(() => [...(globalThis as Window).__violations]) }
}

async function lookAsSecond(): Promise<object> {
  await import(new URL('../../out/main/index.js', import.meta.url).href)
  return { windows: seen.windows.length, hasQuit: seen.hasQuit }
}

const looks = { second: lookAsSecond, failure: lookAtFailure } as const
const found = await (looks[process.env['FAKE_LOOK'] as keyof typeof looks] ?? look)()
app.quit()
await until(() => seen.hasQuit)
process.stdout.write(JSON.stringify({ ...found, clipboardAtEnd: seen.clipboard }), () => process.exit(0))
