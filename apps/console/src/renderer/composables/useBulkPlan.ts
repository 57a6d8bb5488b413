import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { BridgeError, BulkPlan, BulkRun } from '../../shared/bridge.ts'
import { isConfirmed, type BulkRate } from '../../shared/bulk.ts'
import { useBridge } from './useBridge.ts'
import type { Loaded } from './useView.ts'

/** A draft from its dry run to its start. Only what the plan asks to be typed starts it. */
export function useBulkPlan(run: () => BulkRun): {
  plan: ShallowRef<Loaded<BulkPlan>>
  rate: Ref<BulkRate>
  typed: Ref<string>
  isStarting: Ref<boolean>
  failure: ShallowRef<BridgeError | null>
  ask: () => Promise<void>
  start: () => Promise<void>
} {
  const bridge = useBridge()
  const plan = shallowRef<Loaded<BulkPlan>>({ state: 'loading' })
  const rate = ref<BulkRate>(run().rate)
  const typed = ref('')
  const isStarting = ref(false)
  const failure = shallowRef<BridgeError | null>(null)

  async function ask(): Promise<void> {
    const crossing = await bridge.command('bulk.plan', { run: run().run })
    plan.value = crossing.ok ? { state: 'ready', value: crossing.value } : { state: 'failed', error: crossing.error }
  }
  void ask()
  // A live profile that was unlocked, or a limit that was raised, is another plan.
  onScopeDispose(bridge.on('session.changed', () => void ask()))

  async function start(): Promise<void> {
    const now = plan.value
    if (now.state !== 'ready' || isStarting.value || !isConfirmed(now.value.confirm, typed.value)) return
    isStarting.value = true
    const crossing = await bridge.command('bulk.start', {
      run: run().run,
      rate: rate.value,
      ...(typed.value !== '' && { typed: typed.value }),
    })
    isStarting.value = false
    failure.value = crossing.ok ? null : crossing.error
    if (!crossing.ok) await ask()
  }
  return { plan, rate, typed, isStarting, failure, ask, start }
}
