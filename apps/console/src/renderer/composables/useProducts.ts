import type { Endpoints, Result } from '@asinx-pay/core'
import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useBridge } from './useBridge.ts'
import type { Loaded } from './useView.ts'

export type Product = Result<Endpoints['bankcard.templateList']>[number]

/** The products that the vendor offers, asked for each time a choice among them opens. */
export function useProducts(isOpen: Ref<boolean>): {
  products: ShallowRef<Loaded<Product[]>>
  loadProducts: () => Promise<void>
} {
  const bridge = useBridge()
  const products = shallowRef<Loaded<Product[]>>({ state: 'loading' })
  async function loadProducts(): Promise<void> {
    products.value = { state: 'loading' }
    const crossing = await bridge.call('bankcard.templateList', {})
    products.value = crossing.ok
      ? { state: 'ready', value: crossing.value }
      : { state: 'failed', error: crossing.error }
  }
  watch(isOpen, (open) => open && void loadProducts(), { immediate: true })
  return { products, loadProducts }
}
