import type { JournalRow } from '../../shared/bridge.ts'
import { useText } from './useText.ts'

/** Whom a call of the journal is about: its card, or the user where it names none. */
export function useSubject(): (row: JournalRow) => string {
  const { t } = useText()
  return ({ reference }) =>
    reference.userBankcardId === undefined
      ? (reference.uid ?? t('common.none'))
      : t('cards.unnamed', { id: reference.userBankcardId })
}
