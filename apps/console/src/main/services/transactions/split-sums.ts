/**
 * Amounts as SQL adds them up: what came in and what went out, whole units and millionths apart, so that no sum over
 * any number of rows leaves 64 bits. `amountOfSums` puts them together again.
 */
const split = {
  in_units: 'max(coalesce(amount_micro, 0), 0) / 1000000',
  in_micros: 'max(coalesce(amount_micro, 0), 0) % 1000000',
  out_units: 'min(coalesce(amount_micro, 0), 0) / 1000000',
  out_micros: 'min(coalesce(amount_micro, 0), 0) % 1000000',
} as const
const named = Object.entries(split) as [keyof typeof split, string][]

/** What a query for one of the sums below answers with, beside what it groups by. */
export interface SplitSums {
  inUnits: string
  inMicros: string
  outUnits: string
  outMicros: string
}
const answers = {
  in_units: 'inUnits',
  in_micros: 'inMicros',
  out_units: 'outUnits',
  out_micros: 'outMicros',
} as const satisfies Record<keyof typeof split, keyof SplitSums>

/** A sum as decimal text: it may be larger than a JavaScript number holds. */
export const sumText = (sum: string, name: string): string => `cast(coalesce(sum(${sum}), 0) as text) as ${name}`

/** The four parts of a row of transactions, as columns; a sign of -1 takes the row away. */
export const splitColumns = (sign: 1 | -1): string =>
  named.map(([name, part]) => `${sign} * (${part}) as ${name}`).join(', ')

/** The four sums of rows of transactions. */
export const splitSumsOfRows = named.map(([name, part]) => sumText(part, answers[name])).join(', ')

/** The four sums of columns that hold the parts already. */
export const splitSumsOfParts = named.map(([name]) => sumText(name, answers[name])).join(', ')
