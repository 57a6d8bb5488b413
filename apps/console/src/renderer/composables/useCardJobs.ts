import { computed, type ComputedRef } from 'vue'
import type { CardDetail } from '../../shared/bridge.ts'
import { cardLook, isOpen } from '../lib/status.ts'
import { useSession } from '../stores/session.ts'
import { useText } from './useText.ts'

/** What can be done to a card as it stands. The vendor decides in the end; this keeps hopeless calls from being sent. */
export function useCardJobs(card: () => CardDetail): {
  /** Why no recharge can be sent; null when one can. */
  hindrance: ComputedRef<string | null>
  /** In the sandbox nobody but the operator reviews. */
  isReviewer: ComputedRef<boolean>
  isOurs: ComputedRef<boolean>
  canFreeze: ComputedRef<boolean>
  canClose: ComputedRef<boolean>
  canReapply: ComputedRef<boolean>
} {
  const { t } = useText()
  const store = useSession()
  const look = computed(() => cardLook(card().status))
  const isOurs = computed(() => card().uid !== null)
  const hasOpen = computed(() => card().journal.some((row) => isOpen(row) && row.reference.amount !== undefined))
  const hindrance = computed(() => {
    if (!isOurs.value) return t('card.cannotUser')
    if (hasOpen.value) return t('card.cannotOpen')
    return look.value.recharge === 'yes' ? null : t(`card.${look.value.recharge}`)
  })
  const isUsable = computed(() => isOurs.value && look.value.recharge === 'yes')
  return {
    hindrance,
    isReviewer: computed(() => look.value.recharge === 'cannotReview' && store.profile?.environment === 'sandbox'),
    isOurs,
    canFreeze: isUsable,
    canClose: computed(() => isUsable.value && !hasOpen.value),
    canReapply: computed(() => isOurs.value && look.value.recharge === 'cannotRejected'),
  }
}
