import type { BulkPlan, BulkRow, BulkRun, BulkRunState, Page } from '../src/shared/bridge.ts'
import type { BulkKind, BulkRate } from '../src/shared/bulk.ts'
import { products, type Exploring, type Running } from './running.ts'

/** The fastest a person may choose: tests are not about waiting. */
const rate: BulkRate = '10'

/** What an operator does with runs, over the bridge. */
export function bulkOf({ ask, console }: Pick<Running, 'ask' | 'console'>) {
  const find = (run: number): Promise<BulkRun> => ask('query', 'bulkRun', { run })
  const rows = async (run: number): Promise<BulkRow[]> => {
    const page: Page<BulkRow> = await ask('query', 'bulkRows', { run })
    return page.rows
  }
  const read = async (kind: BulkKind, text: string): Promise<number> => {
    const reading: { run: number } = await ask('command', 'bulk.read', { kind, name: 'file.csv', text })
    return reading.run
  }
  const plan = (run: number): Promise<BulkPlan> => ask('command', 'bulk.plan', { run })
  const start = async (run: number): Promise<void> => {
    const { state } = await find(run)
    const typed = state === 'draft' ? (await plan(run)).confirm?.text : undefined
    await ask('command', 'bulk.start', { run, rate, ...(typed !== undefined && { typed }) })
  }
  /** Resolves when the run fits, at once or with the next news of it. */
  function until(run: number, fits: (found: BulkRun) => boolean): Promise<BulkRun> {
    return new Promise((resolve, reject) => {
      const stop = console.events.subscribe((event) => event === 'bulk.changed' && void look())
      async function look(): Promise<void> {
        try {
          const found = await find(run)
          if (!fits(found)) return
          stop()
          resolve(found)
        } catch (error) {
          reject(error)
        }
      }
      void look()
    })
  }
  return {
    find,
    rows,
    read,
    plan,
    start,
    until,
    ended: (run: number, ...states: BulkRunState[]) =>
      until(
        run,
        ({ state, counts }) => counts.sending === 0 && (states.length > 0 ? states : ['finished']).includes(state),
      ),
  }
}

/** A CSV of recharges. */
export const recharges = (cards: readonly { userBankcardId: number }[], amount = '10.00'): string =>
  ['userBankcardId,amount', ...cards.map(({ userBankcardId }) => `${userBankcardId},${amount}`)].join('\n')

/** Cards that take a recharge. */
export async function newCards(
  { newCard }: Exploring,
  count: number,
  product: number = products.direct,
): Promise<{ uid: string; userBankcardId: number }[]> {
  const cards = []
  for (let made = 0; made < count; made++) cards.push(await newCard(product))
  return cards
}
