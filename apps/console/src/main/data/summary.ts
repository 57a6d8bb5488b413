import type { DataSummary } from '../../shared/bridge.ts'
import type { Database } from '../services/database.ts'

const countOf = (db: Database, from: string): number =>
  db.get<{ count: number }>(`select count(*) as count from ${from}`)?.count ?? 0

/** What a data file has, as far as it tells whether it is the right one. */
export const summarize = (db: Database): DataSummary => ({
  profiles: db
    .all<{ name: string }>('select name from profiles where removed_at is null order by created_at, rowid')
    .map(({ name }) => name),
  users: countOf(db, 'users'),
  cards: countOf(db, 'cards'),
  journal: countOf(db, 'journal'),
  open: countOf(db, `journal where state in ('intended', 'unknown')`),
  notifies: countOf(db, 'notifies'),
})
