import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import type { BridgeError, EventName, ViewName, Views } from '../../shared/bridge.ts'
import { useBridge } from './useBridge.ts'

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed'; error: BridgeError }

export interface View<T> {
  data: ShallowRef<Loaded<T>>
  reload: () => Promise<void>
}

interface Options<V extends ViewName> {
  params: MaybeRefOrGetter<Views[V]['params']>
  /** News after which to ask again. */
  on: readonly EventName[]
}

/**
 * Asks for a local page, and again when its parameters change or news comes. What was shown stays while a newer answer
 * is on its way; an answer that was overtaken is dropped.
 */
export function useView<V extends ViewName>(name: V, options: Options<V>): View<Views[V]['output']> {
  const bridge = useBridge()
  const data = shallowRef<Loaded<Views[V]['output']>>({ state: 'loading' })
  let latest = 0
  async function reload(): Promise<void> {
    const turn = ++latest
    const crossing = await bridge.query(name, toValue(options.params))
    if (turn !== latest) return
    if (crossing.ok) data.value = { state: 'ready', value: crossing.value }
    else if (data.value.state !== 'ready' || bridge.connected.value)
      data.value = { state: 'failed', error: crossing.error }
  }
  watch(() => JSON.stringify(toValue(options.params)), reload, { immediate: true })
  const stops = options.on.map((event) => bridge.on(event, () => void reload()))
  onScopeDispose(() => stops.forEach((stop) => stop()))
  return { data, reload }
}
