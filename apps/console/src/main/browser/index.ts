import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { consoleErrorAdvice } from '../../shared/console-errors.ts'
import { portIn } from '../port.ts'
import { placeOf } from '../report.ts'
import { ConsoleError } from '../errors.ts'
import { startBrowserHost } from './host.ts'

export { startBrowserHost, type BrowserHost, type BrowserHostOptions } from './host.ts'

const options = {
  port: { type: 'string' },
  data: { type: 'string' },
  'receiver-port': { type: 'string' },
  'sandbox-url': { type: 'string' },
  explore: { type: 'boolean' },
} as const

async function main(): Promise<void> {
  const { values } = parseArgs({ options })
  const port = portIn(values.port)
  const receiverPort = portIn(values['receiver-port'])
  const sandboxUrl = values['sandbox-url'] ?? process.env['ASINX_SANDBOX_URL']
  const host = await startBrowserHost({
    ...(port !== undefined && { port }),
    ...(receiverPort !== undefined && { receiverPort }),
    ...(sandboxUrl !== undefined && { sandboxUrl }),
    dataDir: values.data ?? join(homedir(), '.asinx-pay-console'),
    explore: values.explore ?? false,
  })
  process.stdout.write(`Console: ${host.url}\n`)
  const failure = host.failure()
  if (failure) process.stderr.write(`${failure.message} ${consoleErrorAdvice[failure.code]}\n`)
  else if (host.receiverUrl === null) process.stderr.write('The notify receiver could not start: its port is taken.\n')
  else process.stdout.write(`Notifies: ${host.receiverUrl}\n`)
  const end = (): void => {
    void host.close().then(() => process.exit(0))
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

const isEntry = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (isEntry)
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof ConsoleError ? error.message : placeOf(error)}\n`)
    process.exitCode = 1
  })
