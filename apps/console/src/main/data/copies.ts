import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Saved } from '../../shared/bridge.ts'
import type { Clock, SaveFile } from '../ports.ts'
import type { Database } from '../services/database.ts'
import { migrations } from '../services/migrations/index.ts'
import { sealFile } from './backup.ts'
import { newId, removeData, sizeOf } from './paths.ts'
import { requireGoingOn, type Workbench } from './workbench.ts'

/** What is done with data that is in use, while it is. */
export interface DataCopies {
  backup(db: Database, passphrase: string): Promise<Saved>
  /** What is wrong with it, as SQLite says. */
  check(db: Database): Promise<string[]>
}

export interface CopiesPorts {
  folder: string
  saveFile: SaveFile
  now: Clock
  bench: Workbench
}

export function createDataCopies({ folder, saveFile, now, bench }: CopiesPorts): DataCopies {
  /** Begins when somebody takes the file: a copy of that moment, which goes when it is sealed. */
  async function* pieces(db: Database, passphrase: string): AsyncIterable<Uint8Array> {
    const copy = join(folder, `copy-${newId()}.db`)
    try {
      const signal = await bench.run('backup', async (ending, tell) => {
        await db.copyTo(copy, (done, total) => {
          requireGoingOn(ending)
          tell(done, total)
        })
        return ending
      })
      const facts = { schema: migrations.length, madeAt: now(), bytes: sizeOf(copy) }
      yield* sealFile(copy, { passphrase, facts, signal })
    } finally {
      removeData(copy)
    }
  }

  return {
    backup: (db, passphrase) =>
      saveFile({
        name: `asinx-console-${new Date(now()).toISOString().slice(0, 10)}.backup`,
        contentType: 'application/octet-stream',
        pieces: pieces(db, passphrase),
      }),
    check: (db) =>
      bench.run('check', async (signal, tell) => {
        const found: string[] = []
        let done = 0
        for (const { table, problems } of db.problems()) {
          found.push(...problems.map((problem) => `${table}: ${problem}`))
          tell(++done, 0)
          await turn()
          requireGoingOn(signal)
        }
        return found
      }),
  }
}
