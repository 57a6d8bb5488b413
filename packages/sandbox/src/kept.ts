/** How many values are kept in memory at once. */
const maxKept = 10_000

/** Values under names that live in a small table: read once, changed in memory, written with the transaction. */
export interface Kept<Value> {
  get(name: string): Value | undefined
  /** Inside a transaction; what undoes that undoes this. */
  set(name: string, value: Value): void
}

/** What a transaction does for the values that are kept. */
export interface Keeper {
  /** Leads back to this moment of the transaction. */
  mark(): number
  undo(mark: number): void
  /** Writes what has changed to the table. */
  write(): void
  /** What was written is committed. */
  end(): void
  /** The table is not what it was: everything is read again. */
  forget(): void
}

/** How the values are read from their table and written to it. */
export interface KeptTable<Value> {
  read(name: string): Value | undefined
  write(name: string, value: Value): void
}

export function createKept<Value>(table: KeptTable<Value>): Kept<Value> & Keeper {
  const values = new Map<string, Value | undefined>()
  const changed = new Set<string>()
  const changes: { name: string; before: Value | undefined }[] = []

  function get(name: string): Value | undefined {
    if (!values.has(name)) values.set(name, table.read(name))
    return values.get(name)
  }
  return {
    get,
    set(name, value) {
      changes.push({ name, before: get(name) })
      values.set(name, value)
      changed.add(name)
    },
    mark: () => changes.length,
    undo(mark) {
      for (const { name, before } of changes.splice(mark).toReversed()) values.set(name, before)
    },
    write() {
      for (const name of changed) {
        const value = values.get(name)
        if (value !== undefined) table.write(name, value)
      }
      changed.clear()
    },
    end() {
      changes.length = 0
      if (values.size > maxKept) values.clear()
    },
    forget() {
      values.clear()
      changed.clear()
      changes.length = 0
    },
  }
}
