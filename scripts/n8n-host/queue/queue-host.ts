import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../lib/ports.ts'
import { openEditorApi, type EditorApi } from '../editor-api.ts'
import { installNodes } from '../pack.ts'
import { startProgram, status, waitUntil, type Program } from '../program.ts'
import { postgresDatabase, postgresUser, startPostgres, type Database } from './postgres.ts'
import { startRedis } from './redis.ts'

/** n8n in queue mode: one main process, workers, and processes that take webhooks in. */
export interface QueueHost {
  editor: EditorApi
  database: Database
  /** Base addresses of the webhook processes. */
  receivers: string[]
  /** Kills a worker with -9, whatever it is doing. */
  killWorker(): Promise<void>
  addWorker(): Promise<void>
  close(): Promise<void>
}

const workerCount = 2
const receiverCount = 2
/** Executions a worker runs at the same time. */
const concurrency = 10

interface Started extends Program {
  url: string
}

/** What all processes of the installation are told. */
const sharedEnvironment = (postgresPort: number, redisPort: number): Record<string, string> => ({
  EXECUTIONS_MODE: 'queue',
  DB_TYPE: 'postgresdb',
  DB_POSTGRESDB_HOST: '127.0.0.1',
  DB_POSTGRESDB_PORT: String(postgresPort),
  DB_POSTGRESDB_DATABASE: postgresDatabase,
  DB_POSTGRESDB_USER: postgresUser,
  DB_POSTGRESDB_PASSWORD: postgresUser,
  DB_POSTGRESDB_POOL_SIZE: '10',
  // On a busy machine n8n would take its database for dead, and answer 503 to everything.
  DB_POSTGRESDB_CONNECTION_TIMEOUT: '120000',
  DB_PING_TIMEOUT_MS: '120000',
  QUEUE_BULL_REDIS_HOST: '127.0.0.1',
  QUEUE_BULL_REDIS_PORT: String(redisPort),
  QUEUE_HEALTH_CHECK_ACTIVE: 'true',
  N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
  // An isolate of its own for the expressions of each execution is most of what an execution costs, and is not looked at here.
  N8N_EXPRESSION_ENGINE: 'legacy',
  N8N_LOG_LEVEL: 'warn',
  N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
})

/** Starts processes that each have a user folder of their own with our nodes in it, and end with the stack. */
function createStarter(folder: string, shared: Record<string, string>, ends: AsyncDisposableStack) {
  let count = 0
  let packed: Promise<string> | undefined
  return async (command: readonly string[]): Promise<Started> => {
    const home = join(folder, `${command[0]}-${++count}`)
    await mkdir(home, { recursive: true })
    packed ??= installNodes(join(folder, 'packed')).then(() => join(folder, 'packed/.n8n/nodes'))
    await cp(await packed, join(home, '.n8n/nodes'), { recursive: true })
    const port = await freePort(0)
    const env = { ...shared, QUEUE_HEALTH_CHECK_PORT: String(port) }
    const program = await startProgram({ home, port, command, env })
    ends.defer(() => program.kill())
    const url = `http://127.0.0.1:${port}`
    await waitUntil(async () => (await status(`${url}/healthz/readiness`)) === 200, program.failed)
    return { ...program, url }
  }
}

const times = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make))

async function startAll(ends: AsyncDisposableStack): Promise<Omit<QueueHost, 'close'>> {
  const folder = await mkdtemp(join(tmpdir(), 'asinx-queue-'))
  ends.defer(() => rm(folder, { recursive: true, force: true }))
  const database = await startPostgres()
  ends.defer(database.close)
  const redis = await startRedis()
  ends.defer(redis.close)
  const startOne = createStarter(folder, sharedEnvironment(database.port, redis.port), ends)
  const startWorker = (): Promise<Started> => startOne(['worker', `--concurrency=${concurrency}`])
  const main = await startOne(['start'])
  const [workers, receivers] = await Promise.all([
    times(workerCount, startWorker),
    times(receiverCount, () => startOne(['webhook'])),
  ])
  return {
    editor: await openEditorApi(main.url, { email: 'owner@example.com', password: 'Owner-of-tests-1' }),
    database,
    receivers: receivers.map(({ url }) => url),
    async killWorker() {
      await workers.shift()?.kill()
    },
    async addWorker() {
      workers.push(await startWorker())
    },
  }
}

/** Starts it all; when something can not be started, what has been started ends. @throws Error */
export async function openQueueHost(): Promise<QueueHost> {
  const ends = new AsyncDisposableStack()
  try {
    return { ...(await startAll(ends)), close: () => ends.disposeAsync() }
  } catch (error) {
    await ends.disposeAsync()
    throw error
  }
}
