import { computed, type ComputedRef } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { CardRow, Home, JournalRow, NotifyRow } from '../../shared/bridge.ts'
import { merchantCurrency } from '../../shared/costs.ts'
import { amountText } from '../lib/money.ts'
import { cardLook, journalLooks, type Look } from '../lib/status.ts'
import { trustOf } from '../lib/trust.ts'
import { useCodes } from './useCodes.ts'
import { useNotifyLine } from './useNotifyLine.ts'
import { useText } from './useText.ts'

/** One thing that waits for a person: what it is, why, and where to go on. */
export interface AttentionEntry extends Look {
  key: string
  word: string
  title: string
  text: string
  /** Where it is looked at, and what the way there is called. */
  to?: RouteLocationRaw
  toText?: string
  /** A card that is waiting for its user. */
  assign?: number
  /** Tells, and asks nothing. */
  isCalm?: true
}

const cardTo = (id: number): RouteLocationRaw => ({ name: 'cards', params: { id } })
const outcomeTo = (id: string): RouteLocationRaw => ({ name: 'money', params: { part: 'outcomes', id } })

/** Entries about calls whose end was, or is, not known. */
function useOutcomeEntries() {
  const { t } = useText()
  const { endpointTitle } = useCodes()
  const whatOf = ({ endpoint, reference }: JournalRow): string =>
    reference.amount === undefined
      ? endpointTitle(endpoint)
      : t('journal.what', { title: endpointTitle(endpoint), amount: amountText(reference.amount, merchantCurrency) })
  return {
    open: (row: JournalRow): AttentionEntry => ({
      ...journalLooks[row.state],
      key: row.intentId,
      word: t('journal.unknown'),
      title: t('home.openTitle', { what: whatOf(row) }),
      text: row.why === null ? t('outcome.unknownText') : t(`why.${row.why}`),
      to: outcomeTo(row.intentId),
      toText: t('attention.evidence'),
    }),
    settled: (row: JournalRow): AttentionEntry => ({
      ...journalLooks[row.state],
      key: row.intentId,
      word: t('attention.settledWord'),
      title: t('attention.settledTitle', { what: whatOf(row), state: t(`journal.${row.state}`) }),
      text:
        row.settledBy === 'person'
          ? t('attention.settledReason', { reason: row.reason ?? '' })
          : t('attention.settledText', { by: t(`settledBy.${row.settledBy ?? 'order'}`) }),
      to: outcomeTo(row.intentId),
      toText: t('home.look'),
      isCalm: true,
    }),
  }
}

/** Entries about cards. */
function useCardEntries() {
  const { t } = useText()
  const { statusWord } = useCodes()
  return {
    rejected: (card: CardRow): AttentionEntry => {
      const { tone, shape } = cardLook(card.status)
      return {
        tone,
        shape,
        key: `rejected ${card.userBankcardId}`,
        word: statusWord(card.status),
        title: t('home.rejectedTitle', { id: card.userBankcardId }),
        text: t('home.rejectedText', { product: card.product ?? t('common.none') }),
        to: cardTo(card.userBankcardId),
        toText: t('home.look'),
      }
    },
    low: (card: CardRow, below: string): AttentionEntry => ({
      tone: 'wait',
      shape: 'half',
      key: `low ${card.userBankcardId}`,
      word: t('attention.lowWord'),
      title: t('attention.lowTitle', {
        card: card.maskedPan ?? String(card.userBankcardId),
        amount: amountText(card.balance ?? '0', card.currency),
      }),
      text: t('attention.lowText', { below: amountText(below, card.currency) }),
      to: cardTo(card.userBankcardId),
      toText: t('home.look'),
    }),
    unassigned: (card: CardRow): AttentionEntry => ({
      tone: 'wait',
      shape: 'ring',
      key: `unassigned ${card.userBankcardId}`,
      word: t('cards.noUser'),
      title: t('home.unassignedTitle', { id: card.userBankcardId }),
      text: t('home.unassignedText'),
      assign: card.userBankcardId,
    }),
  }
}

/** Entries about notifies. */
function useNotifyEntries() {
  const { t } = useText()
  const { notifyTitle } = useCodes()
  const line = useNotifyLine()
  return {
    failed: (notify: NotifyRow): AttentionEntry => ({
      tone: 'bad',
      shape: 'triangle',
      key: `failed ${notify.seq}`,
      word: t(notify.conflict ? 'attention.conflictWord' : 'attention.failedWord'),
      title: `${notifyTitle(notify.type)} · ${line(notify)}`,
      text: notify.conflict ? t('attention.conflictText') : t(`trust.${trustOf(notify)}`),
      to: { name: 'notifies', params: { at: notify.seq } },
      toText: t('home.look'),
    }),
    refused: (n: number): AttentionEntry => ({
      tone: 'bad',
      shape: 'triangle',
      key: 'refused',
      word: t('home.refused'),
      title: t('home.refusedTitle', { n }),
      text: t('home.refusedText'),
      to: { name: 'notifies', params: { at: 'refused' } },
      toText: t('home.look'),
    }),
  }
}

/** What needs a person, what is in doubt first. */
export function useAttention(home: () => Home): ComputedRef<AttentionEntry[]> {
  const entries = { ...useOutcomeEntries(), ...useCardEntries(), ...useNotifyEntries() }
  return computed(() => {
    const { open, rejected, failed, refusedNotifies, unassigned, low, lowBelow, settled } = home()
    return [
      ...open.map(entries.open),
      ...rejected.map(entries.rejected),
      ...failed.map(entries.failed),
      ...(refusedNotifies > 0 ? [entries.refused(refusedNotifies)] : []),
      ...unassigned.map(entries.unassigned),
      ...low.map((card) => entries.low(card, lowBelow)),
      ...settled.map(entries.settled),
    ]
  })
}
