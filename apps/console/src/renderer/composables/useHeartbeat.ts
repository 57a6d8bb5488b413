import { useIntervalFn } from '@vueuse/core'
import { useBridge } from './useBridge.ts'

const beatMs = 10_000

/** Asks now and then, so that a lost connection shows before somebody relies on it. */
export function useHeartbeat(): void {
  const bridge = useBridge()
  useIntervalFn(() => void bridge.query('session', {}), beatMs)
}
