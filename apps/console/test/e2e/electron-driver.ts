import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from 'playwright-core'
import type { Bridge, Crossing } from '../../src/shared/bridge.ts'
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
      ASINX_SANDBOX_PORT: '0',
      ...(sandboxUrl !== undefined && { ASINX_SANDBOX_URL: sandboxUrl }),
      ASINX_CONSOLE_DATA: dataDir,
      ASINX_RECEIVER_PORT: '0',
    } as Record<string, string>,
  })
  const page = await app.firstWindow()
  await page.setViewportSize(size)
  const ask = async (verb: 'call' | 'command' | 'query', name: string, payload: unknown): Promise<never> => {
    const crossing = await page.evaluate(
      ([asked, named, given]) => {
        const { bridge } = globalThis as Window
        return (bridge[asked] as (what: string, asked: unknown) => Promise<Crossing<unknown>>)(named, given)
      },
      [verb, name, payload] as const,
    )
    if (!crossing.ok) throw new Error(`${name}: ${crossing.error.code} ${crossing.error.message}`)
    return crossing.value as never
  }
  return {
    page,
    async open(path) {
      await page.evaluate((address) => {
        globalThis.location.hash = address
      }, path)
    },
    call: (endpoint, input) => ask('call', endpoint, input),
    command: (name, input) => ask('command', name, input),
    query: (name, params) => ask('query', name, params),
    close: () => app.close(),
  }
}
