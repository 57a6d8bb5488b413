import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Announcement } from '../../shared/bridge.ts'
import { useBridge } from '../composables/useBridge.ts'

/** All windows of a browser share one notification. */
const tag = 'asinx-pay-notify'

const show = ({ title, body }: Announcement): Notification => new Notification(title, { body, tag })

/** How many notifies came since the feed was last looked at; shows them on the desktop where the main process cannot. */
export const useFeed = defineStore('feed', () => {
  const bridge = useBridge()
  const fresh = ref(new Set<number>())
  bridge.on('notifies.changed', ({ seq, isNew }) => isNew && fresh.value.add(seq))
  bridge.on('notify.announced', (announcement) => Notification.permission === 'granted' && show(announcement))
  return { fresh, count: computed(() => fresh.value.size), seen: () => fresh.value.clear() }
})
