import type { Report } from '../ports.ts'

/** Work that nobody waits for: one job of a name at a time, a few in all, its failures reported. */
export interface Background {
  /** Takes the place of a job of that name that still waits; one that runs already is followed by this one. */
  start(name: string, job: () => Promise<void>): void
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>
}

/** Most jobs that may wait; more are dropped, as each only freshens what a person can ask for. */
export const maxJobs = 500

export function createBackground(report: Report): Background {
  const waiting = new Map<string, () => Promise<void>>()
  let running: Promise<void> | undefined

  async function drain(): Promise<void> {
    for (;;) {
      const [next] = waiting
      if (!next) return
      const [name, job] = next
      waiting.delete(name)
      try {
        await job()
      } catch (error) {
        report(error)
      }
    }
  }

  return {
    start(name, job) {
      if (waiting.size < maxJobs || waiting.has(name)) waiting.set(name, job)
      running ??= drain().finally(() => {
        running = undefined
      })
    },
    async idle() {
      for (let current = running; current; current = running) await current
    },
  }
}
