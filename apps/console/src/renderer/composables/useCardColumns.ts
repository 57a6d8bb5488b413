import { useStorage } from '@vueuse/core'
import { computed, type WritableComputedRef } from 'vue'
import { defaultColumns, knownColumns, type CardColumn } from '../lib/card-columns.ts'

/** Which columns this window shows: a matter of taste, so it stays in the browser's storage. */
export function useCardColumns(): WritableComputedRef<CardColumn[]> {
  const stored = useStorage<string[]>('card-columns', [...defaultColumns])
  return computed({ get: () => knownColumns(stored.value), set: (chosen) => (stored.value = chosen) })
}
