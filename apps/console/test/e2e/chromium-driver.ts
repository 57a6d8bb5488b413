import { chromium, type Browser, type Page } from 'playwright-core'
import { startBrowserHost } from '../../src/main/browser/host.ts'
import { chromiumArguments, chromiumPath } from '../chromium.ts'
import type { Driver, Size } from './driver.ts'

let launching: Promise<Browser> | undefined

const launch = (): Promise<Browser> =>
  (launching ??= chromium.launch({ executablePath: chromiumPath, args: chromiumArguments }))

/** Ends the browser that all consoles of this process share. */
export async function closeChromium(): Promise<void> {
  await (await launching)?.close()
  launching = undefined
}

/** A window of its own in Debian's Chromium. */
export async function newPage(size: Size): Promise<Page> {
  const browser = await launch()
  const context = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'Asia/Hong_Kong' })
  return context.newPage()
}

/** The browser host, in a window of its own in Debian's Chromium. */
export const chromiumDriver: Driver = async ({ dataDir, sandboxUrl, size, keychain }) => {
  const host = await startBrowserHost({
    dataDir,
    sandboxUrl,
    sandboxPort: 0,
    port: 0,
    receiverPort: 0,
    loadKeychain: async () => keychain,
  })
  const page = await newPage(size)
  const { origin } = new URL(host.url)
  let isAdmitted = false
  const ask = async (verb: string, name: string, payload: unknown): Promise<never> => {
    const crossing = await host.bridge({ verb, name, payload })
    if (!crossing.ok) throw new Error(`${name}: ${crossing.error.code} ${crossing.error.message}`)
    return crossing.value as never
  }
  return {
    page,
    async open(path) {
      // The first visit is admitted by its token and sent on, and what follows the hash comes along: an address that is
      // changed while the router still begins would be lost.
      await page.goto(isAdmitted ? `${origin}/#${path}` : `${host.url}#${path}`)
      isAdmitted = true
    },
    command: (name, input) => ask('command', name, input),
    call: (endpoint, input) => ask('call', endpoint, input),
    query: (name, params) => ask('query', name, params),
    async close() {
      await page.context().close()
      await host.close()
    },
  }
}
