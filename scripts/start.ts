/** The whole system on this machine: sandbox, console, n8n. Ctrl-C ends it all. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { showBoard, type Board } from './lib/board.ts'
import { freePort } from './lib/ports.ts'
import { inRoot } from './lib/paths.ts'
import { startConsole } from './lib/start-console.ts'
import { startNodes } from './lib/start-nodes.ts'
import { sendNotifiesTo, startSandbox } from './lib/start-sandbox.ts'

const help = `Starts the ASINX PAY Toolkit on this machine.

  --no-n8n            leave out n8n (about 2 GB, installed the first time)
  --no-console        leave out the console
  --data DIR          where state is kept (default .cache/start)
  --sandbox-port N    default 4010; 0 takes any free one
  --console-port N    default 4011
  --receiver-port N   where the console receives notifies, default 4012
  --n8n-port N        default 5678
  --browser           open the console in the browser even where Electron could run
  --fresh             forget the state of earlier starts
`

const port = (fallback: string) => ({ type: 'string', default: fallback }) as const

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    help: { type: 'boolean' },
    n8n: { type: 'boolean', default: true },
    console: { type: 'boolean', default: true },
    data: { type: 'string', default: inRoot('.cache/start') },
    'sandbox-port': port('4010'),
    'console-port': port('4011'),
    'receiver-port': port('4012'),
    'n8n-port': port('5678'),
    browser: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
  },
})

const closers: (() => Promise<void>)[] = []
let closing: Promise<void> | undefined

/** Ends what was started, last first; a second Ctrl-C does not wait. */
async function closeAll(): Promise<void> {
  for (const close of closers.toReversed()) await close().catch((error: Error) => console.error(error.message))
}

function stop(code: number): void {
  if (closing) process.exit(code)
  console.log('\nstopping …')
  closing = closeAll().finally(() => process.exit(code))
}

async function main(): Promise<void> {
  if (options.help) return console.log(help)
  process.on('SIGINT', () => stop(0))
  process.on('SIGTERM', () => stop(0))
  const data = options.data
  if (options.fresh) await rm(data, { recursive: true, force: true })
  await mkdir(data, { recursive: true, mode: 0o700 })
  await build({ only: ['core', 'sandbox', ...(options.console ? ['console'] : [])] })

  const receiverPort = await freePort(Number(options['receiver-port']))
  const sandbox = await startSandbox({ data, port: await freePort(Number(options['sandbox-port'])) })
  closers.push(sandbox.close)
  const board: Board = { sandbox: sandbox.board }
  const show = async (): Promise<void> => {
    await writeFile(`${data}/board.json`, JSON.stringify(board, null, 2), { mode: 0o600 })
    showBoard(board)
  }

  if (options.console) {
    const ports = { port: await freePort(Number(options['console-port'])), receiverPort }
    const started = await startConsole({ data, sandboxUrl: sandbox.board.url, browser: options.browser, ...ports })
    closers.push(started.close)
    board.console = started.board
    await sendNotifiesTo(sandbox.board, started.board.receiverUrl)
  }
  await show()
  if (!options.n8n) return
  const nodes = await startNodes({ data, sandbox: sandbox.board, port: await freePort(Number(options['n8n-port'])) })
  closers.push(nodes.close)
  board.n8n = nodes.board
  await show()
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
  stop(1)
})
