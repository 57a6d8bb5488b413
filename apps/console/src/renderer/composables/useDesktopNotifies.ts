import { computed, ref, type ComputedRef } from 'vue'
import { useSession } from '../stores/session.ts'
import { useBridge } from './useBridge.ts'
import { useView } from './useView.ts'

export interface DesktopNotifies {
  isOn: ComputedRef<boolean>
  /** The browser was told to show none for this page. */
  isDenied: ComputedRef<boolean>
  set: (isOn: boolean) => Promise<void>
}

/** Desktop notifications: the desktop application shows them itself, a page in a browser has to be allowed to. */
export function useDesktopNotifies(): DesktopNotifies {
  const bridge = useBridge()
  const store = useSession()
  const { data } = useView('desktopNotifies', { params: {}, on: ['session.changed'] })
  const permission = ref(Notification.permission)
  const isPage = computed(() => store.session?.host === 'browser')
  const isWanted = computed(() => data.value.state === 'ready' && data.value.value.isOn)
  return {
    isOn: computed(() => isWanted.value && (!isPage.value || permission.value === 'granted')),
    isDenied: computed(() => isPage.value && permission.value === 'denied'),
    async set(isOn) {
      if (isOn && isPage.value) permission.value = await Notification.requestPermission()
      await bridge.command('notify.desktop', { isOn })
    },
  }
}
