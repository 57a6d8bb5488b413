import { nextTick, ref, type Ref } from 'vue'
import { useKeys } from './useKeys.ts'

interface Options {
  ids: () => readonly number[]
  open: (id: number) => void
  /** The row that is open, where the list has one. */
  selected?: () => number | null
  /** Puts the cursor in the search field. */
  search?: () => void
}

/** `j` and `k` walk through a list, Enter opens, `/` searches. With a row open, walking opens the next one. */
export function useListKeys({ ids, open, selected = () => null, search }: Options): Ref<number | null> {
  const cursor = ref<number | null>(null)
  function move(by: 1 | -1): void {
    const all = ids()
    if (all.length === 0) return
    const at = all.indexOf(selected() ?? cursor.value ?? -1)
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
