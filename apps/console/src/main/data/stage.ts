import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { AuditFacts, DataSummary, KeptData, OpenedBackup, Salvage } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'
import { openDatabaseFile } from '../services/database.ts'
import { openSealed } from './backup.ts'
import { companions, currentPath, newId, removeData } from './paths.ts'
import { salvage } from './salvage.ts'
import { summarize } from './summary.ts'
import { requireGoingOn, type Tell, type Workbench } from './workbench.ts'

/** A new data file beside the one in use, proven to open. */
export interface Staged {
  name: string
  why: KeptData['why']
  /** For the audit trail of the file itself. */
  facts: AuditFacts
  salvaged?: Salvage
}

/** Makes the file that will replace the one in use; there is one at a time. */
export interface Stage {
  current(): Staged | undefined
  fromBackup(path: string, passphrase: string): Promise<OpenedBackup>
  fromDamaged(): Promise<Salvage>
  /** From data that was put aside. */
  fromKept(name: string): void
  clear(): void
}

/** Opens the file as the console would, which brings its schema up to date. @throws ConsoleError `database_damaged` */
function prove(path: string): DataSummary {
  const db = openDatabaseFile(path)
  try {
    return summarize(db)
  } finally {
    db.close()
  }
}

function copyWhole(from: string, to: string): void {
  for (const suffix of ['', ...companions])
    if (existsSync(`${from}${suffix}`)) copyFileSync(`${from}${suffix}`, `${to}${suffix}`)
}

/** Salvages the data in use into another file; undefined: nothing of it can be read. */
async function readDamaged(folder: string, target: string, { signal, tell }: { signal: AbortSignal; tell: Tell }) {
  const copy = join(folder, `damaged-${newId()}.db`)
  try {
    // A copy is opened: what SQLite does with a damaged file must not touch the only one there is.
    copyWhole(currentPath(folder), copy)
    const steps = salvage(copy, target)
    let count = 0
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value
      tell(++count, 0)
      await turn()
      requireGoingOn(signal)
    }
  } finally {
    removeData(copy)
  }
}

export function createStage({ folder, bench }: { folder: string; bench: Workbench }): Stage {
  let staged: Staged | undefined
  const pathOf = (name: string): string => join(folder, name)

  function clear(): void {
    if (staged) removeData(pathOf(staged.name))
    staged = undefined
  }

  /** Whatever fails on the way leaves no file. */
  async function make<T>(work: (name: string) => Promise<T>): Promise<T> {
    clear()
    const name = `staged-${newId()}.db`
    try {
      return await work(name)
    } catch (error) {
      removeData(pathOf(name))
      throw error
    }
  }

  return {
    current: () => staged,
    clear,
    fromBackup: (path, passphrase) =>
      bench.run('read', (signal, tell) =>
        make(async (name) => {
          const { madeAt } = await openSealed(path, { passphrase, target: pathOf(name), signal, tell })
          const summary = prove(pathOf(name))
          staged = { name, why: 'restored', facts: { madeAt } }
          return { madeAt, summary }
        }),
      ),
    fromDamaged: () =>
      bench.run('salvage', (signal, tell) =>
        make(async (name) => {
          const tables = await readDamaged(folder, pathOf(name), { signal, tell })
          if (!tables) throw new ConsoleError('nothing_salvaged', 'Nothing of the data file can be read.')
          const summary = prove(pathOf(name))
          const lost = tables.reduce((sum, table) => sum + table.lost, 0)
          staged = { name, why: 'repaired', facts: { lost }, salvaged: { tables, summary } }
          return { tables, summary }
        }),
      ),
    fromKept(name) {
      clear()
      const target = `staged-${newId()}.db`
      copyWhole(pathOf(name), pathOf(target))
      try {
        prove(pathOf(target))
      } catch (error) {
        removeData(pathOf(target))
        throw error
      }
      staged = { name: target, why: 'restored', facts: { from: name } }
    },
  }
}
