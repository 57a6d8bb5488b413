import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from 'playwright-core'
import type { Bridge } from '../../src/shared/bridge.ts'
import type { Driver } from './driver.ts'

const application = fileURLToPath(new URL('../..', import.meta.url))
type Window = typeof globalThis & { bridge: Bridge }

/** Electron's binary where it has been fetched. The package itself is never loaded: that would start a download. */
export function electronPath(): string | undefined {
  const override = process.env['ELECTRON_EXEC_PATH']
  if (override !== undefined) return override
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const named = join(folder, 'path.txt')
  const path = existsSync(named) ? join(folder, 'dist', readFileSync(named, 'utf8').trim()) : undefined
  return path !== undefined && existsSync(path) ? path : undefined
}

/** The built desktop application. */
export const electronDriver: Driver = async ({ dataDir, sandboxUrl, size }) => {
  const app = await _electron.launch({
    executablePath: electronPath() ?? '',
    args: [application],
    env: {
      ...process.env,
      TZ: 'Asia/Hong_Kong',
      ASINX_SANDBOX_URL: sandboxUrl,
      ASINX_CONSOLE_DATA: dataDir,
      ASINX_RECEIVER_PORT: '0',
    } as Record<string, string>,
  })
  const page = await app.firstWindow()
  await page.setViewportSize(size)
  return {
    page,
    async open(path) {
      await page.evaluate((address) => {
        globalThis.location.hash = address
      }, path)
    },
    async command(name, input) {
      const crossing = await page.evaluate(
        ([named, given]) => (globalThis as Window).bridge.command(named, given as never),
        [name, input] as const,
      )
      if (!crossing.ok) throw new Error(`${name}: ${crossing.error.code} ${crossing.error.message}`)
      return crossing.value as never
    },
    async query(name, params) {
      const crossing = await page.evaluate(
        ([named, given]) => (globalThis as Window).bridge.query(named, given as never),
        [name, params] as const,
      )
      if (!crossing.ok) throw new Error(`${name}: ${crossing.error.code} ${crossing.error.message}`)
      return crossing.value as never
    },
    close: () => app.close(),
  }
}
