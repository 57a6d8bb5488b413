import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { BridgeError, CommandName, Commands } from '../../shared/bridge.ts'
import { useBridge } from './useBridge.ts'

export interface Running {
  isBusy: Ref<boolean>
  failure: ShallowRef<BridgeError | null>
  /** The answer, or null when it failed or one is on its way already. Commands without an answer give `done`. */
  run: <N extends CommandName>(
    name: N,
    input: Commands[N]['input'],
  ) => Promise<Exclude<Commands[N]['output'], null> | 'done' | null>
}

/** Runs a command at a time, for a form or a button, and keeps what it failed with. */
export function useCommand(): Running {
  const bridge = useBridge()
  const isBusy = ref(false)
  const failure = shallowRef<BridgeError | null>(null)
  return {
    isBusy,
    failure,
    async run(name, input) {
      if (isBusy.value) return null
      isBusy.value = true
      const crossing = await bridge.command(name, input)
      isBusy.value = false
      failure.value = crossing.ok ? null : crossing.error
      if (!crossing.ok) return null
      return (crossing.value ?? 'done') as never
    },
  }
}
