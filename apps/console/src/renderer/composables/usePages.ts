import {
  computed,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
  type ComputedRef,
  type MaybeRefOrGetter,
  type ShallowRef,
} from 'vue'
import type { EventName, Page, Views } from '../../shared/bridge.ts'
import { useBridge } from './useBridge.ts'
import type { Loaded } from './useView.ts'

/** Views that come in pages. */
type PagedName =
  | 'audit'
  | 'bulkRuns'
  | 'bulkRows'
  | 'users'
  | 'cards'
  | 'journal'
  | 'notifies'
  | 'reconciled'
  | 'refusals'
  | 'requests'
type RowOf<V extends PagedName> = Views[V]['output'] extends Page<infer Row> ? Row : never

/** Most rows a list holds; further ones are reached by search. */
export const maxRows = 1000

interface Options<V extends PagedName> {
  params: MaybeRefOrGetter<Views[V]['params']>
  on: readonly EventName[]
  /** News reads as many rows anew as are shown. */
  keep?: true
}

export interface Pages<Row> {
  data: ShallowRef<Loaded<Row[]>>
  rows: ComputedRef<Row[]>
  hasMore: ComputedRef<boolean>
  more: () => Promise<void>
  reload: () => Promise<void>
}

/** A list that grows page by page. News starts it again at the first page, or keeps its length. */
export function usePages<V extends PagedName>(name: V, options: Options<V>): Pages<RowOf<V>> {
  const bridge = useBridge()
  const data = shallowRef<Loaded<RowOf<V>[]>>({ state: 'loading' })
  const cursor = shallowRef<string | null>(null)
  const rows = computed(() => (data.value.state === 'ready' ? data.value.value : []))
  let turn = 0

  /** Reads on from a place until so many rows are there, or no more. */
  async function load(from: string | null, atLeast = 0): Promise<void> {
    const mine = ++turn
    let found = from === null ? [] : rows.value
    let next = from
    do {
      const params = { ...toValue(options.params), ...(next !== null && { cursor: next }) } as Views[V]['params']
      const crossing = await bridge.query(name, params)
      if (mine !== turn) return
      if (!crossing.ok) {
        if (rows.value.length === 0) data.value = { state: 'failed', error: crossing.error }
        return
      }
      const page = crossing.value as Page<RowOf<V>>
      found = [...found, ...page.rows].slice(0, maxRows)
      next = page.cursor
    } while (next !== null && found.length < atLeast)
    data.value = { state: 'ready', value: found }
    cursor.value = next
  }

  const reload = (): Promise<void> => load(null)
  watch(() => JSON.stringify(toValue(options.params)), reload, { immediate: true })
  const heard = (): void => void load(null, options.keep ? rows.value.length : 0)
  const stops = options.on.map((event) => bridge.on(event, heard))
  onScopeDispose(() => stops.forEach((stop) => stop()))
  return {
    data,
    rows,
    hasMore: computed(() => cursor.value !== null && rows.value.length < maxRows),
    more: () => (cursor.value === null ? Promise.resolve() : load(cursor.value)),
    reload,
  }
}
