import { createMemoryHistory, createRouter, type RouteLocationRaw, type Router } from 'vue-router'
import { routes } from '../../src/renderer/router.ts'
import { at } from './acts.ts'
import { draft, rechargesOf, runThrough } from './bulk-acts.ts'
import type { Shown } from './console.ts'

/** A page of the console as it can be visited. */
export interface Visit {
  name: string
  path: string
}

type Params = Record<string, string | number>

/** One run that waits for its start, with rows in the way, and one that is over, with every way a row can end. */
async function sampleRuns(shown: Shown): Promise<Params[]> {
  const { rows } = await shown.query('bulkRuns', {})
  if (rows.some(({ kind }) => kind === 'recharge')) return rows.map(({ run }) => ({ run }))
  const { rows: cards } = await shown.query('cards', { status: 'ACTIVE' })
  shown.bank.sandbox.setFaults([
    { call: 'bankcard.recharge', kind: 'decline', nth: 1 },
    { call: 'bankcard.recharge', kind: 'reset-after', nth: 2 },
    { notify: 'CARD_RECHARGE_RESULT', kind: 'drop' },
  ])
  const over = await draft(shown, 'recharge', rechargesOf(cards.slice(0, 4), '1.00'))
  await runThrough(shown, over)
  const text = `note,${rechargesOf(cards, '2.50').replace(/\n/g, '\n,')}\n,999999,5.00\n,${cards[0]?.userBankcardId},five`
  return [{ run: await draft(shown, 'recharge', text) }, { run: over }]
}

/** The first of what a sample needs: without it the picture would be of an empty page, and nobody would know. */
function first<Row>(rows: readonly Row[], what: string): Row {
  const [row] = rows
  if (row === undefined) throw new Error(`There is no ${what} to show.`)
  return row
}

/** Parameters that show a page with something in it, for the routes that take any. */
const samples: Readonly<Record<string, (shown: Shown) => Promise<Params[]>>> = {
  api: async () => [{ tab: 'explorer', key: 'bankcard.recharge' }],
  bulk: async (shown) => [{ run: 'new' }, ...(await sampleRuns(shown))],
  async notifies(shown) {
    await sampleRuns(shown)
    await shown.show('/notifies')
    await at(shown, 'notify-row').first().waitFor()
    const { rows } = await shown.query('notifies', {})
    return [{ at: 'refused' }, { at: first(rows, 'notify').seq }]
  },
  insight: async () => [{ part: 'statement' }],
  async profile({ query }) {
    return [{ id: (await query('session', {})).activeProfileId ?? '' }]
  },
  async cards({ query }) {
    const { rows } = await query('cards', { status: 'ACTIVE' })
    return [{ id: first(rows, 'active card').userBankcardId }]
  },
  async users({ query }) {
    const { rows } = await query('users', {})
    return [{ uid: first(rows, 'user').uid }]
  },
  async money(shown) {
    const { query, command } = shown
    await sampleRuns(shown)
    const { rows } = await query('cards', { status: 'ACTIVE' })
    for (const { userBankcardId } of rows) await command('transactions.readCard', { userBankcardId })
    const { rows: found } = await query('transactions', {})
    const { rows: open } = await query('journal', { state: 'unknown' })
    const parts = ['transactions', 'journal', 'reconcile', 'deposits', 'account'].map((part) => ({ part }))
    return [
      ...parts,
      { part: 'transactions', id: first(found, 'transaction').id },
      { part: 'outcomes', id: first(open, 'open outcome').intentId },
    ]
  },
}

/** What tells the visits of one route apart. */
function kindOf(params: Params, index: number): string | number {
  if ('part' in params) return 'id' in params ? `${params.part}-one` : String(params.part)
  return index === 0 ? 'one' : index + 1
}

const addressOf = (router: Router, to: RouteLocationRaw): string | undefined => {
  try {
    return router.resolve(to).fullPath
  } catch {
    // A parameter that is not optional is missing.
    return undefined
  }
}

/** Every page the router has; one whose address takes parameters is visited with and, where that goes, without. */
export async function visits(shown: Shown): Promise<Visit[]> {
  const router = createRouter({ history: createMemoryHistory(), routes })
  const found: Visit[] = []
  for (const { name, path } of routes) {
    if (typeof name !== 'string') continue
    const bare = addressOf(router, { name })
    if (bare !== undefined) found.push({ name, path: bare })
    if (!path.includes(':')) continue
    const sample = samples[name]
    if (!sample) throw new Error(`Say in samples what the page ${name} is shown with.`)
    for (const [index, params] of (await sample(shown)).entries()) {
      found.push({ name: `${name}-${kindOf(params, index)}`, path: router.resolve({ name, params }).fullPath })
    }
  }
  return found
}
