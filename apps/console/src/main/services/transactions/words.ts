import type { TransactionFilter } from '../../../shared/bridge.ts'

/** Longest beginning of a word that is told apart, in characters: a longer one is looked for by these. */
export const maxBeginning = 12
/** Most words of a text that are indexed, and most of a search that are looked for. */
export const maxWords = 24

/** Scripts that are written without blanks between words: indexed by pairs of characters. */
const run = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+`
const pieces = new RegExp(String.raw`(?<run>${run})|(?:(?!${run})[\p{L}\p{M}\p{N}])+`, 'gu')

interface Piece {
  characters: string[]
  isRun: boolean
}

const piecesOf = (text: string): Piece[] =>
  [...text.normalize('NFKC').toLowerCase().matchAll(pieces)]
    .slice(0, maxWords)
    .map((found) => ({ characters: [...found[0]], isRun: found.groups?.run !== undefined }))

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, index) => `${characters[index]}${character}`)

const beginningsOf = (characters: readonly string[]): string[] =>
  characters.slice(0, maxBeginning).map((_, index) => characters.slice(0, index + 1).join(''))

/** A word is found by any beginning; a run of Chinese by any one or two characters of it, and so by any part. */
const indexed = ({ characters, isRun }: Piece): string[] =>
  isRun ? [...characters, ...pairsOf(characters)] : beginningsOf(characters)

const asked = ({ characters, isRun }: Piece): string[] =>
  isRun && characters.length > 1 ? pairsOf(characters) : [characters.slice(0, maxBeginning).join('')]

/** What a row can be filtered by, beside its words. */
interface Facets {
  profileId: string
  cardId?: number | undefined
  uid?: string | null | undefined
  type?: string | null | undefined
  status?: string | null | undefined
  currency?: string | null | undefined
  merchant?: string | null | undefined
  recordNo?: string | undefined
}

/** Initials of facets; no word has a slash in it. */
const initials = {
  profileId: 'p',
  cardId: 'k',
  uid: 'u',
  type: 't',
  status: 's',
  currency: 'c',
  merchant: 'm',
  recordNo: 'n',
} as const satisfies Record<keyof Facets, string>

/** A facet is one token whatever is in it: blanks and control characters would part it. */
const token = (initial: string, value: string | number): string =>
  `${initial}/${String(value).replace(/[\s\p{C}\p{Z}]+/gu, '_')}`

const tokensOf = (facets: Facets): string[] =>
  Object.entries(facets).flatMap(([name, value]: [string, string | number | null | undefined]) =>
    value === null || value === undefined || value === '' ? [] : [token(initials[name as keyof Facets], value)],
  )

/** What is indexed of a transaction. */
export const wordsOf = (facets: Facets, texts: readonly (string | null)[]): string =>
  [
    ...tokensOf(facets),
    ...new Set(texts.flatMap((text) => (text === null ? [] : piecesOf(text).flatMap(indexed)))),
  ].join(' ')

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const all = (tokens: readonly string[]): string => tokens.map(quoted).join(' AND ')

/** A text that may be a record number, whole or its beginning. */
const recordLike = /^(?=.*\d)[\w-]{6,64}$/
/** Found by nothing, as no word has a slash in it. */
const nothing = 'none/'

function searchMatch(search: string): string {
  const words = [...new Set(piecesOf(search).flatMap(asked))]
  const byWords = words.length === 0 ? quoted(nothing) : all(words)
  const text = search.trim()
  return recordLike.test(text) ? `((${byWords}) OR ${quoted(token(initials.recordNo, text))}*)` : `(${byWords})`
}

/** Members of a filter that are answered by the index. */
export type Matched = Omit<TransactionFilter, 'from' | 'until'>

/** The filter as an expression for the index, upper and lower case alike. */
export function matchOf(profileId: string, filter: Matched): string {
  const { card, search, ...facets } = filter
  const tokens = all(tokensOf({ profileId, cardId: card, ...facets }))
  return search?.trim() ? `${tokens} AND ${searchMatch(search)}` : tokens
}
