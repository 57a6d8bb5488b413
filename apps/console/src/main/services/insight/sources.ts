import type { Source } from './span.ts'

/**
 * Currency and type stand before the month in the key of the table: with all that there are at hand, each is one stretch
 * of it.
 */
const facets = '(select distinct currency, type from transaction_days where profile_id = $profileId)'

const groups = (dimension: 'card' | 'merchant' | 'code', rowKey: string): Source => ({
  table: `${facets} cross join transaction_groups using (currency, type)`,
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
