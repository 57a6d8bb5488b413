import type { EndpointKey, Endpoints, Input } from '@asinx-pay/core'
import type { Answer } from '../../shared/bridge.ts'
import { shallowRef, type ShallowRef } from 'vue'
import type { Crossing } from '../../shared/bridge.ts'
import { readSubmit, type SubmitEnd } from '../lib/submit.ts'
import { useBridge } from './useBridge.ts'

export type SubmitState<T> = { state: 'idle' } | { state: 'sending' } | SubmitEnd<T>

export interface Submit<K extends EndpointKey> {
  state: ShallowRef<SubmitState<Answer<K>>>
  send: (input: Input<Endpoints[K]>) => Promise<SubmitEnd<Answer<K>> | null>
  reset: () => void
}

/** A call that documents or sets something. While one is on its way, another is refused. */
export function useSubmit<K extends EndpointKey>(endpoint: K): Submit<K> {
  const bridge = useBridge()
  const state = shallowRef<SubmitState<Answer<K>>>({ state: 'idle' })
  return {
    state,
    async send(input) {
      if (state.value.state === 'sending') return null
      state.value = { state: 'sending' }
      const end = readSubmit((await bridge.call(endpoint, input)) as Crossing<Answer<K>>)
      state.value = end
      return end
    },
    reset() {
      state.value = { state: 'idle' }
    },
  }
}
