import { addMoney, showMoney } from '@asinx-pay/core'
import type { CurrencySum, TransactionFilter, TransactionSums } from '../../../shared/bridge.ts'
import type { Database } from '../database.ts'
import { amountOfSums, isAmount } from './amounts.ts'
import { firstIdAt, maxOccurredAt, select } from './filter.ts'
import { hasMoved, isStillSql } from './moved.ts'
import { splitSumsOfParts, splitSumsOfRows, type SplitSums } from './split-sums.ts'

/** Rows that are summed before anything else gets a turn. */
export const sumPiece = 2000
const dayMs = 86_400_000

/** Lets the event loop answer others. */
type Breathe = () => Promise<void>

interface Part extends SplitSums {
  currency: string
  isStill: number
  rows: number
  unsummed: number
}

const rowSums = `count(*) as rows, ${splitSumsOfRows}, sum(amount_micro is null and amount is not null) as unsummed`
const daySums = `sum(rows) as rows, ${splitSumsOfParts}, sum(unsummed) as unsummed`
const groups = (status: string): string => `coalesce(currency, '') as currency, ${isStillSql(status)} as isStill`

/** Adds parts up, per currency. */
function createTally() {
  const sums = new Map<string, CurrencySum>()
  const at = (currency: string): CurrencySum =>
    sums.get(currency) ?? { currency, rows: 0, moneyIn: '0', moneyOut: '0', net: '0', stillRows: 0 }
  const move = (currency: string, moved: { in: string; out: string }): void => {
    const { moneyIn, moneyOut, net, ...rest } = at(currency)
    sums.set(currency, {
      ...rest,
      moneyIn: addMoney(moneyIn, moved.in),
      moneyOut: addMoney(moneyOut, moved.out),
      net: addMoney(net, moved.in, moved.out),
    })
  }
  return {
    add({ currency, isStill, rows, inUnits, inMicros, outUnits, outMicros }: Part): void {
      const sum = at(currency)
      if (isStill === 1) return void sums.set(currency, { ...sum, stillRows: sum.stillRows + rows })
      sums.set(currency, { ...sum, rows: sum.rows + rows })
      return move(currency, { in: amountOfSums(inUnits, inMicros), out: amountOfSums(outUnits, outMicros) })
    },
    addText(currency: string, amount: string): void {
      if (!isAmount(amount)) return
      move(currency, amount.startsWith('-') ? { in: '0', out: amount } : { in: amount, out: '0' })
    },
    result(): TransactionSums {
      const currencies = [...sums.values()]
        .filter(({ rows, stillRows }) => rows + stillRows > 0)
        .map(({ moneyIn, moneyOut, net, ...sum }) => ({
          ...sum,
          moneyIn: showMoney(moneyIn),
          moneyOut: showMoney(moneyOut),
          net: showMoney(net),
        }))
        .sort((left, right) => right.rows - left.rows)
      return { rows: currencies.reduce((count, sum) => count + sum.rows + sum.stillRows, 0), currencies }
    },
  }
}
type Tally = ReturnType<typeof createTally>

interface Days {
  first: number
  end: number
}

/** The day after the last one there can be. */
const endOfDays = Math.floor(maxOccurredAt / dayMs)

/** Days of UTC that lie whole in a span of time; null where there is none. */
function wholeDays({ from, until }: TransactionFilter): Days | null {
  const first = from === undefined ? 0 : Math.ceil(from / dayMs)
  const end = until === undefined ? endOfDays : Math.floor(until / dayMs)
  return first < end ? { first, end } : null
}

/** Whether the sums of days know all that the filter asks. */
const isByDay = ({ card, uid, merchant, search }: TransactionFilter): boolean =>
  [card, uid, merchant, search].every((member) => member === undefined || member === '')

export interface TransactionSummer {
  /** Exact sums of all that a filter finds, per currency; null when it was aborted. */
  sum(profileId: string, filter: TransactionFilter, signal: AbortSignal): Promise<TransactionSums | null>
  sum(profileId: string, filter: TransactionFilter): Promise<TransactionSums>
}

