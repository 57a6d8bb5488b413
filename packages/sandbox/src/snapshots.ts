import { refused } from './refusal.ts'
import { tableNames, type SnapshotRow } from './schema.ts'
import type { Store } from './store.ts'

/** How many snapshots are kept at once. */
const maxSnapshots = 16

/** Copies of the whole state, kept beside it in the same database. */
export interface Snapshots {
  list(): SnapshotRow[]
  /** Keeps the state as it is now; the number leads back to it. @throws Refusal */
  take(at: number): number
  /** Puts a kept state in place of the present one. @throws Refusal */
  restore(id: number): void
  /** Forgets a kept state. @throws Refusal */
  remove(id: number): void
  /** Empties the state; snapshots stay. */
  clear(): void
}

const copyOf = (id: number, table: string): string => `snapshot_${id}_${table}`

export function createSnapshots(store: Store): Snapshots {
  function require(id: number): void {
    if (!store.one('SELECT id FROM snapshots WHERE id = ?', id)) throw refused('The snapshot does not exist.')
  }
  function clear(): void {
    store.exec('PRAGMA defer_foreign_keys = ON')
    for (const table of tableNames) store.exec(`DELETE FROM ${table}`)
    store.forgetKept()
  }
  return {
    list: () => store.all<SnapshotRow>('SELECT * FROM snapshots ORDER BY id'),
    take: (at) =>
      store.transaction(() => {
        const { count } = store.one<{ count: number }>('SELECT count(*) AS count FROM snapshots') ?? { count: 0 }
        if (count >= maxSnapshots) throw refused(`There are ${maxSnapshots} snapshots already; remove one first.`)
        const id = store.insert('snapshots', { at })
        // In the order of the rows, so that those without a number of their own come back in it.
        for (const table of tableNames)
          store.exec(`CREATE TABLE ${copyOf(id, table)} AS SELECT * FROM ${table} ORDER BY rowid`)
        return id
      }),
    restore: (id) =>
      store.transaction(() => {
        require(id)
        clear()
        for (const table of tableNames)
          store.exec(`INSERT INTO ${table} SELECT * FROM ${copyOf(id, table)} ORDER BY rowid`)
      }),
    remove: (id) =>
      store.transaction(() => {
        require(id)
        for (const table of tableNames) store.exec(`DROP TABLE ${copyOf(id, table)}`)
        store.run('DELETE FROM snapshots WHERE id = ?', id)
      }),
    clear: () => store.transaction(clear),
  }
}
