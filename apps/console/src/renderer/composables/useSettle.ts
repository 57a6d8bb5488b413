import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { BridgeError, JournalRow } from '../../shared/bridge.ts'
import { isOpen } from '../lib/status.ts'
import { useBridge } from './useBridge.ts'
import { useText } from './useText.ts'

export type Settling =
  | { state: 'idle' }
  | { state: 'asking' }
  | { state: 'answered'; row: JournalRow }
  | { state: 'failed'; error: BridgeError }

/** Asks how a call in the journal ended. It never sends the call again. */
export function useSettle(): {
  state: ShallowRef<Settling>
  text: ComputedRef<string>
  settle: (intentId: string) => Promise<void>
} {
  const bridge = useBridge()
  const { t, advice } = useText()
  const state = shallowRef<Settling>({ state: 'idle' })
  const text = computed(() => {
    if (state.value.state === 'answered')
      return isOpen(state.value.row) ? t('journal.still') : t(`journal.${state.value.row.state}`)
    return state.value.state === 'failed' ? advice(state.value.error) : ''
  })
  async function settle(intentId: string): Promise<void> {
    state.value = { state: 'asking' }
    const crossing = await bridge.command('outcome.settle', { intentId })
    state.value = crossing.ok ? { state: 'answered', row: crossing.value } : { state: 'failed', error: crossing.error }
  }
  return { state, text, settle }
}
