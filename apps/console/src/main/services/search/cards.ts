import type { Database, Params } from '../database.ts'
import { matchOf } from './words.ts'

/** A query for what was found, to stand in `in (…)` of another one that has `$profileId`. */
export interface FoundQuery {
  sql: string
  params: Params
}

/** Ids of cards by parts of their id, user, digits, tag and product; null where none can fit. */
export function foundCards(db: Database, search: string): FoundQuery | null {
  const match = matchOf(db, 'card', search)
  if (match === null) return null
  return {
    sql: `select card_places.card_id from card_words cross join card_places on card_places.place = card_words.rowid
      where card_words match $cardMatch and card_places.profile_id = $profileId`,
    params: { cardMatch: match },
  }
}
