import { endpoints } from '@asinx-pay/core'
import { computed, ref, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { applicationCost } from '../../shared/costs.ts'
import { type Once, useOnce } from './useOnce.ts'
import { useProducts, type Product } from './useProducts.ts'
import type { Loaded } from './useView.ts'

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
  const once = useOnce('bankcard.apply')
  const { products, loadProducts } = useProducts(isOpen)
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
