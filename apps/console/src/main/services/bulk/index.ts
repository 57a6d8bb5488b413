import type { BulkPlan, BulkReading, BulkRow, BulkRowState, BulkRun, Page, Saved } from '../../../shared/bridge.ts'
import type { BulkKind, BulkRate } from '../../../shared/bulk.ts'
import { ConsoleError } from '../../errors.ts'
import type { Audit, Clock, Report, SaveFile } from '../../ports.ts'
import type { Database } from '../database.ts'
import type { EventHub } from '../events.ts'
import type { Lock } from '../lock.ts'
import type { Profile, Profiles } from '../profiles.ts'
import type { Settings } from '../settings.ts'
import type { Tasks } from '../tasks.ts'
import { createDrafts, type DraftPorts } from './drafts.ts'
import { createGate, type Gate } from './gate.ts'
import { createNews } from './news.ts'
import { waitFor } from './pace.ts'
import { createPlanner, type PlannerPorts } from './planner.ts'
import { resultFile, templateFile } from './result-file.ts'
import { createRowBook } from './row-book.ts'
import { createRowSender } from './send-row.ts'
import { createRunBook, type StoredRun } from './run-book.ts'
import { createRunTasks, type RunTasks } from './run-tasks.ts'
import { createRunner } from './runner.ts'

export interface BulkPorts extends Omit<DraftPorts & PlannerPorts, 'runs' | 'rows'> {
  db: Database
  events: EventHub
  profiles: Profiles
  lock: Lock
  tasks: Tasks
  audit: Audit
  settings: Settings
  saveFile: SaveFile
  report: Report
  now: Clock
}

/** Runs of many calls from a file. Every call leaves by the same way as a single one: journalled, limited, once. */
export interface Bulk {
  read(profile: Profile, file: { kind: BulkKind; name: string; text: string }): Promise<BulkReading>
  follow(profile: Profile, run: number, bankcardId: number): Promise<{ run: number }>
  plan(profile: Profile, run: number): Promise<BulkPlan>
  /** @throws ConsoleError `busy`, `bulk_state`, `bulk_blocked`, `bulk_unconfirmed`, `live_read_only` */
  start(profile: Profile, run: number, asked: { rate: BulkRate; typed?: string }): Promise<void>
  pause(profile: Profile, run: number): void
  cancel(profile: Profile, run: number): void
  again(profile: Profile, run: number): void
  remove(profile: Profile, run: number): void
  result(profile: Profile, run: number): Promise<Saved>
  template(kind: BulkKind): Promise<Saved>
  page(profile: Profile, cursor: string | undefined): Page<BulkRun>
  find(profile: Profile, run: number): BulkRun | null
  rows(profile: Profile, run: number, filter: { cursor?: string; state?: BulkRowState }): Page<BulkRow>
  /** Takes no further row and waits for those under way. */
  close(): Promise<void>
}

export function createBulk(ports: BulkPorts): Bulk {
  const { events, profiles, lock, audit, settings, saveFile, report, now } = ports
  const runs = createRunBook(ports)
  const rows = createRowBook(ports)
  const tell = createNews((run) => events.emit('bulk.changed', { run }))
  const changed = (run: number): void => {
    tell(run)
    tray.look(run)
  }
  const sendRow = createRowSender({ ...ports, rows })
  const runner = createRunner({ runs, rows, sendRow, changed, report, now, wait: waitFor })
  const drafts = createDrafts({ ...ports, runs, rows })
  const plan = createPlanner({ ...ports, rows })
  const gate: Gate = createGate({ ...ports, runs, rows, runner, plan, changed, began: (run) => tray.show(run) })
  const resume = (run: StoredRun): Promise<void> => gate.start(profiles.find(run.profileId), run, { rate: run.rate })
  const tray: RunTasks = createRunTasks({ ...ports, runs, act: { ...gate, resume } })
  const locale = () => settings.get('locale') ?? 'en'

  const interrupted = runs.interrupted === undefined ? undefined : runs.find(runs.interrupted)
  if (interrupted) tray.show(interrupted, 'restart')
  lock.onChange((isLocked) => isLocked && runner.stop('locked'))
  events.subscribe((event, news) => {
    const run = event === 'journal.changed' ? rows.runOf((news as { intentId: string }).intentId) : undefined
    if (run !== undefined) changed(run)
  })

  function of(profile: Profile, run: number): StoredRun {
    const found = runs.find(run)
    if (found?.profileId !== profile.id) throw new ConsoleError('not_found', 'There is no such run.')
    return found
  }

  return {
    read: drafts.read,
    follow: async (profile, run, bankcardId) => drafts.follow(profile, of(profile, run), bankcardId),
    plan: async (profile, run) => plan(profile, of(profile, run)),
    start: async (profile, run, asked) => gate.start(profile, of(profile, run), asked),
    pause: (profile, run) => gate.pause(of(profile, run)),
    cancel: (profile, run) => gate.cancel(of(profile, run)),
    again: (profile, run) => gate.again(of(profile, run)),
    remove: (profile, run) => gate.remove(of(profile, run)),
    async result(profile, id) {
      const run = of(profile, id)
      const saved = await saveFile(resultFile(run, rows.all(id), locale()))
      if (saved.state !== 'cancelled') audit.note('bulk.exported', { run: id, kind: run.kind })
      return saved
    },
    template: (kind) => saveFile(templateFile(kind, locale())),
    page: (profile, cursor) => runs.page(profile.id, cursor),
    find(profile, id) {
      const run = runs.find(id)
      if (run?.profileId !== profile.id) return null
      const { profileId: _profileId, ...shown } = run
      return shown
    },
    rows: (profile, id, filter) => rows.page(of(profile, id).run, filter),
    async close() {
      tray.close()
      runner.stop('ended')
      await runner.idle()
    },
  }
}
