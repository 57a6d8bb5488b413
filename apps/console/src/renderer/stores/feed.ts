import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useBridge } from '../composables/useBridge.ts'

/** How many notifies came since the feed was last looked at. */
export const useFeed = defineStore('feed', () => {
  const bridge = useBridge()
  const fresh = ref(new Set<number>())
  bridge.on('notifies.changed', ({ seq }) => fresh.value.add(seq))
  return { fresh, count: computed(() => fresh.value.size), seen: () => fresh.value.clear() }
})
