import { start } from './0001-start.ts'
import { operatorsDay } from './0002-operators-day.ts'
import { around } from './0003-around.ts'
import { requests } from './0004-requests.ts'
import { notifyChecks } from './0005-notify-checks.ts'
import { transactions } from './0006-transactions.ts'
import { bulk } from './0007-bulk.ts'
import { search } from './0008-search.ts'
import { keeping } from './0009-keeping.ts'
import { notifySpeed } from './0010-notify-speed.ts'
import { insight } from './0011-insight.ts'

/**
 * Steps of the schema, in order; the database's `user_version` counts those done. A new step is a new file at the end.
 * Never edit, move or remove one that was released.
 */
export const migrations: readonly string[] = [
  start,
  operatorsDay,
  around,
  requests,
  notifyChecks,
  transactions,
  bulk,
  search,
  keeping,
  notifySpeed,
  insight,
]
