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
type PagedName = 'audit' | 'users' | 'cards' | 'journal' | 'notifies' | 'reconciled' | 'refusals' | 'requests'
type RowOf<V extends PagedName> = Views[V]['output'] extends Page<infer Row> ? Row : never

/** Most rows a list holds; further ones are reached by search. */
export const maxRows = 1000

interface Options<V extends PagedName> {
  params: MaybeRefOrGetter<Views[V]['params']>
  on: readonly EventName[]
}

export interface Pages<Row> {
  data: ShallowRef<Loaded<Row[]>>
  rows: ComputedRef<Row[]>
  hasMore: ComputedRef<boolean>
  more: () => Promise<void>
  reload: () => Promise<void>
}

/** A list that grows page by page. News starts it again at the first page. */
export function usePages<V extends PagedName>(name: V, options: Options<V>): Pages<RowOf<V>> {
  const bridge = useBridge()
  const data = shallowRef<Loaded<RowOf<V>[]>>({ state: 'loading' })
  const cursor = shallowRef<string | null>(null)
  const rows = computed(() => (data.value.state === 'ready' ? data.value.value : []))
  let turn = 0

  async function load(from: string | null): Promise<void> {
    const mine = ++turn
    const before = from === null ? [] : rows.value
    const params = { ...toValue(options.params), ...(from !== null && { cursor: from }) } as Views[V]['params']
    const crossing = await bridge.query(name, params)
    if (mine !== turn) return
    if (!crossing.ok) {
      if (rows.value.length === 0) data.value = { state: 'failed', error: crossing.error }
      return
    }
    const page = crossing.value as Page<RowOf<V>>
    data.value = { state: 'ready', value: [...before, ...page.rows].slice(0, maxRows) }
    cursor.value = page.cursor
  }

  const reload = (): Promise<void> => load(null)
  watch(() => JSON.stringify(toValue(options.params)), reload, { immediate: true })
  const stops = options.on.map((event) => bridge.on(event, () => void reload()))
  onScopeDispose(() => stops.forEach((stop) => stop()))
  return {
    data,
    rows,
    hasMore: computed(() => cursor.value !== null && rows.value.length < maxRows),
    more: () => (cursor.value === null ? Promise.resolve() : load(cursor.value)),
    reload,
  }
}
