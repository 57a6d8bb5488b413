import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { inRoot, sourceCondition } from '../../lib/paths.ts'
import { start } from '../../lib/run.ts'

interface Up {
  url: string
  receiverUrl: string
}
interface Answer {
  id: number
  crossing: { ok: boolean; error?: { code: string } }
  ms: number
}

/** A console in a process of its own. */
export interface ConsoleChild extends Up {
  /** Milliseconds that a view took in the host. @throws Error when it failed */
  timeQuery(name: string, payload: object): Promise<number>
  /** Memory of the process, in MB; NaN where there is no /proc. */
  residentMb(): Promise<number>
  end(): Promise<void>
}

export async function startChild(dataDir: string, sandboxUrl: string): Promise<ConsoleChild> {
  const child = fork(inRoot('scripts/bench/console/host.ts'), [dataDir, sandboxUrl], { execArgv: [sourceCondition] })
  const ended = once(child, 'exit')
  const [up] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('The console did not come up.'))),
  ])) as [Up]
  const answers = new Map<number, (answer: Answer) => void>()
  child.on('message', (answer: Answer) => answers.get(answer.id)?.(answer))
  let count = 0
  return {
    ...up,
    async timeQuery(name, payload) {
      const id = ++count
      const { crossing, ms } = await new Promise<Answer>((resolve) => {
        answers.set(id, resolve)
        child.send({ id, question: { verb: 'query', name, payload } })
      })
      answers.delete(id)
      if (!crossing.ok) throw new Error(`${name} failed: ${crossing.error?.code ?? ''}`)
      return ms
    },
    async residentMb() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
    },
    async end() {
      child.disconnect()
      await ended
    },
  }
}

/** A console started as its users start it, with the keychain of this computer. Resolves once it says where it is shown. */
export async function startAsUsers(
  dataDir: string,
  sandboxUrl: string,
): Promise<{ url: string; end(): Promise<void> }> {
  const entry = inRoot('apps/console/out/main/browser/index.js')
  const ports = ['--port', '0', '--receiver-port', '0']
  const console = start([
    process.execPath,
    entry,
    ...ports,
    '--data',
    dataDir,
    '--sandbox-url',
    sandboxUrl,
    '--explore',
  ])
  const ended = once(console, 'exit')
  const input = console.stdout ?? Readable.from([])
  for await (const line of createInterface({ input })) {
    const url = /^Console: (\S+)$/.exec(line)?.[1]
    if (url !== undefined)
      return {
        url,
        async end() {
          console.kill('SIGINT')
          await ended
        },
      }
  }
  throw new Error('The console did not come up.')
}
