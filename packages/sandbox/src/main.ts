#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { createSandbox, demoCredentials, readFaults, seedDemo, type Fault } from './index.ts'

const help = `asinx-pay-sandbox: the ASINX PAY API on your own machine.

  --port N          default 4010; 0 takes any free one
  --host ADDRESS    default 127.0.0.1; another one needs a secret of your own
  --db FILE         keep the state in a file; default in memory
  --seed            begin with a merchant that has money, users and cards
  --notify URL      send notifies there; may be repeated
  --any-address     allow notify addresses beyond this machine
  --app-id ID       default: the vendor's published demo credentials
  --app-secret HEX
  --faults FILE     make go wrong what the JSON list in the file says
  --teach           name the stage in which a wrong signature differs
  --help            this text
`

const options = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  db: { type: 'string', default: ':memory:' },
  seed: { type: 'boolean', default: false },
  notify: { type: 'string', multiple: true, default: [] },
  'any-address': { type: 'boolean', default: false },
  'app-id': { type: 'string' },
  'app-secret': { type: 'string' },
  faults: { type: 'string' },
  teach: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} satisfies ParseArgsOptionsConfig

const say = (text: string): boolean => process.stdout.write(`${text}\n`)

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1
  if (port < 0 || port > 65_535) throw new Error('--port must be a number from 0 to 65535.')
  return port
}

/** @throws Error that names the file and what is wrong in it */
function readPlan(file: string): Fault[] {
  try {
    return readFaults(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Error(`--faults ${file}: ${(error as Error).message}`, { cause: error })
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options })
  if (values.help) return void say(help)
  const port = readPort(values.port)
  const { 'app-id': appId = demoCredentials.appId, 'app-secret': appSecret = demoCredentials.appSecret } = values
  const sandbox = createSandbox({
    appId,
    appSecret,
    db: values.db,
    notify: values.notify,
    teach: values.teach,
    ...(values.faults !== undefined && { faults: readPlan(values.faults) }),
    anyAddress: values['any-address'],
  })
  if (values.seed && !sandbox.bank.store.one('SELECT uid FROM users LIMIT 1')) seedDemo(sandbox)
  const { url, close } = await sandbox.listen({ port, host: values.host })
  say(`API     ${url}/api-web\nPage    ${url}/__sandbox\nappId   ${appId}`)
  if (appSecret === demoCredentials.appSecret) say("secret  the vendor's published demo secret")
  const stop = (): void =>
    void close()
      .then(sandbox.close)
      .then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main().catch((error: Error & { code?: string }) => {
  const hint = error.code === 'EADDRINUSE' ? 'The port is taken; give another one with --port.' : error.message
  process.stderr.write(`${hint}\n`)
  process.exit(1)
})
