import { useEventListener, useThrottleFn } from '@vueuse/core'
import { useBridge } from './useBridge.ts'

const tellEveryMs = 20_000

/** Tells the console now and then that somebody is at this window, so that it does not lock under their hands. */
export function useActivity(): void {
  const bridge = useBridge()
  const tell = useThrottleFn(() => void bridge.command('lock.active', {}), tellEveryMs)
  useEventListener(window, ['pointerdown', 'keydown', 'wheel', 'touchstart'], tell, { passive: true })
}
