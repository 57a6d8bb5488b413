import type { EndpointKey, Endpoints, Input, Outcome, Result } from '@asinx-pay/core'
import { shallowRef, type ShallowRef } from 'vue'
import type { Crossing } from '../../shared/bridge.ts'
import { type OnceEnd, readOnce } from '../lib/once.ts'
import { useBridge } from './useBridge.ts'

/** Endpoints whose answer is an outcome. */
export type OnceKey = { [K in EndpointKey]: Endpoints[K]['effect'] extends 'once' ? K : never }[EndpointKey]
type ResultOf<K extends OnceKey> = Result<Endpoints[K]>

export type OnceState<T> = { state: 'idle' } | { state: 'sending' } | OnceEnd<T>

export interface Once<K extends OnceKey> {
  state: ShallowRef<OnceState<ResultOf<K>>>
  /** Sends it, unless it is on its way already. */
  send: (input: Input<Endpoints[K]>) => Promise<OnceEnd<ResultOf<K>> | null>
  reset: () => void
}

/** A call that must not be sent twice: while one is on its way, another is refused. */
export function useOnce<K extends OnceKey>(endpoint: K): Once<K> {
  const bridge = useBridge()
  const state = shallowRef<OnceState<ResultOf<K>>>({ state: 'idle' })
  return {
    state,
    async send(input) {
      if (state.value.state === 'sending') return null
      state.value = { state: 'sending' }
      const end = readOnce((await bridge.call(endpoint, input)) as Crossing<Outcome<ResultOf<K>>>)
      state.value = end
      return end
    },
    reset() {
      state.value = { state: 'idle' }
    },
  }
}
