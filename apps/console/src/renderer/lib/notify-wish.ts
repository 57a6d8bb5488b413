import type { NotifyFilter } from '../../shared/bridge.ts'
import type { NotifyTrust } from '../../shared/notifies.ts'

const hourMs = 3_600_000

/** How far back a list of notifies goes, in milliseconds; null: to the first. */
export const notifySpans = {
  any: null,
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
} as const satisfies Record<string, number | null>

/** What somebody looks for in the inbox. */
export interface NotifyWish {
  search: string
  type: string
  trust: NotifyTrust | ''
  span: keyof typeof notifySpans
}

export const anyNotify: NotifyWish = { search: '', type: '', trust: '', span: 'any' }

export const isAny = ({ search, type, trust, span }: NotifyWish): boolean =>
  search.trim() === '' && type === '' && trust === '' && span === 'any'

/** The wish as the view takes it, as of a minute, so that it is not another one with every tick. */
export function filterOf({ search, type, trust, span }: NotifyWish, now: number): NotifyFilter {
  const back = notifySpans[span]
  const minute = 60_000
  return {
    ...(search.trim() !== '' && { search: search.trim() }),
    ...(type !== '' && { type }),
    ...(trust !== '' && { trust }),
    ...(back !== null && { since: Math.floor(now / minute) * minute - back }),
  }
}
