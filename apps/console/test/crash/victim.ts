import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Crossing } from '../../src/shared/bridge.ts'
import type { Hello } from './answer-parent.ts'

/** A console that can be killed at any moment. */
export interface Victim extends Hello {
  /** Resolves to undefined when the process ended before it answered. */
  ask(verb: string, name: string, payload: unknown): Promise<Crossing<never> | undefined>
  /** kill -9. Resolves when the process is gone. */
  kill(): Promise<void>
}

const scripts = { unseen: 'host.ts', shown: 'shown-host.ts' } as const

type Answers = Map<number, (crossing: Crossing<never> | undefined) => void>

function listen(child: ChildProcess): { ready: Promise<Hello>; answers: Answers } {
  const answers: Answers = new Map()
  const ready = Promise.withResolvers<Hello>()
  child.on('message', (message: { id: number; crossing: Crossing<never> } | Hello) => {
    if (!('id' in message)) return ready.resolve(message)
    answers.get(message.id)?.(message.crossing)
    answers.delete(message.id)
  })
  child.on('exit', () => {
    ready.reject(new Error('The console ended before it was up.'))
    for (const answer of answers.values()) answer(undefined)
  })
  return { ready: ready.promise, answers }
}

/** Starts a console on a folder; `shown` is one that a browser can open. */
export async function startVictim(
  dataDir: string,
  sandboxUrl: string,
  kind: keyof typeof scripts = 'unseen',
): Promise<Victim> {
  const host = fileURLToPath(new URL(scripts[kind], import.meta.url))
  const child = fork(host, [dataDir, sandboxUrl], { execArgv: ['--conditions=@asinx-pay/source'] })
  const { ready, answers } = listen(child)
  const exited = once(child, 'exit')
  const hello = await ready
  let count = 0
  return {
    ...hello,
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
