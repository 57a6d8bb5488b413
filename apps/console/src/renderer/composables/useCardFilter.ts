import { refDebounced } from '@vueuse/core'
import { computed, ref, watch, type ComputedRef, type Ref, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { CardFilter } from '../../shared/bridge.ts'

/** Typing rests this long before the list is asked again. */
const searchDelayMs = 150

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The filter of the card list, kept in the address: back, reload and a copied address bring it again. */
export function useCardFilter(): {
  search: Ref<string>
  status: WritableComputedRef<string>
  product: WritableComputedRef<string>
  user: WritableComputedRef<string>
  params: ComputedRef<CardFilter>
  isFiltered: ComputedRef<boolean>
  clear: () => void
} {
  const route = useRoute()
  const router = useRouter()
  const set = (change: LocationQueryRaw): void => {
    const query = Object.fromEntries(
      Object.entries({ ...route.query, ...change }).filter(([, value]) => value !== '' && value !== undefined),
    )
    void router.replace({ name: 'cards', params: route.params, query })
  }
  const member = (name: string): WritableComputedRef<string> =>
    computed({ get: () => textOf(route.query[name]), set: (value) => set({ [name]: value }) })
  const search = ref(textOf(route.query.q))
  const settled = refDebounced(search, searchDelayMs)
  watch(settled, (text) => text.trim() !== textOf(route.query.q) && set({ q: text.trim() }))
  watch(
    () => textOf(route.query.q),
    (text) => text !== search.value.trim() && (search.value = text),
  )
  const [status, product, user] = [member('status'), member('product'), member('user')]
  const params = computed((): CardFilter => {
    const text = textOf(route.query.q)
    return {
      ...(text && { search: text }),
      ...(status.value && { status: status.value }),
      ...(/^\d{1,15}$/.test(product.value) && { product: Number(product.value) }),
      ...(user.value && { uid: user.value }),
    }
  })
  return {
    search,
    status,
    product,
    user,
    params,
    isFiltered: computed(() => Object.keys(params.value).length > 0),
    clear() {
      search.value = ''
      set({ q: '', status: '', product: '', user: '' })
    },
  }
}
