import type { Database } from '../services/database.ts'

/**
 * Calls that were sent after a backup was made are not in it: without them a recharge whose end is not known could be
 * sent a second time. So the journal in use comes along into what replaces it.
 */

/** Merchants of calls; the same merchant may have another number in the backup. */
const carryProfiles = `
  insert into main.profiles (id, name, environment, base_url, app_id, created_at, removed_at)
  select id, name, environment, base_url, app_id, created_at, coalesce(removed_at, $now) from before.profiles as old
  where not exists (
      select 1 from main.profiles as new
      where new.id = old.id or (new.app_id = old.app_id and new.base_url = old.base_url))
    and exists (select 1 from before.journal where profile_id = old.id)`

/** What is known of an end here, and was not known in the backup. */
const carryEnds = (columns: string): string => `
  update main.journal as new set (${columns}) = (
      select ${columns} from before.journal as old where old.intent_id = new.intent_id)
  where state in ('intended', 'unknown')
    and exists (
      select 1 from before.journal as old
      where old.intent_id = new.intent_id and old.state <> new.state and old.state <> 'intended')`

const carryCalls = (columns: string): string => `
  insert into main.journal (intent_id, profile_id, ${columns})
  select intent_id, coalesce(
      (select id from main.profiles where id = old.profile_id),
      (select new.id from main.profiles as new join before.profiles as known using (app_id, base_url)
       where known.id = old.profile_id)), ${columns}
  from before.journal as old
  where not exists (select 1 from main.journal as new where new.intent_id = old.intent_id)
    and exists (select 1 from before.profiles where id = old.profile_id)
  order by seq`

const ownColumns = new Set(['seq', 'intent_id', 'profile_id'])

/** Brings the journal of another file of the same schema into one. Returns how many calls came or changed. */
export function carryJournal(db: Database, beforePath: string, now: number): number {
  const columns = db
    .all<{ name: string }>(`select name from pragma_table_info('journal')`)
    .filter(({ name }) => !ownColumns.has(name))
    .map(({ name }) => name)
    .join(', ')
  db.run('attach $beforePath as before', { beforePath })
  try {
    return db.transaction(() => {
      db.run(carryProfiles, { now })
      return db.run(carryEnds(columns)).changes + db.run(carryCalls(columns)).changes
    })
  } finally {
    db.run('detach before')
  }
}

/**
 * Ends bulk runs of older data that had not ended: rows that wait in it may have been sent since, and nothing here knows
 * which. Whoever wants the rest of one makes a new run of the rows that its calls in the journal do not show.
 */
export function endRuns(db: Database, now: number): number {
  return db.run(
    `update bulk_runs set state = 'cancelled', why = null, ended_at = $now
     where state in ('draft', 'running', 'paused')`,
    { now },
  ).changes
}
