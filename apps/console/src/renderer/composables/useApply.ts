import { endpoints, type Endpoints, type Result } from '@asinx-pay/core'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { applicationCost } from '../../shared/costs.ts'
import { useBridge } from './useBridge.ts'
import { type Once, useOnce } from './useOnce.ts'
import type { Loaded } from './useView.ts'

export type Product = Result<Endpoints['bankcard.templateList']>[number]

/** What an application asks for beside user and product. */
export const applyFields = endpoints['bankcard.apply'].request

export interface Apply {
  once: Once<'bankcard.apply'>
  products: ShallowRef<Loaded<Product[]>>
  loadProducts: () => Promise<void>
  productId: Ref<number | null>
  product: ComputedRef<Product | null>
  cost: ComputedRef<string>
  address: Ref<string>
  tag: Ref<string>
  needsAddress: ComputedRef<boolean>
  isComplete: ComputedRef<boolean>
  submit: () => Promise<void>
}

/** An application for a card: a user, a product and what the product asks for. */
export function useApply(uid: Ref<string>, isOpen: Ref<boolean>, replaces: () => number | null): Apply {
  const bridge = useBridge()
  const once = useOnce('bankcard.apply')
  const products = shallowRef<Loaded<Product[]>>({ state: 'loading' })
  const productId = ref<number | null>(null)
  const address = ref('')
  const tag = ref('')
  const product = computed(() =>
    products.value.state === 'ready' ? (products.value.value.find(({ id }) => id === productId.value) ?? null) : null,
  )
  const needsAddress = computed(() => product.value?.bankCardNature === 'PHYSICAL')
  const isComplete = computed(
    () => uid.value !== '' && product.value !== null && (!needsAddress.value || address.value.trim() !== ''),
  )

  async function loadProducts(): Promise<void> {
    products.value = { state: 'loading' }
    const crossing = await bridge.call('bankcard.templateList', {})
    products.value = crossing.ok
      ? { state: 'ready', value: crossing.value }
      : { state: 'failed', error: crossing.error }
  }
  watch(isOpen, (open) => open && void loadProducts(), { immediate: true })

  async function submit(): Promise<void> {
    if (!isComplete.value || productId.value === null) return
    await once.send({
      uid: uid.value,
      bankcardId: productId.value,
      ...(replaces() !== null && { userBankcardId: replaces() ?? 0 }),
      ...(needsAddress.value && { residenceAddress: address.value.trim() }),
      ...(tag.value.trim() !== '' && { tag: tag.value.trim() }),
    })
  }
  const cost = computed(() => applicationCost(product.value?.applyFee, product.value?.applyDiscount))
  return { once, products, loadProducts, productId, product, cost, address, tag, needsAddress, isComplete, submit }
}
