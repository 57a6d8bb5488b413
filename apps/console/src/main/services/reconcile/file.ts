import type { ReconcileRow } from '../../../shared/bridge.ts'
import { merchantCurrency } from '../../../shared/costs.ts'
import type { MadeFile } from '../../ports.ts'
import type { Compared } from './reconciler.ts'
import { csvLine } from '../csv.ts'

const columns = {
  state: ({ state }) => state,
  differs: ({ differs }) => differs.join(' '),
  time: ({ at }) => new Date(at).toISOString(),
  card: ({ userBankcardId }) => userBankcardId,
  journal_end: ({ end }) => end,
  sent: ({ sent }) => sent,
  sent_currency: ({ sent }) => sent && merchantCurrency,
  order: ({ requestOrderId }) => requestOrderId,
  order_status: ({ orderStatus }) => orderStatus,
  order_amount: ({ orderAmount }) => orderAmount,
  received: ({ received }) => received,
  received_currency: ({ received, currency }) => received && (currency ?? merchantCurrency),
  record: ({ recordNo }) => recordNo,
  intent: ({ intentId }) => intentId,
} as const satisfies Record<string, (row: ReconcileRow) => string | number | null>

function* lines(rows: readonly ReconcileRow[]): Iterable<string> {
  yield csvLine(Object.keys(columns), true)
  for (const row of rows) yield csvLine(Object.values(columns).map((cell) => cell(row)))
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A comparison as CSV, a line per row. */
export const reconcileFile = ({ summary: { period }, rows }: Compared): MadeFile => ({
  name: `reconciliation-${day(period.from)}-${day(period.to - 1)}.csv`,
  contentType: 'text/csv; charset=utf-8',
  pieces: lines(rows),
})