/** A row whose amount does not fit the sums of SQL. */
interface Odd {
  currency: string
  status: string | null
  amount: string
}
const oddColumns = `coalesce(currency, '') as currency, status, amount`
const isOdd = 'amount_micro is null and amount is not null'

function addOdd(tally: Tally, rows: readonly Odd[]): void {
  for (const { currency, status, amount } of rows) if (hasMoved(status)) tally.addText(currency, amount)
}

const sameText = (column: string): string => `($${column} = '' or lower(${column}) = lower($${column}))`
const sameFacets = ['type', 'status', 'currency'].map(sameText).join(' and ')

/** Adds whole days from the sums that are kept. */
function addDays(
  db: Database,
  tally: Tally,
  asked: { profileId: string; filter: TransactionFilter; days: Days },
): void {
  const { profileId, filter, days } = asked
  const { type = '', status = '', currency = '' } = filter
  const facets = { profileId, type, status, currency }
  const parts = db.all<Part>(
    `select ${groups('status')}, ${daySums} from transaction_days
     where profile_id = $profileId and day >= $first and day < $end and ${sameFacets} group by 1, 2`,
    { ...facets, ...days },
  )
  for (const part of parts) tally.add(part)
  if (parts.every(({ unsummed }) => unsummed === 0)) return
  const odd = db.all<Odd>(
    `select ${oddColumns} from transactions
     where profile_id = $profileId and ${isOdd} and id >= $first and id < $end and ${sameFacets}`,
    { ...facets, first: firstIdAt(days.first * dayMs), end: firstIdAt(days.end * dayMs) },
  )
  addOdd(tally, odd)
}

interface Asked {
  profileId: string
  filter: TransactionFilter
  signal: AbortSignal | undefined
}

export function createTransactionSummer({ db, breathe }: { db: Database; breathe: Breathe }): TransactionSummer {
  /** Adds rows of a span piece by piece. */
  async function addRows(tally: Tally, asked: Asked): Promise<void> {
    const { profileId, filter, signal } = asked
    for (let before: bigint | undefined; ;) {
      if (signal?.aborted) return
      const { from, where, order, params } = select(profileId, filter, { before })
      const piece = `(select t.* from ${from} where ${where} order by ${order} limit $limit)`
      const limited = { ...params, limit: sumPiece }
      const parts = db.all<Part & { last: string }>(
        `select ${groups('status')}, ${rowSums}, cast(min(id) as text) as last from ${piece} group by 1, 2`,
        limited,
      )
      for (const part of parts) tally.add(part)
      if (parts.some(({ unsummed }) => unsummed > 0))
        addOdd(tally, db.all<Odd>(`select ${oddColumns} from ${piece} where ${isOdd}`, limited))
      if (parts.reduce((count, { rows }) => count + rows, 0) < sumPiece) return
      before = parts.map(({ last }) => BigInt(last)).reduce((least, id) => (id < least ? id : least))
      await breathe()
    }
  }

  async function sum(profileId: string, filter: TransactionFilter): Promise<TransactionSums>
  async function sum(profileId: string, filter: TransactionFilter, signal: AbortSignal): Promise<TransactionSums | null>
  async function sum(profileId: string, filter: TransactionFilter, signal?: AbortSignal) {
    const asked: Asked = { profileId, filter, signal }
    const tally = createTally()
    const days = isByDay(filter) ? wholeDays(filter) : null
    if (days) {
      addDays(db, tally, { profileId, filter, days })
      const { from, until } = filter
      if (from !== undefined) await addRows(tally, { ...asked, filter: { ...filter, until: days.first * dayMs } })
      if (until !== undefined) await addRows(tally, { ...asked, filter: { ...filter, from: days.end * dayMs } })
    } else await addRows(tally, asked)
    return signal?.aborted ? null : tally.result()
  }
  return { sum }
}
