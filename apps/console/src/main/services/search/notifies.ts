import type { Database } from '../database.ts'
import { foundCards, type FoundQuery } from './cards.ts'

/** Most cards of a search whose notifies are found with it. */
const maxCards = 500
/** Above every character that a number continues with. */
const last = '\u{10FFFF}'

const beginning = (column: 'unique_no' | 'uid'): string => `
  select seq from notifies
  where profile_id = $profileId and ${column} >= $begin and ${column} < $end`

/** Notifies by the beginning of their number or of their user, and those of the cards that a search finds. */
export function foundNotifies(db: Database, search: string): FoundQuery {
  const begin = search.trim()
  const cards = foundCards(db, search)
  const ofCards =
    cards &&
    `
    select seq from notifies
    where profile_id = $profileId and card_id in (${cards.sql} order by card_words.rowid desc limit $maxCards)`
  return {
    sql: [beginning('unique_no'), beginning('uid'), ...(ofCards ? [ofCards] : [])].join(' union all '),
    params: { begin, end: begin + last, ...(cards && { ...cards.params, maxCards }) },
  }
}
