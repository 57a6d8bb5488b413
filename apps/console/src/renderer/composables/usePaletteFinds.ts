import { refDebounced } from '@vueuse/core'
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { CardRow, Found, JournalRow, NotifyRow, TransactionRow, UserRow } from '../../shared/bridge.ts'
import { amountText } from '../lib/money.ts'
import type { PaletteEntry, PaletteGroup } from '../lib/palette.ts'
import { cardLook } from '../lib/status.ts'
import { useBridge } from './useBridge.ts'
import { useCodes } from './useCodes.ts'
import { useNotifyLine } from './useNotifyLine.ts'
import { useText } from './useText.ts'

/** Wait for a pause in typing, in milliseconds. */
const pauseMs = 120

/** Each kind of find as a line of the palette. */
function useEntries() {
  const { t } = useText()
  const { codeText, endpointTitle, notifyTitle, statusWord } = useCodes()
  const line = useNotifyLine()
  const titleOf = (card: CardRow): string =>
    [card.product ?? t('cards.unnamed', { id: card.userBankcardId }), card.maskedPan].filter(Boolean).join(' ')
  const cardEntry = (card: CardRow): PaletteEntry => ({
    id: `card-${card.userBankcardId}`,
    icon: 'card',
    title: titleOf(card),
    detail: [statusWord(card.status), card.userBankcardId, card.tag].filter(Boolean).join(' · '),
    act: { name: 'cards', params: { id: card.userBankcardId } },
  })
  const rechargeEntry = (card: CardRow): PaletteEntry => ({
    id: `recharge-${card.userBankcardId}`,
    icon: 'plus',
    title: t('palette.recharge', { card: titleOf(card) }),
    detail: String(card.userBankcardId),
    act: { name: 'cards', params: { id: card.userBankcardId }, query: { do: 'recharge' } },
  })
  const userEntry = (user: UserRow): PaletteEntry => ({
    id: `user-${user.uid}`,
    icon: 'userPlus',
    title: user.uid,
    detail: user.email ?? user.note ?? '',
    act: `/users/${user.uid}`,
  })
  const callEntry = ({ intentId, endpoint, reference, state }: JournalRow): PaletteEntry => ({
    id: `call-${intentId}`,
    icon: 'receipt',
    title: endpointTitle(endpoint),
    detail: [reference.amount && amountText(reference.amount), t(`journal.${state}`), reference.requestOrderId]
      .filter(Boolean)
      .join(' · '),
    act:
      reference.userBankcardId === undefined
        ? `/money/journal/${intentId}`
        : { name: 'cards', params: { id: reference.userBankcardId } },
  })
  const notifyEntry = (notify: NotifyRow): PaletteEntry => ({
    id: `notify-${notify.seq}`,
    icon: 'bell',
    title: notifyTitle(notify.type),
    detail: [line(notify), notify.uniqueNo].join(' · '),
    act: { name: 'notifies', params: { at: notify.seq } },
  })
  const transactionEntry = (row: TransactionRow): PaletteEntry => ({
    id: `transaction-${row.id}`,
    icon: 'coin',
    title: row.merchant ?? (row.type ? codeText('transactionTypes', row.type) : row.recordNo),
    detail: [row.amount && amountText(row.amount, row.currency), row.maskedPan ?? row.userBankcardId]
      .filter(Boolean)
      .join(' · '),
    act: { name: 'money', params: { part: 'transactions', id: row.id } },
  })
  return {
    card: cardEntry,
    recharge: rechargeEntry,
    user: userEntry,
    call: callEntry,
    notify: notifyEntry,
    transaction: transactionEntry,
  }
}

/** Cards, users, calls and notifies that fit what is typed. */
export function usePaletteFinds(typed: Ref<string>): {
  finds: ComputedRef<PaletteGroup[]>
  isAsking: ComputedRef<boolean>
} {
  const bridge = useBridge()
  const { t } = useText()
  const wanted = refDebounced(
    computed(() => typed.value.trim().slice(0, 100)),
    pauseMs,
  )
  const found = shallowRef<{ search: string; value: Found | null }>({ search: '', value: null })

  watch(wanted, async (search) => {
    if (search === '') return void (found.value = { search, value: null })
    const crossing = await bridge.query('palette', { search })
    if (search === wanted.value) found.value = { search, value: crossing.ok ? crossing.value : null }
  })

  const entriesOf = useEntries()
  const finds = computed<PaletteGroup[]>(() => {
    const { value } = found.value
    if (!value) return []
    const payable = value.cards.filter((card) => card.uid !== null && cardLook(card.status).recharge === 'yes')
    return [
      { name: t('nav.cards'), entries: value.cards.map(entriesOf.card) },
      { name: t('palette.recharges'), entries: payable.map(entriesOf.recharge) },
      { name: t('palette.users'), entries: value.users.map(entriesOf.user) },
      { name: t('palette.calls'), entries: value.journal.map(entriesOf.call) },
      { name: t('transactions.title'), entries: value.transactions.map(entriesOf.transaction) },
      { name: t('nav.notifies'), entries: value.notifies.map(entriesOf.notify) },
    ].filter(({ entries }) => entries.length > 0)
  })
  return { finds, isAsking: computed(() => typed.value.trim() !== found.value.search) }
}
