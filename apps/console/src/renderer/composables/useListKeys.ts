import { nextTick, shallowRef, type ShallowRef } from 'vue'
import { useKeys } from './useKeys.ts'

interface Options<Id extends number | string> {
  ids: () => readonly Id[]
  open: (id: Id) => void
  /** The row that is open, where the list has one. */
  selected?: () => Id | null
  /** Puts the cursor in the search field. */
  search?: () => void
}

/** `j` and `k` walk through a list, Enter opens, `/` searches. With a row open, walking opens the next one. */
export function useListKeys<Id extends number | string>({
  ids,
  open,
  selected = () => null,
  search,
}: Options<Id>): ShallowRef<Id | null> {
  const cursor: ShallowRef<Id | null> = shallowRef(null)
  function move(by: 1 | -1): void {
    const all = ids()
    if (all.length === 0) return
    const here = selected() ?? cursor.value
    const at = here === null ? -1 : all.indexOf(here)
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))] ?? null
    cursor.value = next
    if (selected() !== null && next !== null) open(next)
    void nextTick(() => document.querySelector('.is-cursor')?.scrollIntoView({ block: 'nearest' }))
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ...(search && { '/': search }),
  })
  useKeys({ Enter: () => cursor.value !== null && open(cursor.value) }, { onlyOnPage: true })
  return cursor
}
