import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Crossing } from '../../src/shared/bridge.ts'

/** A console that can be killed at any moment. */
export interface Victim {
  receiverUrl: string
  /** Resolves to undefined when the process ended before it answered. */
  ask(verb: string, name: string, payload: unknown): Promise<Crossing<never> | undefined>
  /** kill -9. Resolves when the process is gone. */
  kill(): Promise<void>
}

const host = fileURLToPath(new URL('host.ts', import.meta.url))

type Answers = Map<number, (crossing: Crossing<never> | undefined) => void>

function listen(child: ChildProcess): { ready: Promise<string>; answers: Answers } {
  const answers: Answers = new Map()
  const ready = Promise.withResolvers<string>()
  child.on('message', (message: { id?: number; crossing?: Crossing<never>; receiverUrl?: string }) => {
    if (message.id === undefined) return ready.resolve(message.receiverUrl ?? '')
    answers.get(message.id)?.(message.crossing)
    answers.delete(message.id)
  })
  child.on('exit', () => {
    ready.reject(new Error('The console ended before it was up.'))
    for (const answer of answers.values()) answer(undefined)
  })
  return { ready: ready.promise, answers }
}

export async function startVictim(dataDir: string, sandboxUrl: string): Promise<Victim> {
  const child = fork(host, [dataDir, sandboxUrl], { execArgv: ['--conditions=@asinx-pay/source'] })
  const { ready, answers } = listen(child)
  const exited = once(child, 'exit')
  const receiverUrl = await ready
  let count = 0
  return {
    receiverUrl,
    ask: (verb, name, payload) =>
      new Promise((resolve) => {
        answers.set(++count, resolve)
        child.send({ id: count, verb, name, payload })
      }),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
