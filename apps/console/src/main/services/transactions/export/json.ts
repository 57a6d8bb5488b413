import type { TransactionRow } from '../../../../shared/bridge.ts'
import { isoTime } from './columns.ts'

/** A JSON array with a transaction on each line; amounts are decimal text. */
export async function* json(pieces: AsyncIterable<TransactionRow[]>): AsyncGenerator<string, void, undefined> {
  yield '['
  let before = '\n'
  for await (const rows of pieces) {
    let text = ''
    for (const { id: _id, occurredAt, ...row } of rows) {
      text += `${before}${JSON.stringify({ occurredAt: isoTime(occurredAt), ...row })}`
      before = ',\n'
    }
    yield text
  }
  yield '\n]\n'
}
