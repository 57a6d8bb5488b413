import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { existsSync } from 'node:fs'
import type { Board } from './board.ts'
import { builtBrowserHost } from './built-console.ts'
import { inRoot } from './paths.ts'
import { run, start } from './run.ts'

export interface ConsoleStart {
  data: string
  sandboxUrl: string
  port: number
  receiverPort: number
  /** Do not try Electron. */
  browser: boolean
}

interface Started {
  board: NonNullable<Board['console']>
  close(): Promise<void>
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Longest time that fetching Electron's binary may take before the browser is used instead, in milliseconds. */
const electronFetchMs = 180_000

/** Path of Electron's binary, fetched by the electron package itself on first use; undefined where it can't be had. */
async function electronBinary(): Promise<string | undefined> {
  const resolve = createRequire(inRoot('apps/console/package.json')).resolve
  const fetched = run(['node', '-e', `process.stdout.write(require(${JSON.stringify(resolve('electron'))}))`], {
    output: 'capture',
  })
  const late = sleep(electronFetchMs, undefined, { ref: false })
  const path = (await Promise.race([fetched, late]))?.output.trim().split('\n').at(-1)
  return path && existsSync(path) ? path : undefined
}

function inWindow(binary: string, options: ConsoleStart): Started {
  const env = {
    ASINX_SANDBOX_URL: options.sandboxUrl,
    ASINX_RECEIVER_PORT: String(options.receiverPort),
    ASINX_CONSOLE_DATA: `${options.data}/console`,
  }
  const child = start([binary, inRoot('apps/console')], { env, output: 'inherit' })
  return {
    board: { kind: 'electron', receiverUrl: `http://127.0.0.1:${options.receiverPort}/notify` },
    async close() {
      child.kill()
    },
  }
}

/** The console in Electron where its binary and a display are to be had, else in the browser. */
export async function startConsole(options: ConsoleStart): Promise<Started> {
  const binary = options.browser || !hasDisplay() ? undefined : await electronBinary()
  if (binary) return inWindow(binary, options)
  const { startBrowserHost } = await builtBrowserHost()
  const host = await startBrowserHost({
    dataDir: `${options.data}/console`,
    port: options.port,
    receiverPort: options.receiverPort,
    sandboxUrl: options.sandboxUrl,
    explore: true,
  })
  return { board: { kind: 'browser', url: host.url, receiverUrl: host.receiverUrl }, close: host.close }
}
