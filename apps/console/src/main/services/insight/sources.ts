import type { Source } from './span.ts'

const groups = (dimension: 'card' | 'merchant' | 'code', rowKey: string): Source => ({
  table: 'transaction_groups',
  column: 'month',
  where: `dimension = '${dimension}'`,
  key: 'key',
  rowKey,
})

/** Sums without a key of their own: by type, status and currency alone. */
export const byType: Source = { table: 'transaction_days', column: 'day', key: `''`, rowKey: `''` }
export const byMerchant = groups('merchant', `coalesce(t.merchant, '')`)
export const byCard = groups('card', 'cast(t.card_id as text)')
export const byCode = groups('code', `coalesce(t.resp_code, '')`)
