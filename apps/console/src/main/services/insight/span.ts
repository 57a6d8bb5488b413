import type { Period } from '../../../shared/bridge.ts'
import type { Params } from '../database.ts'
import { firstIdAt } from '../transactions/filter.ts'
import { splitColumns } from '../transactions/split-sums.ts'

/** What sums are kept of, and how a row of transactions (`t`) belongs to it. */
export interface Source {
  /** Sums to be had: a table with `profile_id`, a place in time, facets and the five sums. */
  table: string
  /** Its column of places, and which of its rows are meant. */
  column: 'month' | 'day'
  where?: string
  /** What rows are grouped by, in the table and of a row. */
  key: string
  rowKey: string
}

/** A place in time and where it begins, in milliseconds. */
interface Place {
  place: number
  at: number
}

const dayMs = 86_400_000

const monthAt = (place: number): Place => ({ place, at: Date.UTC(Math.floor(place / 12), place % 12, 1) })
const dayAt = (place: number): Place => ({ place, at: place * dayMs })
const placeOf = {
  month(at: number): number {
    const date = new Date(at)
    return date.getUTCFullYear() * 12 + date.getUTCMonth()
  },
  day: (at: number): number => Math.floor(at / dayMs),
}
const starts = { month: monthAt, day: dayAt } as const

/** The place whose beginning is nearest to a time. */
export function nearest(column: Source['column'], at: number): Place {
  const before = starts[column](placeOf[column](at))
  const after = starts[column](before.place + 1)
  return at - before.at <= after.at - at ? before : after
}

/**
 * The rows between a time and the nearest beginning of a place: they belong to what lies after the time, so they are
 * added where the beginning is later, and taken away where it is earlier.
 */
const edge = (at: number, start: number): { from: number; to: number; sign: 1 | -1 } =>
  at <= start ? { from: at, to: start, sign: 1 } : { from: start, to: at, sign: -1 }

/** The sign stands in the text: a number that is passed is one with a point to SQLite, and sums of those are not exact. */
const rowsOf = (name: 'head' | 'tail', { rowKey }: Source, sign: 1 | -1): string => `
  select ${rowKey} as key, coalesce(t.type, '') as type, coalesce(t.status, '') as status,
    coalesce(t.currency, '') as currency, ${sign} as rows, ${splitColumns(sign)}
  from transactions t not indexed
  where t.profile_id = $profileId and t.id >= $${name}From and t.id < $${name}To`

/**
 * A query whose sums by key, type, status and currency are exact for any period: those kept of whole places, and at both
 * ends the rows between the time and the nearest beginning of a place.
 */
export function spanQuery(source: Source, profileId: string, { from, to }: Period): { sql: string; params: Params } {
  const { table, column, where = 'true', key } = source
  const first = nearest(column, from)
  const end = nearest(column, to)
  const head = edge(from, first.at)
  // What lies after the end of the period does not belong to it.
  const tail = edge(to, end.at)
  return {
    sql: `
      select ${key} as key, type, status, currency, rows, in_units, in_micros, out_units, out_micros from ${table}
      where profile_id = $profileId and ${where} and ${column} >= $firstPlace and ${column} < $endPlace
      union all ${rowsOf('head', source, head.sign)}
      union all ${rowsOf('tail', source, tail.sign === 1 ? -1 : 1)}`,
    params: {
      profileId,
      firstPlace: first.place,
      endPlace: end.place,
      headFrom: firstIdAt(head.from),
      headTo: firstIdAt(head.to),
      tailFrom: firstIdAt(tail.from),
      tailTo: firstIdAt(tail.to),
    },
  }
}
