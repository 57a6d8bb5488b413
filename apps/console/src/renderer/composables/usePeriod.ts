import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Period } from '../../shared/bridge.ts'
import { periodNames, periodOf, type PeriodChoice, type PeriodName } from '../lib/period.ts'
import { useMinute } from './useMinute.ts'

/** A period that is part of the address, so that a reload keeps it. */
export function usePeriod(otherwise: PeriodName): {
  choice: WritableComputedRef<PeriodChoice>
  /** Null where the chosen days do not make one. */
  period: ComputedRef<Period | null>
} {
  const route = useRoute()
  const router = useRouter()
  const now = useMinute()
  const textOf = (name: string): string => {
    const value = route.query[name]
    return typeof value === 'string' ? value : ''
  }
  const choice = computed({
    get: (): PeriodChoice => ({
      name: periodNames.find((name) => name === textOf('period')) ?? otherwise,
      first: textOf('first'),
      last: textOf('last'),
    }),
    set({ name, first, last }) {
      const { period: _period, first: _first, last: _last, ...query } = route.query
      const days = name === 'chosen' ? { first, last } : {}
      void router.replace({ query: { ...query, period: name, ...days } })
    },
  })
  return { choice, period: computed(() => periodOf(choice.value, now.value)) }
}
