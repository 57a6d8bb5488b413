import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Does what an address asks for (`?do=register`), once: the question goes from the address as it is taken. */
export function useAsked(actions: Readonly<Record<string, () => void>>): void {
  const route = useRoute()
  const router = useRouter()
  watch(
    () => route.query.do,
    (asked) => {
      const action = typeof asked === 'string' && Object.hasOwn(actions, asked) ? actions[asked] : undefined
      if (!action) return
      const { do: _done, ...query } = route.query
      void router.replace({ query }).then(action)
    },
    { immediate: true },
  )
}
