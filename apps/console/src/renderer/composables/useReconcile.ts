import { computed, onScopeDispose, shallowRef, type ComputedRef } from 'vue'
import type { Period } from '../../shared/bridge.ts'
import { useBridge } from './useBridge.ts'
import { useCommand } from './useCommand.ts'
import { useSaved, type Saving } from './useSaved.ts'

interface Reconciling extends Pick<Saving, 'isBusy' | 'failure' | 'note'> {
  /** Questions answered, of all; null while none is under way. */
  progress: ComputedRef<{ done: number; of: number } | null>
  compare: (period: Period) => Promise<void>
  stop: () => void
  exportCsv: () => Promise<boolean>
}

/** Runs a comparison with the vendor, tells how far it is, and hands its result on. */
export function useReconcile(): Reconciling {
  const bridge = useBridge()
  const running = useCommand()
  const { isBusy, failure, run } = running
  const { note, save, forget } = useSaved(running)
  const latest = shallowRef<{ done: number; of: number } | null>(null)
  onScopeDispose(bridge.on('reconcile.progress', (news) => (latest.value = news)))
  return {
    isBusy,
    failure,
    note,
    progress: computed(() => (isBusy.value ? latest.value : null)),
    async compare(period) {
      forget()
      latest.value = null
      await run('reconcile.run', period)
    },
    stop: () => void bridge.command('reconcile.stop', {}),
    exportCsv: () => save('reconcile.export', {}),
  }
}
