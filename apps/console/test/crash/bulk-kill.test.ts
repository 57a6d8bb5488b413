import { expect, test } from 'vitest'
import type { BulkRun } from '../../src/shared/bridge.ts'
import { recharges } from '../bulk-runs.ts'
import { newCards, newScene } from './scene.ts'
import type { Tap } from './tap.ts'
import type { Victim } from './victim.ts'

const rounds = 20
/** More than all rounds together can use up. */
const cardCount = 160

/** Where the console is killed: with calls on their way there, on their way back, and before a call is written down. */
const moments = [
  { path: '/bankcard/recharge', at: 'after' },
  { path: '/bankcard/recharge', at: 'before' },
  { path: '/bankcard/balance', at: 'after' },
] as const
/** Which request of that kind it is, counted from 0. */
const spared = 2

/** Resolves when it was killed in the middle of what it does. */
function killAmid(tap: Tap, victim: Victim, { path, at }: (typeof moments)[number]): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = spared
  const act = async (): Promise<void> => {
    if (left-- > 0) return tap.next(path, at, act)
    await victim.kill()
    return resolve()
  }
  tap.next(path, at, act)
  return promise
}

/** Asks a console that is alive, and unwraps what comes. */
const asker =
  (victim: Victim) =>
  async <T>(verb: 'command' | 'query', [name, payload]: [name: string, payload: object]): Promise<T> => {
    const crossing = await victim.ask(verb, name, payload)
    if (!crossing?.ok) throw new Error(`${name}: ${crossing?.error.code ?? 'gone'}`)
    return crossing.value
  }

/** Goes on until a person would have nothing more to continue. */
async function finish(victim: Victim, run: number): Promise<BulkRun> {
  for (;;) {
    const found = await asker(victim)<BulkRun>('query', ['bulkRun', { run }])
    if (found.state === 'finished') return found
    if (found.state === 'paused') await asker(victim)('command', ['bulk.start', { run, rate: '10' }])
  }
}

interface StoredRow {
  line: number
  cardId: number
  state: string
}

const rowsSql = `
  select r.line, json_extract(r.input, '$.userBankcardId') as cardId, coalesce(j.state, r.state) as state
  from bulk_rows r left join journal j on j.intent_id = r.intent_id order by r.line`

test(`killed ${rounds} times in a run of recharges, with faults: no intent is in the ledger twice, no row is lost, what is unknown is listed`, async () => {
  const { bank, tap, start, read } = await newScene()
  const cards = await newCards(bank, cardCount)
  await bank.control('/merchant/top-up', { amount: '5000' })
  bank.sandbox.setFaults([
    { call: 'bankcard.recharge', kind: 'reset-after', nth: 4 },
    { call: 'bankcard.recharge', kind: 'reset-before', nth: 11 },
    { call: 'bankcard.recharge', kind: 'error-after', nth: 18 },
    { call: 'bankcard.recharge', kind: 'pending', outcome: 'NEVER', nth: 25 },
    { call: 'bankcard.recharge', kind: 'decline', nth: 32 },
  ])
  let victim = await start()
  await asker(victim)('command', ['sandbox.explore', {}])
  const { run } = await asker(victim)<{ run: number }>('command', [
    'bulk.read',
    {
      kind: 'recharge',
      name: 'recharges.csv',
      text: recharges(cards, '10.00'),
    },
  ])
  const typed = `${cardCount}0.00`

  for (let round = 0; round < rounds; round++) {
    const killed = killAmid(tap, victim, moments[round % moments.length] ?? moments[0])
    // The console may be gone before it answers.
    await victim.ask('command', 'bulk.start', { run, rate: '10', ...(round === 0 && { typed }) })
    await killed
    const rows = read<StoredRow>(rowsSql)
    expect(rows.map(({ cardId }) => cardId)).toEqual(cards.map(({ userBankcardId }) => userBankcardId))
    victim = await start()
    const found = await asker(victim)<BulkRun>('query', ['bulkRun', { run }])
    expect(found).toMatchObject({ state: 'paused', why: 'ended', counts: { sending: 0 } })
  }
  const { counts } = await finish(victim, run)
  await victim.kill()

  const rows = read<StoredRow>(rowsSql)
  expect(counts).toMatchObject({ waiting: 0, sending: 0, bad: 0, failed: 0 })
  expect(counts.done + counts.declined + counts.unknown).toBe(cardCount)
  const { orders } = (await (await fetch(`${bank.url}/__sandbox/state`)).json()) as {
    orders: { cardId: number; status: string }[]
  }
  const ordersOf = (cardId: number): string[] =>
    orders.filter((order) => order.cardId === cardId).map(({ status }) => status)
  for (const { line, cardId, state } of rows) {
    const ledger = ordersOf(cardId)
    expect(ledger.length, `line ${line}`).toBeLessThanOrEqual(1)
    if (state === 'done') expect(ledger, `line ${line}`).toEqual(['SUCCESS'])
    if (state === 'declined') expect(ledger, `line ${line}`).toEqual([])
    if (ledger.length > 0) expect(['done', 'unknown'], `line ${line}`).toContain(state)
  }
  const intents = read<{ intents: number; cards: number; open: number }>(
    `select count(*) as intents, count(distinct card_id) as cards, sum(state = 'unknown') as open from journal`,
  )
  expect(intents).toEqual([{ intents: cardCount, cards: cardCount, open: counts.unknown }])
  expect(tap.asked('/bankcard/recharge')).toBeLessThanOrEqual(cardCount)
  expect(counts.unknown).toBeGreaterThan(rounds / 2)
  expect(bank.sandbox.audit()).toEqual([])
})
