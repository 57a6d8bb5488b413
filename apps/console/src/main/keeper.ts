import { dataArea } from './areas/data.ts'
import { createBridgeHost, type BridgeHost, type Question } from './bridge-host.ts'
import { startRun, type Console } from './console.ts'
import { createDataDesk, type DataDesk } from './data/desk.ts'
import { keepNewest, sweepLeftovers } from './data/paths.ts'
import { finishSwap } from './data/swap.ts'
import { ConsoleError, failed } from './errors.ts'
import type { ConsoleOptions } from './services.ts'
import { createEventHub } from './services/events.ts'

export type { Console } from './console.ts'
export type { ConsoleOptions } from './services.ts'

/** A console that stays there when its data cannot be used, and says so. */
export interface KeptConsole extends Console {
  /** Why its data cannot be used; undefined: it is. */
  failure(): ConsoleError | undefined
}

/** What keeps the console from its data, as against from starting at all. */
const ofData: ReadonlySet<string> = new Set([
  'database_in_use',
  'database_newer',
  'database_damaged',
  'database_changing',
])
const isOfData = (error: unknown): error is ConsoleError => error instanceof ConsoleError && ofData.has(error.code)

/** Answers what concerns the data as a whole; everything else fails with what keeps the console from it. */
function closedBridge(desk: DataDesk, options: ConsoleOptions, failure: () => ConsoleError): BridgeHost {
  const tables = dataArea(desk)
  const answer = createBridgeHost({
    ...tables,
    api: { call: () => Promise.reject(failure()), witnessed: () => Promise.reject(failure()) },
    activeProfile: () => {
      throw failure()
    },
    isLocked: () => false,
    report: options.report,
  })
  const isData = ({ verb, name }: Question): boolean =>
    typeof name === 'string' && Object.hasOwn(verb === 'query' ? tables.views : tables.commands, name)
  return async (question) => (isData(question) ? answer(question) : failed(failure()))
}

/**
 * Brings the console up over a data folder. Where the data cannot be used it is up all the same, to say so and to repair
 * or replace it; then it begins anew. Rejects for any other reason that it cannot start.
 */
export async function startConsole(options: ConsoleOptions): Promise<KeptConsole> {
  const events = createEventHub()
  let failure: ConsoleError | undefined
  let run: Console | undefined
  let turn = Promise.resolve()
  let isClosed = false

  const desk = createDataDesk({
    ...options,
    folder: options.dataDir,
    events,
    now: options.now ?? Date.now,
    failure: () => failure,
    leave: (why) => inTurn(() => leave(why)),
    enter: () => inTurn(enter),
  })
  const closed = closedBridge(desk, options, () => failure ?? new ConsoleError('busy', 'The console is starting.'))

  /** Beginning and ending are done one after the other. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }

  async function enter(): Promise<void> {
    if (run || isClosed) return
    try {
      finishSwap(options.dataDir)
      run = await startRun({ ...options, desk, damaged: (error) => inTurn(() => leave(error)) })
      failure = undefined
      run.events.subscribe(events.emit)
      keepNewest(options.dataDir)
    } catch (error) {
      if (!isOfData(error)) throw error
      failure = error
    }
    events.emit('data.restarted', null)
  }

  async function leave(why: ConsoleError): Promise<void> {
    const ending = run
    run = undefined
    failure = why
    events.emit('data.restarted', null)
    await ending?.close()
  }

  await inTurn(enter)
  if (!failure) sweepLeftovers(options.dataDir)
  return {
    bridge: (question) => (run ? run.bridge(question) : closed(question)),
    events,
    get receiverUrl() {
      return run?.receiverUrl ?? null
    },
    failure: () => failure,
    lock: (by) => run?.lock(by),
    explore: async () => run?.explore(),
    idle: async () => run?.idle(),
    forgetCopies: async () => run?.forgetCopies(),
    close() {
      isClosed = true
      return inTurn(async () => run?.close())
    },
  }
}
