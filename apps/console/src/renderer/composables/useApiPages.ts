import type { EndpointKey, Endpoints, Input } from '@asinx-pay/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Answer } from '../../shared/bridge.ts'
import { useBridge } from './useBridge.ts'
import type { Loaded } from './useView.ts'

/** Endpoints that answer page by page. */
type PagedKey = { [K in EndpointKey]: Endpoints[K] extends { paged: true } ? K : never }[EndpointKey]

/** Entries asked for at a time. */
const pageSize = 20

interface ApiPages<K extends PagedKey> {
  data: ShallowRef<Loaded<Answer<K>>>
  /** Counted from 1. */
  page: Ref<number>
  /** A page that came full may have one after it: the API does not say. */
  hasNext: ComputedRef<boolean>
  go: (page: number) => Promise<void>
  reload: () => Promise<void>
}

/** A list of the vendor, read page by page on demand and kept only while it is looked at. */
export function useApiPages<K extends PagedKey>(
  endpoint: K,
  input: () => object,
  { isLazy = false }: { isLazy?: boolean } = {},
): ApiPages<K> {
  const bridge = useBridge()
  const data = shallowRef<Loaded<Answer<K>>>({ state: 'loading' })
  const page = ref(1)
  let latest = 0

  async function go(to: number): Promise<void> {
    const turn = ++latest
    if (to !== page.value) data.value = { state: 'loading' }
    page.value = to
    const asked = { ...input(), pageNum: to, pageSize } as unknown as Input<Endpoints[K]>
    const crossing = await bridge.call(endpoint, asked)
    if (turn !== latest) return
    data.value = crossing.ok ? { state: 'ready', value: crossing.value } : { state: 'failed', error: crossing.error }
  }
  if (!isLazy)
    watch(
      () => JSON.stringify(input()),
      () => go(1),
      { immediate: true },
    )
  onScopeDispose(() => latest++)
  const count = computed(() => (data.value.state === 'ready' ? (data.value.value as unknown[]).length : 0))
  return { data, page, hasNext: computed(() => count.value === pageSize), go, reload: () => go(page.value) }
}
