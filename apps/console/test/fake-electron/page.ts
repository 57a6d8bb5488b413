import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page as BrowserPage, Route } from 'playwright-core'
import type { BrowserWindow, WebContents } from './electron.ts'
import { seen } from './seen.ts'

/** A window's page in Chromium, its custom scheme carried over an https host of its own. */
export interface Page {
  readonly browserPage: BrowserPage
  open(address: string): Promise<void>
  emit(channel: string, args: unknown[]): Promise<void>
}

const outward = (address: string): string =>
  address.replace(/^(\w+):\/\/([^/]+)/, (_, scheme: string, host: string) => `https://${host}.${scheme}.invalid`)
const inward = (address: string): string =>
  address.replace(/^https:\/\/([^/]+)\.(\w+)\.invalid/, (_, host: string, scheme: string) => `${scheme}://${host}`)

async function fulfil(route: Route, contents: WebContents): Promise<void> {
  const address = inward(route.request().url())
  if (address.startsWith('app:') && seen.bundle) {
    const response = await seen.bundle(new Request(address))
    const body = Buffer.from(await response.arrayBuffer())
    return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
  }
  if (!route.request().isNavigationRequest()) return route.abort('blockedbyclient')
  let isPrevented = false
  contents.emit('will-navigate', { preventDefault: () => (isPrevented = true) }, address)
  return isPrevented ? route.abort('aborted') : route.fulfill({ body: 'the page has left the application' })
}

/** Runs a preload as a sandboxed one runs: `require` knows nothing but electron. */
const preloadScript = (source: string): string => `(() => {
  const invoke = window.__invoke; delete window.__invoke
  const listeners = new Map()
  window.__violations = []
  document.addEventListener('securitypolicyviolation', (event) => window.__violations.push(event.violatedDirective))
  Object.defineProperty(window, '__emit', { value: (channel, args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args)
  } })
  const ipcRenderer = {
    invoke: async (channel, ...args) => invoke(channel, structuredClone(args)),
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    removeListener: (channel, listener) =>
      listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener)),
  }
  const contextBridge = {
    exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value: Object.freeze(value), enumerable: true }),
  }
  const require = (name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge }
    throw new Error('A sandboxed preload cannot require ' + name)
  }
  const module = { exports: {} }, exports = module.exports
  ${source}
})()`

export async function createPage(context: BrowserContext, window: BrowserWindow): Promise<Page> {
  const { webContents, options } = window
  const browserPage = await context.newPage()
  // The page's own requests are answered below; what is left comes from windows it tried to open.
  await context.route('**/*', (route) => {
    webContents.windowOpen?.({ url: inward(route.request().url()) })
    return route.abort('aborted')
  })
  await browserPage.route('**/*', (route) => fulfil(route, webContents))
  await browserPage.exposeBinding('__invoke', (source, channel: string, args: unknown[]) => {
    const handler = seen.handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    const senderFrame = { url: inward(source.frame.url()), parent: source.frame.parentFrame() }
    return handler({ senderFrame, sender: webContents }, ...args)
  })
  await browserPage.addInitScript({ content: preloadScript(await readFile(options.webPreferences.preload, 'utf8')) })
  return {
    browserPage,
    async open(address) {
      await browserPage.goto(outward(address))
    },
    async emit(channel, args) {
      await browserPage.evaluate(
        ([name, rest]) => {
          ;(globalThis as unknown as { __emit(channel: unknown, args: unknown): void }).__emit(name, rest)
        },
        [channel, args] as const,
      )
    },
  }
}
