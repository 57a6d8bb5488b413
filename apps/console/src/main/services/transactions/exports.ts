import { setImmediate } from 'node:timers/promises'
import type { ExportFormat, Saved, TransactionFilter, TransactionRow } from '../../../shared/bridge.ts'
import { ConsoleError } from '../../errors.ts'
import type { Audit, Clock, MadeFile, SaveFile } from '../../ports.ts'
import type { TaskHandle } from '../task.ts'
import type { Tasks } from '../tasks.ts'
import { csv } from './export/csv.ts'
import { json } from './export/json.ts'
import { maxSheetRows, xlsx } from './export/xlsx.ts'
import type { TransactionReader } from './reader.ts'
import type { TransactionSummer } from './sums.ts'

export interface ExportWish {
  format: ExportFormat
  /** A CSV begins with the mark that tells Excel it is UTF-8. */
  bom: boolean
}

export interface TransactionExports {
  /**
   * Writes what a filter finds as a file, as a task. Resolves when the person's choice of a place is made and, on a
   * desktop, the file is written. @throws ConsoleError `export_too_long`
   */
  write(profileId: string, filter: TransactionFilter, wish: ExportWish): Promise<Saved>
}

export interface TransactionExportsPorts {
  reader: Pick<TransactionReader, 'rows'>
  summer: TransactionSummer
  tasks: Tasks
  saveFile: SaveFile
  audit: Audit
  now: Clock
}

/** For how long a file that is offered waits to be fetched, in milliseconds. */
const claimMs = 60_000

const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
}

const writers: Record<
  ExportFormat,
  (pieces: AsyncIterable<TransactionRow[]>, wish: ExportWish) => AsyncIterable<string | Uint8Array>
> = { csv, json: (pieces) => json(pieces), xlsx: (pieces) => xlsx(pieces) }

/** Rows with a turn for others between pieces, that say how far they are and whether they came to their end. */
function watched(rows: Iterable<TransactionRow[]>, task: TaskHandle) {
  const begun = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<'whole' | 'left'>()
  async function* pieces(): AsyncGenerator<TransactionRow[], void, undefined> {
    let [done, isWhole] = [0, false]
    begun.resolve()
    try {
      for (const piece of rows) {
        task.signal.throwIfAborted()
        yield piece
        done += piece.length
        task.progress({ done })
        await setImmediate()
      }
      isWhole = true
    } finally {
      ended.resolve(isWhole ? 'whole' : 'left')
    }
  }
  return { pieces: pieces(), begun: begun.promise, ended: ended.promise }
}

const never = (signal: AbortSignal): Promise<'left'> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('left'), { once: true }))

export function createTransactionExports(ports: TransactionExportsPorts): TransactionExports {
  const { reader, summer, tasks, saveFile, audit, now } = ports

  return {
    async write(profileId, filter, wish) {
      const { format } = wish
      const { rows: total } = await summer.sum(profileId, filter)
      if (format === 'xlsx' && total > maxSheetRows)
        throw new ConsoleError('export_too_long', `A sheet holds ${maxSheetRows} rows; the filter finds ${total}.`)
      const name = `transactions-${new Date(now()).toISOString().slice(0, 10)}.${format}`
      const placed = Promise.withResolvers<Saved>()

      async function work(task: TaskHandle): Promise<Saved> {
        const { pieces, begun, ended } = watched(reader.rows(profileId, filter), task)
        const file: MadeFile = { name, contentType: contentTypes[format], pieces: writers[format](pieces, wish) }
        const saved = await saveFile(file)
        placed.resolve(saved)
        if (saved.state === 'cancelled') return saved
        audit.note('transactions.exported', { format, rows: total })
        if (saved.state === 'saved') return saved
        const unclaimed = never(AbortSignal.timeout(claimMs))
        const first = await Promise.race([begun, unclaimed, never(task.signal)])
        return first !== 'left' && (await ended) === 'whole' ? saved : { state: 'cancelled' }
      }
      tasks.start({ kind: 'transactions.export', profileId, subject: name, total }, (task) =>
        work(task).catch((error: unknown) => {
          if (task.signal.aborted) placed.resolve({ state: 'cancelled' })
          else placed.reject(error)
          throw error
        }),
      )
      return placed.promise
    },
  }
}
