import { cardStatuses, isNotifyType, notifyRowOf } from '@asinx-pay/core'
import type { NotifyRow } from '../../shared/bridge.ts'
import { amountText } from '../lib/money.ts'
import { useCodes } from './useCodes.ts'
import { useText } from './useText.ts'

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function money(amount: unknown, currency: unknown): string | null {
  const digits = text(amount)
  if (digits === null) return null
  try {
    return amountText(digits, text(currency))
  } catch {
    return digits
  }
}

/** One line that says what a notify is about. What its members mean is asked of the type's row. */
export function useNotifyLine(): (notify: NotifyRow) => string {
  const { t } = useText()
  const { codeText, statusWord } = useCodes()
  return ({ type, data }) => {
    if (!isNotifyType(type)) return type
    const inner = record(data.transaction)
    const status = text(data.status)
    const merchant = text(inner.merchantName)
    const field = notifyRowOf(type).fields.status
    const isCardStatus = field?.kind === 'choice' && field.options === cardStatuses
    return t(`notifyLine.${type}`, {
      status: isCardStatus || status === null ? statusWord(status) : codeText('rechargeStatuses', status),
      amount:
        money(inner.localCurrencyAmt, inner.localCurrency) ??
        money(data.amount ?? data.coinAmount, data.currency ?? data.symbol) ??
        t('common.none'),
      type: text(inner.transType) === null ? '' : codeText('transactionTypes', String(inner.transType)),
      merchant: merchant === null ? '' : ` · ${merchant}`,
    }).trim()
  }
}
