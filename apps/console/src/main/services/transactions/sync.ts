import { isAsinxError } from '@asinx-pay/core'
import type { TaskRow } from '../../../shared/bridge.ts'
import { toBridgeError } from '../../errors.ts'
import type { Clock } from '../../ports.ts'
import type { Clients } from '../clients.ts'
import type { Profile, Profiles } from '../profiles.ts'
import type { Settings } from '../settings.ts'
import { isConsoleEnding, type TaskHandle } from '../task.ts'
import type { Tasks } from '../tasks.ts'
import { createCardReader, type CardReaderPorts } from './card-reader.ts'
import { pool } from '../pool.ts'

/** Brings the local copy up to date with the API. */
export interface TransactionSync {
  /** Starts reading all cards, or goes on where a reading stopped; one that is under way is answered as it is. */
  start(profile: Profile): TaskRow
  /** Reads one card now. @throws AsinxError, ConsoleError */
  readOne(profile: Profile, cardId: number): Promise<void>
  /** Lays what the last run of the console did not finish before a person, paused. */
  resume(): void
}

/** Cards that are read at a time: gentle with the vendor. */
export const readers = 2
/** So many cards in a row that fail end the reading: the vendor is not to be had. */
export const maxFailuresInARow = 5
/** A reading that stopped longer ago than this begins anew, in milliseconds. */
export const maxRunAgeMs = 3_600_000

const kind = 'transactions.sync'

export interface TransactionSyncPorts extends CardReaderPorts {
  clients: Clients
  profiles: Profiles
  settings: Settings
  tasks: Tasks
  now: Clock
}

/** Readings that have not come to their end, by profile: when they began. */
function createRuns({ settings, now }: Pick<TransactionSyncPorts, 'settings' | 'now'>) {
  const all = (): Record<string, number> =>
    JSON.parse(settings.get('transactionRuns') ?? '{}') as Record<string, number>
  const set = (runs: Record<string, number>): void => settings.set('transactionRuns', JSON.stringify(runs))
  return {
    all,
    begin(profileId: string): number {
      const { [profileId]: before = 0, ...others } = all()
      const startedAt = now() - before > maxRunAgeMs ? now() : before
      set({ ...others, [profileId]: startedAt })
      return startedAt
    },
    end(profileId: string): void {
      const { [profileId]: _ended, ...others } = all()
      set(others)
    },
  }
}

export function createTransactionSync(ports: TransactionSyncPorts): TransactionSync {
  const { clients, profiles, tasks, syncs } = ports
  const runs = createRuns(ports)
  const readCard = createCardReader(ports)

  async function read(
    profile: Profile,
    cardId: number,
    task: Pick<TaskHandle, 'signal' | 'checkpoint'>,
  ): Promise<void> {
    const card = syncs.card(profile.id, cardId)
    // Its user was unknown from one moment to the next: there is nobody to ask for.
    if (!card) return
    const { client } = await clients.of(profile)
    const { signal } = task
    await readCard({
      client,
      owner: { profileId: profile.id, ...card },
      signal,
      checkpoint: () => task.checkpoint(),
    })
  }

  async function readAll(profile: Profile, task: TaskHandle): Promise<undefined> {
    const due = syncs.due(profile.id, runs.begin(profile.id))
    const total = syncs.state(profile.id).cards
    let [done, failed, inARow] = [total - due.length, 0, 0]
    task.progress({ done, total })
    await pool(due, readers, async ({ cardId }) => {
      await task.checkpoint()
      try {
        await read(profile, cardId, task)
        inARow = 0
      } catch (error) {
        if (task.signal.aborted || !isAsinxError(error)) throw error
        const { code, message } = toBridgeError(error)
        syncs.fail(profile.id, cardId, { code, message })
        failed++
        if (++inARow >= maxFailuresInARow) throw error
      }
      task.progress({ done: ++done, failed })
    }).catch((error: unknown) => {
      // A person wanted it to end; after any other end the next run goes on.
      if (task.signal.aborted && !isConsoleEnding(task.signal)) runs.end(profile.id)
      throw error
    })
    runs.end(profile.id)
    return undefined
  }

  const begin = (profile: Profile, plan: { pausedBy?: 'restart' } = {}): TaskRow =>
    tasks.start({ kind, profileId: profile.id, canPause: true, ...plan }, (task) => readAll(profile, task))

  return {
    start(profile) {
      const waiting = tasks.underWay(kind, profile.id)
      if (waiting?.state === 'paused') tasks.resume(waiting.id)
      return waiting ?? begin(profile)
    },
    readOne: (profile, cardId) =>
      read(profile, cardId, { signal: new AbortController().signal, checkpoint: () => Promise.resolve() }),
    resume() {
      for (const profile of profiles.list()) if (profile.id in runs.all()) begin(profile, { pausedBy: 'restart' })
    },
  }
}
