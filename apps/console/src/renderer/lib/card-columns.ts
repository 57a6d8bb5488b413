/** Columns of the card list beside the card itself, in their order. */
export const cardColumns = ['product', 'user', 'status', 'network', 'tag', 'balance', 'updated'] as const
export type CardColumn = (typeof cardColumns)[number]

/** Those shown until a person chooses others. */
export const defaultColumns: readonly CardColumn[] = ['product', 'user', 'status', 'balance', 'updated']

/** Columns whose cells are aligned at their end. */
export const endColumns: ReadonlySet<CardColumn> = new Set(['balance', 'updated'])

/** A stored choice without what this version does not know, in the order of the list. */
export const knownColumns = (chosen: readonly string[]): CardColumn[] =>
  cardColumns.filter((column) => chosen.includes(column))
