import type { BridgeHost, Question } from '../../src/main/bridge-host.ts'

/** Where a console in a process of its own can be reached. */
export interface Hello {
  receiverUrl: string
  /** Of a console that a browser shows: the address to open. */
  url?: string
}

/** Tells the parent process that the console is up, and answers what it asks. */
export function answerParent(bridge: BridgeHost, hello: Hello): void {
  process.on('message', ({ id, ...question }: Question & { id: number }) => {
    void bridge(question).then((crossing) => process.send?.({ id, crossing }))
  })
  process.send?.(hello)
}
