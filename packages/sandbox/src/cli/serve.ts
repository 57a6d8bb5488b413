import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { createSandbox, demoCredentials, seedDemo } from '../index.ts'
import { readPlanFile, readTime } from './input.ts'

const help = `asinx-pay-sandbox: the ASINX PAY API on your own machine.

  --port N            default 4010; 0 takes any free one
  --host ADDRESS      default 127.0.0.1; another one needs a secret of your own
  --db FILE           keep the state in a file; default in memory
  --seed              begin with a merchant that has money, users and cards
  --notify URL        send notifies there; may be repeated
  --any-address       allow notify addresses beyond this machine
  --app-id ID         default: the vendor's published demo credentials
  --app-secret HEX
  --teach             name the stage in which a wrong signature differs
  --faults FILE       make go wrong what the JSON list in the file says
  --approve-after MS  approve applications by themselves after a while
  --clock TIME        where the clock of a new state begins, such as 2026-01-31T12:00:00Z
  --freeze            the clock of a new state stands still until it is moved
  --random TEXT       the same text gives the same ids and card numbers
  --help              this text, and the commands for a sandbox that is running
`

const options = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  db: { type: 'string', default: ':memory:' },
  seed: { type: 'boolean', default: false },
  notify: { type: 'string', multiple: true, default: [] },
  'any-address': { type: 'boolean', default: false },
  'app-id': { type: 'string', default: demoCredentials.appId },
  'app-secret': { type: 'string', default: demoCredentials.appSecret },
  teach: { type: 'boolean', default: false },
  faults: { type: 'string' },
  'approve-after': { type: 'string' },
  clock: { type: 'string' },
  freeze: { type: 'boolean', default: false },
  random: { type: 'string' },
  help: { type: 'boolean', default: false },
} satisfies ParseArgsOptionsConfig

function readNumber(name: string, text: string, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : -1
  if (value < 0 || value > most) throw new Error(`--${name} must be a number from 0 to ${most}.`)
  return value
}

const maxPort = 65_535
const maxWaitMs = 366 * 86_400_000

function createFrom(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options })
  const { 'approve-after': approveAfter, clock, faults, random } = values
  const sandbox = createSandbox({
    appId: values['app-id'],
    appSecret: values['app-secret'],
    db: values.db,
    notify: values.notify,
    teach: values.teach,
    anyAddress: values['any-address'],
    clock: { frozen: values.freeze, ...(clock !== undefined && { at: readTime('--clock', clock) }) },
    ...(values.seed && { populate: seedDemo }),
    ...(random !== undefined && { seed: random }),
    ...(faults !== undefined && { faults: readPlanFile('--faults', faults) }),
    ...(approveAfter !== undefined && { approveAfterMs: readNumber('approve-after', approveAfter, maxWaitMs) }),
  })
  return { sandbox, values }
}

/** Serves a sandbox until it is told to stop. `commands` is the help of what else there is. */
export async function serve(args: readonly string[], commands: string): Promise<string> {
  if (args.includes('--help')) return `${help}\n${commands}`
  const port = readNumber('port', parseArgs({ args: [...args], options }).values.port, maxPort)
  const { sandbox, values } = createFrom(args)
  const { url, close } = await sandbox.listen({ port, host: values.host })
  const stop = (): void =>
    void close()
      .then(sandbox.close)
      .then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const secret =
    values['app-secret'] === demoCredentials.appSecret ? "\nsecret  the vendor's published demo secret" : ''
  return `API     ${url}/api-web\nPage    ${url}/__sandbox\nappId   ${values['app-id']}${secret}`
}
