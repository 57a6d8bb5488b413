import { createGlobalState, useIntervalFn } from '@vueuse/core'
import { readonly, ref } from 'vue'

const tickMs = 15_000

/** One clock for every relative time on the page. */
export const useMinute = createGlobalState(() => {
  const now = ref(Date.now())
  useIntervalFn(() => (now.value = Date.now()), tickMs)
  return readonly(now)
})
