import type { Database } from './database.ts'

/** Work whose changes are on the disk before anybody hears of it; what is asked for at the same time shares one commit. */
export interface GroupCommit {
  /**
   * Does a piece of work and resolves once it is durable. What a piece throws undoes that piece only; when the commit
   * itself fails, all of its pieces reject and none was done.
   */
  run<T>(work: () => T): Promise<T>
}

/** Most pieces of one commit: the event loop turns between commits. */
export const maxPieces = 256

interface Piece {
  work: () => unknown
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

export function createGroupCommit(db: Database): GroupCommit {
  const waiting: Piece[] = []

  function attempt({ work, resolve, reject }: Piece): () => void {
    db.run('savepoint piece')
    try {
      const value = work()
      db.run('release piece')
      return () => resolve(value as never)
    } catch (error) {
      db.run('rollback to piece')
      db.run('release piece')
      return () => reject(error)
    }
  }

  function commit(pieces: readonly Piece[]): void {
    try {
      for (const answer of db.transaction(() => pieces.map(attempt))) answer()
    } catch (error) {
      for (const { reject } of pieces) reject(error)
    }
  }

  function flush(): void {
    commit(waiting.splice(0, maxPieces))
    if (waiting.length > 0) setImmediate(flush)
  }

  return {
    run: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve, reject })
        if (waiting.length === 1) setImmediate(flush)
      }),
  }
}
