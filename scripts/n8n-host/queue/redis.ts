import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '../../e2e/support.ts'
import { freePort } from '../../lib/ports.ts'
import { endsWithUs, start } from '../../lib/run.ts'
import type { Server } from './postgres.ts'

const accepts = (port: number): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(undefined))
  })

export async function startRedis(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'asinx-redis-'))
  const port = await freePort(0)
  const settings = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  const server = start(endsWithUs(['redis-server', '--port', String(port), ...settings]), { output: 'capture' })
  server.stdout?.resume()
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  const close = async (): Promise<void> => {
    server.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await until(() => accepts(port), { what: 'Redis', timeoutMs: 30_000 })
  } catch (error) {
    await close()
    throw error
  }
  return { port, close }
}
