import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Texts that are part of the address, so that a reload keeps them. */
export function useQueryText(): (name: string) => WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return (name) =>
    computed({
      get() {
        const value = route.query[name]
        return typeof value === 'string' ? value : ''
      },
      set(value) {
        const { [name]: _before, ...query } = route.query
        void router.replace({ query: value === '' ? query : { ...query, [name]: value } })
      },
    })
}
