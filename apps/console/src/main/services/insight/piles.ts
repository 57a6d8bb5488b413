import { addMoney, compareMoney, subtractMoney } from '@asinx-pay/core'
import type { InsightRanking, InsightSum } from '../../../shared/bridge.ts'
import { amountOfSums } from '../transactions/amounts.ts'

/** What was spent by one key; kept as whole millionths as long as that says it, as there may be very many. */
export interface Pile {
  key: string
  count: number
  /** Millionths spent. */
  micro: bigint
  /** What is beyond millionths, as decimal text. */
  odd: string
}

/** Keys that a ranking names. */
export const maxRanked = 10

const amountOf = ({ micro, odd }: Pile): string => addMoney(amountOfSums('0', micro.toString()), odd)

const compare = (one: Pile, other: Pile): number => {
  if (one.odd !== '0' || other.odd !== '0') return compareMoney(amountOf(other), amountOf(one))
  return one.micro === other.micro ? 0 : one.micro > other.micro ? -1 : 1
}

/** Puts piles of one key together. */
export function merged(piles: Iterable<Pile>, keyOf: (pile: Pile) => string = ({ key }) => key): Pile[] {
  const found = new Map<string, Pile>()
  for (const pile of piles) {
    const key = keyOf(pile)
    const known = found.get(key)
    if (!known) {
      found.set(key, { ...pile, key })
      continue
    }
    known.count += pile.count
    known.micro += pile.micro
    if (pile.odd !== '0') known.odd = addMoney(known.odd, pile.odd)
  }
  return [...found.values()]
}

/** The largest, and the rest of what is known to be all of them. */
export function ranking(piles: readonly Pile[], all: { count: number; amount: string }): InsightRanking {
  const rows = piles
    .toSorted(compare)
    .slice(0, maxRanked)
    .map((pile): InsightSum => ({ key: pile.key, count: pile.count, amount: amountOf(pile) }))
  const count = all.count - rows.reduce((sum, row) => sum + row.count, 0)
  const amount = subtractMoney(all.amount, addMoney('0', ...rows.map((row) => row.amount)))
  return { rows, others: count > 0 ? { count, amount } : null }
}
