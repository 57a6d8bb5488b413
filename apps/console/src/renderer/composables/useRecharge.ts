import { isPayable, type EndpointKey } from '@asinx-pay/core'
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { CardDetail } from '../../shared/bridge.ts'
import { merchantCurrency, previewRecharge, type RechargePreview } from '../../shared/costs.ts'
import { confirms, lastFourOf } from '../lib/money.ts'
import type { OnceEnd } from '../lib/once.ts'
import { useOnce } from './useOnce.ts'

const endpoint = 'bankcard.recharge' satisfies EndpointKey

export type RechargeStep =
  | { state: 'idle' }
  | { state: 'confirming'; preview: RechargePreview }
  | { state: 'sending'; preview: RechargePreview }
  | (OnceEnd<unknown> & { preview: RechargePreview })

export interface Recharge {
  step: ShallowRef<RechargeStep>
  amount: Ref<string>
  typed: Ref<string>
  isAmountGood: ComputedRef<boolean>
  isConfirmed: ComputedRef<boolean>
  lastFour: ComputedRef<string | null>
  review: () => void
  back: () => void
  send: () => Promise<void>
  /** Starts over, unless a send is on its way: its end is shown when the dialog opens again. */
  reset: () => void
}

/** A recharge from the amount to its end. Only a confirmed amount can be sent, and only once. */
export function useRecharge(card: () => CardDetail): Recharge {
  const once = useOnce(endpoint)
  const step = shallowRef<RechargeStep>({ state: 'idle' })
  const amount = ref('')
  const typed = ref('')
  const lastFour = computed(() => lastFourOf(card().maskedPan))
  const isAmountGood = computed(() => isPayable(amount.value.trim()))
  const isConfirmed = computed(
    () => step.value.state === 'confirming' && confirms(typed.value, step.value.preview.amount, lastFour.value),
  )

  function review(): void {
    if (!isAmountGood.value || step.value.state !== 'idle') return
    const { balance, currency, rechargeFee: rate } = card()
    typed.value = ''
    const isSameCurrency = (currency ?? merchantCurrency) === merchantCurrency
    const preview = previewRecharge(amount.value.trim(), { balance: isSameCurrency ? balance : null, rate })
    step.value = { state: 'confirming', preview }
  }
  function back(): void {
    if (step.value.state === 'confirming' || step.value.state === 'notSent') step.value = { state: 'idle' }
  }
  async function send(): Promise<void> {
    const { userBankcardId, uid } = card()
    if (!isConfirmed.value || step.value.state !== 'confirming' || uid === null) return
    const { preview } = step.value
    step.value = { state: 'sending', preview }
    const end = await once.send({ uid, userBankcardId, amount: preview.amount })
    if (end) step.value = { ...end, preview }
  }
  function reset(): void {
    if (step.value.state === 'sending') return
    amount.value = ''
    typed.value = ''
    step.value = { state: 'idle' }
  }
  return { step, amount, typed, isAmountGood, isConfirmed, lastFour, review, back, send, reset }
}
