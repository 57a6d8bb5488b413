import type { World } from '../world.ts'

/** Somebody looks at a view. */
export interface Visit {
  world: World
  query: Readonly<Record<string, string | undefined>>
}

/** Parameters that ask for something in passing; a form leads back to the view without them. */
const passing = new Set(['confirm', 'add'])

const known = (query: Visit['query']): [string, string][] =>
  Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')

/** The address of a view. */
export const addressOf = (query: Visit['query']): string => {
  const text = String(new URLSearchParams(known(query)))
  return `/__sandbox${text === '' ? '' : `?${text}`}`
}

/** The query that leads back to this view. */
export const backTo = ({ query }: Visit): string =>
  String(new URLSearchParams(known(query).filter(([name]) => !passing.has(name))))

/** Where a form leads back to. Whatever was asked for, it stays on the page. */
export const addressBack = (back: string | undefined): string =>
  addressOf(Object.fromEntries(new URLSearchParams(back ?? '')))
