import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { endsWithUs, start } from '../lib/run.ts'

/** Longest wait for a server to answer, in milliseconds. */
const longestStartMs = 60_000

/** Waits until something answers at an address. @throws Error */
export async function waitFor(url: string): Promise<void> {
  const end = performance.now() + longestStartMs
  for (;;) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return
    if (performance.now() > end) throw new Error(`${url} did not answer.`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Starts a program of ours that serves something, in a process of its own. */
export function startServer(...args: string[]): ChildProcess & { pid: number } {
  const server = start(endsWithUs([process.execPath, ...args]))
  for (const stream of [server.stdout, server.stderr]) stream?.resume()
  return Object.assign(server, { pid: server.pid ?? 0 })
}

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const ticksPerSecond = 100

/** CPU time a process has used, in seconds, so that a busy machine does not count; NaN where there is no /proc. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14)
  return (Number(user) + Number(system)) / ticksPerSecond
}

/** The same of a process and of those that it has started and that still run. */
export async function cpuSecondsOfAll(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const ofChildren = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(cpuSecondsOfAll))
  return ofChildren.reduce((sum, seconds) => sum + seconds, await cpuSeconds(pid))
}
