import { join } from 'node:path'
import type { AuditFacts, ChosenFile, DataState, KeptData, OpenedBackup, Salvage } from '../../shared/bridge.ts'
import { ConsoleError, toBridgeError } from '../errors.ts'
import type { Clock, Report, SaveFile } from '../ports.ts'
import { createAudit } from '../services/audit.ts'
import { openDatabaseFile } from '../services/database.ts'
import { createEventHub, type EventHub } from '../services/events.ts'
import { carryJournal, endRuns } from './carry.ts'
import { createDataCopies, type DataCopies } from './copies.ts'
import { currentPath, isKeptName, keptNameOf, listKept, newId, removeData, sizeOf, wholeSizeOf } from './paths.ts'
import { createStage, type Stage } from './stage.ts'
import { swapData } from './swap.ts'
import type { Taken, TakeFile } from './takings.ts'
import { createWorkbench, type Workbench } from './workbench.ts'

/** The data as a whole: copied, checked, replaced. Works with the console on it and without. */
export interface DataDesk extends DataCopies {
  state(): DataState
  choose(): Promise<ChosenFile>
  read(passphrase: string): Promise<OpenedBackup>
  salvage(): Promise<Salvage>
  use(): Promise<void>
  fresh(): Promise<void>
  goBack(name: string): Promise<void>
  dropKept(name: string): void
  cancel(): void
  retry(): Promise<void>
}

export interface DeskPorts {
  folder: string
  events: EventHub
  now: Clock
  operator: string
  report: Report
  saveFile: SaveFile
  takeFile: TakeFile
  /** Why the console does not use its data. */
  failure: () => ConsoleError | undefined
  /** Ends the console that uses the data. */
  leave: (why: ConsoleError) => Promise<void>
  /** Begins it again. */
  enter: () => Promise<void>
}

/** What another console uses, and what a newer one wrote, is left as it is. */
function requireOurs({ failure }: DeskPorts, hindrances: readonly string[]): void {
  const why = failure()
  if (why && hindrances.includes(why.code)) throw why
}

const changing = (): ConsoleError => new ConsoleError('database_changing', 'The data is being replaced.')

/** Puts the journal in use into what replaces it, and a line into its audit trail. */
function complete({ folder, now, operator, report }: DeskPorts, path: string, facts: AuditFacts): void {
  const db = openDatabaseFile(path)
  let carried: number | null = null
  try {
    carried = sizeOf(currentPath(folder)) > 0 ? carryJournal(db, currentPath(folder), now()) : 0
  } catch (error) {
    // The data in use is damaged or of another schema: what replaces it stands by itself, and the trail says so.
    report(error)
  }
  const trail = createAudit({ db, events: createEventHub(), now, operator, activeProfileId: () => null })
  trail.note('data.replaced', { ...facts, carried, endedRuns: endRuns(db, now()) })
  db.close()
}

function stateOf({ folder, failure }: DeskPorts, bench: Workbench, stage: Stage): DataState {
  const why = failure()
  return {
    failure: why ? toBridgeError(why) : null,
    folder,
    bytes: wholeSizeOf(currentPath(folder)),
    kept: listKept(folder),
    work: bench.work(),
    salvaged: stage.current()?.salvaged ?? null,
  }
}

export function createDataDesk(ports: DeskPorts): DataDesk {
  const { folder, events, now, failure, leave, enter } = ports
  const bench = createWorkbench(events)
  const stage = createStage({ folder, bench })
  let taken: Taken | undefined

  async function replace(why: KeptData['why'], staged: { name: string; facts: AuditFacts } | null): Promise<void> {
    requireOurs(ports, ['database_in_use'])
    await leave(changing())
    try {
      if (staged) complete(ports, join(folder, staged.name), { why, ...staged.facts })
      swapData(folder, { staged: staged?.name ?? null, aside: keptNameOf(why, now()) })
    } finally {
      await enter()
    }
  }

  async function use(): Promise<void> {
    const staged = stage.current()
    if (!staged) throw new ConsoleError('not_found', 'Nothing was read that could be taken into use.')
    await replace(staged.why, staged)
    stage.clear()
    taken?.discard()
  }

  function requireKept(name: string): void {
    if (!isKeptName(name) || sizeOf(join(folder, name)) === 0)
      throw new ConsoleError('not_found', 'There is no such data any more.')
  }

  return {
    ...createDataCopies({ ...ports, bench }),
    state: () => stateOf(ports, bench, stage),
    async choose() {
      taken?.discard()
      taken = await ports.takeFile(join(folder, `incoming-${newId()}.backup`))
      return taken.chosen
    },
    async read(passphrase) {
      const path = taken?.path()
      if (path === undefined) throw new ConsoleError('not_found', 'No file was chosen.')
      return stage.fromBackup(path, passphrase)
    },
    async salvage() {
      requireOurs(ports, ['database_in_use', 'database_newer'])
      const why = failure() ?? new ConsoleError('database_damaged', 'The data is being repaired.')
      if (!failure()) await leave(why)
      return stage.fromDamaged()
    },
    use,
    fresh: () => replace('fresh', null),
    async goBack(name) {
      requireKept(name)
      stage.fromKept(name)
      await use()
    },
    dropKept(name) {
      requireKept(name)
      removeData(join(folder, name))
      events.emit('data.changed', null)
    },
    cancel: bench.cancel,
    retry: enter,
  }
}
