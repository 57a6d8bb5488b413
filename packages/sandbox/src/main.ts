#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { createSandbox, demoCredentials, seedDemo } from './index.ts'

const help = `The ASINX PAY API on your own machine.

  --port N          default 4010
  --host ADDRESS    default 127.0.0.1
  --db FILE         keep state in a file; default in memory
  --seed            begin with a merchant that has money, users and cards
  --notify URL      send notifies there; may be repeated
  --any-address     allow notify addresses beyond this machine
  --app-id ID       default: the vendor's published demo credentials
  --app-secret HEX
  --teach           say how a signature is made when one is wrong
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    host: { type: 'string', default: '127.0.0.1' },
    db: { type: 'string', default: ':memory:' },
    seed: { type: 'boolean', default: false },
    notify: { type: 'string', multiple: true, default: [] },
    'any-address': { type: 'boolean', default: false },
    'app-id': { type: 'string' },
    'app-secret': { type: 'string' },
    teach: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(help)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be a number from 0 to 65535.')
  const { 'app-id': appId = demoCredentials.appId, 'app-secret': appSecret = demoCredentials.appSecret } = values
  const sandbox = createSandbox({
    appId,
    appSecret,
    db: values.db,
    notify: values.notify,
    teach: values.teach,
    anyAddress: values['any-address'],
  })
  if (values.seed && !sandbox.bank.store.one('SELECT uid FROM users LIMIT 1')) seedDemo(sandbox)
  const { url, close } = await sandbox.listen({ port, host: values.host })
  console.log(`API     ${url}/api-web\nPage    ${url}/__sandbox\nappId   ${appId}`)
  if (appSecret === demoCredentials.appSecret) console.log("secret  the vendor's published demo secret")
  const stop = (): void =>
    void close()
      .then(sandbox.close)
      .then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
