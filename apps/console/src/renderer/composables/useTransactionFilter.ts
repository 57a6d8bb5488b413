import { refDebounced } from '@vueuse/core'
import { computed, ref, watch, type ComputedRef, type Ref, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { TransactionFilter } from '../../shared/bridge.ts'
import { spanOf, type DaySpan } from '../lib/day-span.ts'

/** Typing rests this long before the list is asked again. */
const searchDelayMs = 150

/** Members of the filter as they stand in the address. */
export const filterNames = ['type', 'status', 'currency', 'card', 'user', 'merchant', 'from', 'until', 'q'] as const
type FilterName = (typeof filterNames)[number]

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export interface TransactionFilterState {
  search: Ref<string>
  member: (name: FilterName) => WritableComputedRef<string>
  period: WritableComputedRef<DaySpan>
  params: ComputedRef<TransactionFilter>
  /** The part of the address that is the filter, as a saved view keeps it. */
  query: ComputedRef<Record<string, string>>
  isFiltered: ComputedRef<boolean>
  set: (change: Partial<Record<FilterName, string>>) => void
  use: (query: Record<string, string>) => void
  clear: () => void
}

/** The filter of the transactions, kept in the address: back, reload and a copied address bring it again. */
export function useTransactionFilter(): TransactionFilterState {
  const route = useRoute()
  const router = useRouter()
  const query = computed(() => {
    const members = filterNames.map((name) => [name, textOf(route.query[name])] as const)
    return Object.fromEntries(members.filter(([, value]) => value !== '')) as Partial<Record<FilterName, string>>
  })
  const use = (next: Record<string, string>): void =>
    void router.replace({ name: 'money', params: route.params, query: next })
  const set = (change: Partial<Record<FilterName, string>>): void =>
    use(Object.fromEntries(Object.entries({ ...query.value, ...change }).filter(([, value]) => value !== '')))
  const member = (name: FilterName): WritableComputedRef<string> =>
    computed({ get: () => query.value[name] ?? '', set: (value) => set({ [name]: value }) })

  const search = ref(query.value.q ?? '')
  const settled = refDebounced(search, searchDelayMs)
  watch(settled, (text) => text.trim() !== (query.value.q ?? '') && set({ q: text.trim() }))
  watch(
    () => query.value.q ?? '',
    (text) => text !== search.value.trim() && (search.value = text),
  )
  const params = computed((): TransactionFilter => {
    const { q, card, user, from = '', until = '', ...rest } = query.value
    return {
      ...rest,
      ...spanOf({ from, until }),
      ...(q && { search: q.slice(0, 100) }),
      ...(card && /^\d{1,15}$/.test(card) && { card: Number(card) }),
      ...(user && { uid: user }),
    }
  })
  return {
    search,
    member,
    period: computed({
      get: () => ({ from: query.value.from ?? '', until: query.value.until ?? '' }),
      set: (value) => set(value),
    }),
    params,
    query: computed(() => query.value as Record<string, string>),
    isFiltered: computed(() => Object.keys(params.value).length > 0),
    set,
    use,
    clear() {
      search.value = ''
      use({})
    },
  }
}
