import type { DatabaseSync } from 'node:sqlite'
import type { Keeper } from './kept.ts'

/** How far a commit has got when it returns: on the disk (it outlives a power cut) or with the system (this process). */
export type Lasting = 'disk' | 'system'

export interface Atomic {
  transaction<T>(work: () => T, lasts?: Lasting): T
  attempt<T>(work: () => T): T
}

const synchronous: Record<Lasting, string> = { disk: 'FULL', system: 'NORMAL' }

/** All-or-nothing work on a database whose journal is a write-ahead log, and on the values of it that are in memory. */
export function createAtomic(db: DatabaseSync, keepers: readonly Keeper[]): Atomic {
  const steps = {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    save: db.prepare('SAVEPOINT attempt'),
    release: db.prepare('RELEASE attempt'),
  }
  let depth = 0
  let lasting: Lasting | undefined
  const begin = (lasts: Lasting): void => {
    if (lasts !== lasting) db.exec(`PRAGMA synchronous = ${synchronous[lasts]}`)
    lasting = lasts
    steps.begin.run()
  }
  /** Ends what failed; SQLite may have rolled it back by itself. */
  const undo = (sql: string): void => {
    try {
      db.exec(sql)
    } catch {
      // Nothing is left to undo.
    }
  }
  return {
    transaction(work, lasts = 'disk') {
      if (depth > 0) return work()
      begin(lasts)
      depth++
      try {
        const result = work()
        for (const keeper of keepers) keeper.write()
        steps.commit.run()
        for (const keeper of keepers) keeper.end()
        return result
      } catch (error) {
        undo('ROLLBACK')
        for (const keeper of keepers) keeper.forget()
        throw error
      } finally {
        depth--
      }
    },
    attempt(work) {
      const marks = keepers.map((keeper) => keeper.mark())
      steps.save.run()
      try {
        const result = work()
        steps.release.run()
        return result
      } catch (error) {
        undo('ROLLBACK TO attempt; RELEASE attempt')
        for (const [index, keeper] of keepers.entries()) keeper.undo(marks[index] ?? 0)
        throw error
      }
    },
  }
}
