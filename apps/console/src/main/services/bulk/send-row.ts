import { bulkJob } from '../../../shared/bulk.ts'
import type { Report } from '../../ports.ts'
import type { Api } from '../api.ts'
import type { Profiles } from '../profiles.ts'
import { afterAnswer, afterFailure, endOfOutcome, type Ending } from './endings.ts'
import type { RowBook, Waiting } from './row-book.ts'
import type { StoredRun } from './run-book.ts'

export interface RowSenderPorts {
  rows: RowBook
  api: Api
  profiles: Pick<Profiles, 'find'>
  report: Report
}

/** Sends the call of a row by the way of every call, its intent on disk with the row, and writes down what came of it. */
export function createRowSender({ rows, api, profiles, report }: RowSenderPorts) {
  async function send({ run, kind, profileId }: StoredRun, { line, values }: Waiting): Promise<Ending> {
    const { endpoint, fixed } = bulkJob(kind)
    const call = { endpoint, input: { ...values, ...fixed } }
    const witness = {
      begun: (intentId: string) => rows.link(run, line, intentId),
      ended: (outcome: Parameters<typeof endOfOutcome>[0]) => rows.end(run, line, endOfOutcome(outcome)),
    }
    try {
      return afterAnswer(endpoint, await api.witnessed(profiles.find(profileId), call, witness))
    } catch (error) {
      const ending = afterFailure(error)
      if (ending.end?.code === 'internal') report(error)
      return ending
    }
  }

  return async function sendRow(run: StoredRun, row: Waiting): Promise<Ending> {
    const ending = await send(run, row)
    if (ending.end) rows.end(run.run, row.line, ending.end)
    else rows.putBack(run.run, row.line)
    return ending
  }
}
