import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../e2e/support.ts'
import { freePort } from '../../lib/ports.ts'
import { postgresPrograms } from '../../lib/postgres-programs.ts'
import { endsWithUs, run, start } from '../../lib/run.ts'

/** A server of its own that ends with the test. */
export interface Server {
  port: number
  close(): Promise<void>
}

export interface Database extends Server {
  /** Rows of a query as texts. @throws Error */
  query(sql: string): Promise<string[][]>
}

/** Superuser of the temporary server; it listens on loopback only, and holds nothing of anybody's. */
export const postgresUser = 'n8n'
export const postgresDatabase = 'postgres'
const readyMs = 60_000
/** Between the columns of an answer; in no value that is asked for. */
const separator = '\t'

// What is lost with the machine does not matter here; what it costs to keep it does.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/** PostgreSQL refuses to run as root; Debian's package brings a user for it, who then needs the folder. */
async function asItsUser(folder: string): Promise<string[]> {
  if (process.getuid?.() !== 0) return []
  const { output } = await run(['id', '--user', 'postgres'], { output: 'capture' })
  await chown(folder, Number(output), -1)
  return ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--']
}

async function capture(command: readonly string[], cwd: string): Promise<string> {
  const { code, output } = await run(command, { cwd, output: 'capture' })
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output}`)
  return output
}

export async function startPostgres(): Promise<Database> {
  const bin = postgresPrograms()
  if (bin === undefined) throw new Error('There is no PostgreSQL: `npx pnpm@12 test` says how to install it.')
  const folder = await mkdtemp(join(tmpdir(), 'asinx-postgres-'))
  const user = await asItsUser(folder)
  const data = `${folder}/data`
  await capture([...user, `${bin}/initdb`, '--auth=trust', `--username=${postgresUser}`, '--no-sync', data], folder)
  const port = await freePort(0)
  const place = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder]
  const options = settings.flatMap((each) => ['-c', each])
  const command = [...user, ...endsWithUs([`${bin}/postgres`, ...place, ...options], 'QUIT')]
  const server = start(command, { cwd: folder, output: 'capture' })
  server.stdout?.resume()
  server.stderr?.resume()
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  const login = ['-h', '127.0.0.1', '-p', String(port), '-U', postgresUser, '-d', postgresDatabase]
  const close = async (): Promise<void> => {
    // Ends all connections at once.
    server.kill('SIGQUIT')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const isReady = async (): Promise<true | undefined> =>
    (await run([`${bin}/pg_isready`, '-q', ...login], { output: 'capture' })).code === 0 ? true : undefined
  try {
    await until(isReady, { what: 'PostgreSQL', timeoutMs: readyMs })
  } catch (error) {
    await close()
    throw error
  }
  return {
    port,
    close,
    async query(sql) {
      const output = await capture([`${bin}/psql`, ...login, '-At', '-F', separator, '-c', sql], folder)
      return output.split('\n').flatMap((line) => (line === '' ? [] : [line.split(separator)]))
    },
  }
}
