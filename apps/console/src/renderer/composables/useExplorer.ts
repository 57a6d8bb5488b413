import { endpointOf, inputFields, type EndpointKey, type Endpoints, type Input, type Outcome } from '@asinx-pay/core'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { BridgeError, Crossing } from '../../shared/bridge.ts'
import { filled, problemsOf, type Draft, type Wrong } from '../lib/form.ts'
import { readOnce, type OnceEnd } from '../lib/once.ts'
import { useBridge } from './useBridge.ts'

export type Exploring =
  | { state: 'filling' }
  /** The call changes something and waits for a second yes. */
  | { state: 'confirming' }
  | { state: 'sending' }
  | { state: 'answered'; result: unknown }
  | { state: 'failed'; error: BridgeError }
  | { state: 'ended'; end: OnceEnd<unknown> }

export interface Explorer {
  exploring: ShallowRef<Exploring>
  draft: Ref<Draft>
  problems: ShallowRef<ReadonlyMap<string, Wrong>>
  /** The draft without what was left blank. */
  input: ComputedRef<Draft>
  /** Sends a read at once; asks first about everything else. */
  submit: () => Promise<void>
  confirm: () => Promise<void>
  back: () => void
}

/** A form for any row. What it sends goes the way every call of the console goes: journalled, limited and redacted. */
export function useExplorer(endpoint: () => EndpointKey): Explorer {
  const bridge = useBridge()
  const exploring = shallowRef<Exploring>({ state: 'filling' })
  const draft = ref<Draft>({})
  const problems = shallowRef<ReadonlyMap<string, Wrong>>(new Map())
  const input = computed(() => filled(draft.value))

  async function send(): Promise<void> {
    if (exploring.value.state === 'sending') return
    exploring.value = { state: 'sending' }
    const key = endpoint()
    const crossing = (await bridge.call(key, input.value as Input<Endpoints[EndpointKey]>)) as Crossing<unknown>
    if (key !== endpoint()) return
    if (endpointOf(key).effect === 'once')
      exploring.value = { state: 'ended', end: readOnce(crossing as Crossing<Outcome<unknown>>) }
    else
      exploring.value = crossing.ok
        ? { state: 'answered', result: crossing.value }
        : { state: 'failed', error: crossing.error }
  }

  async function submit(): Promise<void> {
    const row = endpointOf(endpoint())
    problems.value = problemsOf(inputFields(row), draft.value)
    if (problems.value.size > 0) return
    if (row.effect === 'read') return send()
    exploring.value = { state: 'confirming' }
  }
  const back = (): void => {
    if (exploring.value.state !== 'sending') exploring.value = { state: 'filling' }
  }
  watch(endpoint, () => {
    draft.value = {}
    problems.value = new Map()
    exploring.value = { state: 'filling' }
  })
  return {
    exploring,
    draft,
    problems,
    input,
    submit,
    confirm: async () => (exploring.value.state === 'confirming' ? send() : undefined),
    back,
  }
}
