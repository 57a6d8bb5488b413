import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Period } from '../../shared/bridge.ts'
import { download } from '../lib/download.ts'
import { useBridge } from './useBridge.ts'
import { useCommand, type Running } from './useCommand.ts'
import { useText } from './useText.ts'

interface Reconciling extends Pick<Running, 'isBusy' | 'failure'> {
  /** Questions answered, of all; null while none is under way. */
  progress: ComputedRef<{ done: number; of: number } | null>
  /** Where the file went. */
  note: ShallowRef<string | null>
  compare: (period: Period) => Promise<void>
  stop: () => void
  exportCsv: () => Promise<void>
}

/** Runs a comparison with the vendor, tells how far it is, and hands its result on. */
export function useReconcile(): Reconciling {
  const bridge = useBridge()
  const { t } = useText()
  const { isBusy, failure, run } = useCommand()
  const latest = shallowRef<{ done: number; of: number } | null>(null)
  const note = shallowRef<string | null>(null)
  onScopeDispose(bridge.on('reconcile.progress', (news) => (latest.value = news)))
  return {
    isBusy,
    failure,
    note,
    progress: computed(() => (isBusy.value ? latest.value : null)),
    async compare(period) {
      note.value = null
      latest.value = null
      await run('reconcile.run', period)
    },
    stop: () => void bridge.command('reconcile.stop', {}),
    async exportCsv() {
      const saved = await run('reconcile.export', {})
      if (saved === null || saved === 'done' || saved.state === 'cancelled') return
      if (saved.state === 'offered') download(saved.href)
      note.value = saved.state === 'saved' ? t('audit.exported', { path: saved.path }) : t('audit.offered')
    },
  }
}
