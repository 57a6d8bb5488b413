import { computed, type ComputedRef } from 'vue'
import type { SandboxState } from '../../shared/bridge.ts'
import { useView, type View } from './useView.ts'

/** The sandbox as it stands. */
export function useSandbox(): View<SandboxState> & { sandbox: ComputedRef<SandboxState | null> } {
  const view = useView('sandbox', { params: {}, on: ['sandbox.changed'] })
  return { ...view, sandbox: computed(() => (view.data.value.state === 'ready' ? view.data.value.value : null)) }
}
