import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { BridgeHost } from '../bridge-host.ts'
import type { ConsoleError } from '../errors.ts'
import { startConsole, type ConsoleOptions } from '../keeper.ts'
import { reportToStderr } from '../report.ts'
import { loadKeytar } from '../services/keytar.ts'
import { createDownloads } from './downloads.ts'
import { createGate } from './gate.ts'
import { createPages } from './pages.ts'
import { attachSockets } from './sockets.ts'
import { createUploads } from './uploads.ts'

/** Where the console is shown unless told otherwise. */
export const defaultPort = 4011

export interface BrowserHostOptions extends Partial<
  Pick<ConsoleOptions, 'receiverPort' | 'sandboxUrl' | 'sandboxPort' | 'loadKeychain' | 'report'>
> {
  dataDir: string
  /** 0: any free one. */
  port?: number
  /** Folder of the built renderer. */
  rendererDir?: string
  /** Makes the sandbox the active profile before anybody looks. */
  explore?: boolean
}

export interface BrowserHost {
  /** The same bridge that windows are answered by. */
  bridge: BridgeHost
  /** The address to open; its token works once. */
  url: string
  receiverUrl: string | null
  /** Why the data cannot be used; the page says so, and offers what can be done. */
  failure(): ConsoleError | undefined
  /** Resolves when the work in the background is done. */
  idle(): Promise<void>
  close(): Promise<void>
}

const builtRenderer = fileURLToPath(new URL('../../../out/renderer', import.meta.url))

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** Shows the console in a browser of this machine and nowhere else. Rejects when its port is taken. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { dataDir, rendererDir = builtRenderer, report = reportToStderr } = options
  const { receiverPort, sandboxUrl, sandboxPort, loadKeychain = loadKeytar } = options
  const server = createServer()
  const downloads = createDownloads()
  const uploads = createUploads()
  const port = await listen(server, options.port ?? defaultPort)
  const running = await startConsole({
    dataDir,
    loadKeychain,
    report,
    receiverPort,
    sandboxUrl,
    sandboxPort,
    host: 'browser',
    operator: userInfo().username,
    saveFile: downloads.offer,
    takeFile: uploads.take,
  }).catch((error: unknown) => {
    server.close()
    throw error
  })
  const gate = createGate(port)
  const pages = createPages(gate, { root: rendererDir, entry: 'browser.html' }, { downloads, uploads })
  server.on('request', (request, response) => {
    pages(request, response).catch((error: unknown) => {
      report(error)
      response.destroy()
    })
  })
  const closeSockets = attachSockets(server, gate, running)
  const close = async (): Promise<void> => {
    await running.forgetCopies()
    closeSockets()
    server.close()
    server.closeAllConnections()
    await running.close()
  }
  if (options.explore)
    await running.explore().catch(async (error: unknown) => {
      await close()
      throw error
    })
  const { bridge, idle, failure } = running
  return {
    bridge,
    url: `http://127.0.0.1:${port}/?token=${gate.token}`,
    get receiverUrl() {
      return running.receiverUrl
    },
    failure,
    idle,
    close,
  }
}
