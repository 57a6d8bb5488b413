import { useDebounceFn } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { ListedTransaction, TransactionFilter, TransactionRow, TransactionSums } from '../../shared/bridge.ts'
import { useBridge } from './useBridge.ts'
import type { Loaded } from './useView.ts'

/** Most transactions a list holds; older ones are reached by narrowing the period. */
export const maxListed = 10_000
/** News rests this long before a list that was not scrolled is asked again, in milliseconds. */
const newsDelayMs = 400

/** A line of the list: a transaction, or a fee under it. */
export interface TransactionLine {
  row: TransactionRow
  isFee: boolean
}

export interface Transactions {
  data: ShallowRef<Loaded<TransactionLine[]>>
  lines: ComputedRef<TransactionLine[]>
  sums: ShallowRef<TransactionSums | null>
  hasMore: ComputedRef<boolean>
  isCut: ComputedRef<boolean>
  /** Something changed while more than the first page was shown. */
  hasNews: Ref<boolean>
  more: () => Promise<void>
  reload: () => Promise<void>
}

const linesOf = ({ fees, ...row }: ListedTransaction): TransactionLine[] => [
  { row, isFee: false },
  ...fees.map((fee) => ({ row: fee, isFee: true })),
]

/** The transactions of a filter, page by page as the list is scrolled, and their sums once the first page is there. */
export function useTransactions(params: ComputedRef<TransactionFilter>): Transactions {
  const bridge = useBridge()
  const asker = crypto.randomUUID()
  const data = shallowRef<Loaded<TransactionLine[]>>({ state: 'loading' })
  const sums = shallowRef<TransactionSums | null>(null)
  const cursor = shallowRef<string | null>(null)
  const hasNews = ref(false)
  const lines = computed(() => (data.value.state === 'ready' ? data.value.value : []))
  let [turn, pages, isLoading] = [0, 0, false]

  async function load(from: string | null): Promise<boolean> {
    const mine = ++turn
    isLoading = true
    const before = from === null ? [] : lines.value
    const crossing = await bridge.query('transactions', { ...params.value, ...(from !== null && { cursor: from }) })
    if (mine !== turn) return false
    isLoading = false
    if (!crossing.ok) {
      if (before.length === 0) data.value = { state: 'failed', error: crossing.error }
      return false
    }
    data.value = { state: 'ready', value: [...before, ...crossing.value.rows.flatMap(linesOf)] }
    cursor.value = crossing.value.cursor
    pages = from === null ? 1 : pages + 1
    return true
  }
  async function addUp(): Promise<void> {
    const asked = JSON.stringify(params.value)
    const crossing = await bridge.query('transactionSums', { ...params.value, asker })
    if (crossing.ok && crossing.value !== null && asked === JSON.stringify(params.value)) sums.value = crossing.value
  }
  async function reload(): Promise<void> {
    hasNews.value = false
    if (await load(null)) await addUp()
  }
  const freshen = useDebounceFn(() => (pages <= 1 ? reload() : void (hasNews.value = true)), newsDelayMs, {
    maxWait: 5 * newsDelayMs,
  })
  watch(
    () => JSON.stringify(params.value),
    () => {
      sums.value = null
      void reload()
    },
    { immediate: true },
  )
  const stop = bridge.on('transactions.changed', () => void freshen())
  onScopeDispose(stop)
  return {
    data,
    lines,
    sums,
    hasNews,
    hasMore: computed(() => cursor.value !== null && lines.value.length < maxListed),
    isCut: computed(() => cursor.value !== null && lines.value.length >= maxListed),
    async more() {
      if (!isLoading && cursor.value !== null && lines.value.length < maxListed) await load(cursor.value)
    },
    reload,
  }
}
