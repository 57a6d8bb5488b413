import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Router } from 'vue-router'
import { openBank, type Bank } from '../bank.ts'
import { memoryKeychain } from '../memory-keychain.ts'
import { chromiumDriver } from './chromium-driver.ts'
import type { Driven, Look, Size } from './driver.ts'
import { electronDriver } from './electron-driver.ts'
import { watchFaults } from './faults.ts'

export interface ShownOptions extends Look {
  size?: Size
  /** A sandbox with users and cards that is the active profile already; `first`: nothing is there yet. */
  begin?: 'explored' | 'first' | 'found'
  /** With `found`: the data that is there already, and the keychain that belongs to it. */
  dataDir?: string
  keychain?: ReturnType<typeof memoryKeychain>
  /** The sandbox is the one inside the console. */
  ownSandbox?: boolean
  /** Where the address begins; the home page. */
  path?: string
  /** Shows the tour of the first start, which is in the way otherwise. */
  tour?: boolean
}

/** A console on a screen, over a sandbox of its own. */
export interface Shown extends Driven {
  bank: Bank
  dataDir: string
  keychain: ReturnType<typeof memoryKeychain>
  /** What must not happen on a page and did. */
  faults: string[]
  /** Goes to a page and waits until it shows what it has. */
  show(path: string): Promise<void>
}

const defaultSize = { width: 1440, height: 900 }

/** `CONSOLE_DRIVER=electron` runs the same specs in the desktop application. */
const driver = process.env['CONSOLE_DRIVER'] === 'electron' ? electronDriver : chromiumDriver

/** Nothing that shows it is still loading, no drawer or fade is under way, and the fonts are there. */
async function settled({ page }: Driven): Promise<void> {
  await page.locator('[data-test="loading"]').first().waitFor({ state: 'detached' })
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' && document.getAnimations().every(({ playState }) => playState !== 'running'),
  )
}

type Mounted = { __vue_app__: { config: { globalProperties: { $router: Router } } } }

/** The page of an address is fetched when somebody first goes there; until it has come the former one is shown. */
const arrived = ({ page }: Driven, path: string): Promise<void> =>
  page.evaluate(async (to) => {
    const root = document.querySelector('#app') as unknown as Mounted
    const { $router } = root.__vue_app__.config.globalProperties
    await $router.isReady()
    await $router.push(to)
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  }, path)

/** Starts a sandbox and the console on it. The caller closes it. */
export async function openConsole(options: ShownOptions = {}): Promise<Shown> {
  const { size = defaultSize, begin = 'explored', path = '/', tour = false, locale = 'en', theme = 'light' } = options
  const bank = await openBank({ seeded: true })
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'asinx-shown-')))
  const { keychain = memoryKeychain() } = options
  const driven = await driver({ dataDir, size, keychain, ...(!options.ownSandbox && { sandboxUrl: bank.url }) })
  const faults = await watchFaults(driven.page)
  if (begin !== 'found') await driven.command('settings.set', { locale, theme, ...(!tour && { toured: 'yes' }) })
  if (begin === 'explored') await driven.command('sandbox.explore', {})
  const show = async (to: string): Promise<void> => {
    await driven.open(to)
    await driven.page.locator('#app > :not(.boot)').first().waitFor()
    await arrived(driven, to)
    await settled(driven)
  }
  await show(path)
  return {
    ...driven,
    bank,
    dataDir,
    keychain,
    faults,
    show,
    async close() {
      await driven.close()
      await bank.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
