import type { Store } from './store.ts'

/** Most pieces of work that are committed together. */
const maxBatch = 256
/** How much work may wait at once. */
export const maxWaiting = 10_000

/** More work waits than is allowed; nothing of the new piece was done. */
export class TooBusy extends Error {
  constructor() {
    super(`More than ${maxWaiting} calls are waiting.`)
  }
}

/** Work whose changes must be on the disk before anybody hears of it. */
export interface Committer {
  /**
   * Does a piece of work in a transaction and resolves once that is committed. Work that is asked for at the same time
   * shares one commit; what a piece throws undoes that piece only. `lasting` false: it changes nothing worth waiting
   * for the disk. @throws TooBusy
   */
  run<T>(work: () => T, lasting: boolean): Promise<T>
}

interface Job {
  work: () => unknown
  lasting: boolean
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

/** What is done around the work that is committed together. */
export interface Around {
  /** First, in the same transaction. */
  before(): void
  /** Once it is committed. */
  after(): void
}

/** Commits together what arrives together. */
export function createCommitter(store: Store, around: Around): Committer {
  const waiting: Job[] = []

  function attempt({ work, resolve, reject }: Job): () => void {
    try {
      const value = store.attempt(work)
      return () => resolve(value as never)
    } catch (error) {
      return () => reject(error)
    }
  }

  function commit(jobs: readonly Job[]): void {
    try {
      const lasting = jobs.some((job) => job.lasting)
      const answers = store.transaction(
        () => {
          around.before()
          return jobs.map(attempt)
        },
        lasting ? 'disk' : 'system',
      )
      for (const answer of answers) answer()
      around.after()
    } catch (error) {
      for (const { reject } of jobs) reject(error)
    }
  }

  /** How many waited when last looked at. */
  let seen = 0

  /** A commit costs as much as many turns of the loop, so it waits for a turn that brings no more. */
  function gather(): void {
    if (waiting.length === seen || waiting.length >= maxBatch) return flush()
    seen = waiting.length
    setImmediate(gather)
  }

  function flush(): void {
    seen = 0
    const jobs = waiting.splice(0, maxBatch)
    if (waiting.length > 0) setImmediate(gather)
    commit(jobs)
  }

  return {
    run: <T>(work: () => T, lasting: boolean) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.length >= maxWaiting) return reject(new TooBusy())
        waiting.push({ work, lasting, resolve, reject })
        if (waiting.length === 1) setImmediate(gather)
      }),
  }
}
