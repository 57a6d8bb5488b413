import type { Database } from '../database.ts'

/** What is kept as words; each kind has a table of them and one of their pieces. */
export type Worded = 'user' | 'card' | 'call'

/** Letters of a piece, which is what the index finds by. */
const pieceLength = 3
/** Most pieces that a word of one or two letters may begin; of more the first are taken. */
const maxPieces = 256
/** Most words of a search; further ones are left out. */
const maxWords = 8

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
/** Above every character that a word continues with. */
const last = '\u{10FFFF}'

/**
 * What a search asks the index for: every word of it, anywhere in the text and in any order; null where nothing can fit.
 * A word that is shorter than a piece is looked up among the pieces that it begins.
 */
export function matchOf(db: Database, kind: Worded, search: string): string | null {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, maxWords)
  if (words.length === 0) return null
  const parts = words.map((word) => {
    if ([...word].length >= pieceLength) return quoted(word)
    const pieces = db.all<{ term: string }>(
      `select term from ${kind}_pieces where term >= $word and term < $end limit $limit`,
      { word, end: word + last, limit: maxPieces },
    )
    return pieces.length === 0 ? null : `(${pieces.map(({ term }) => quoted(term)).join(' OR ')})`
  })
  return parts.includes(null) ? null : parts.join(' AND ')
}
