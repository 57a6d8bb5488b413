import { expect, test } from 'vitest'
import { bulkOf, newCards, recharges } from '../../test/bulk-runs.ts'
import { lossyFetch } from '../../test/lossy-fetch.ts'
import { memoryKeychain } from '../../test/memory-keychain.ts'
import { products, start, startExploring, type Exploring } from '../../test/running.ts'
import type { CardRow, Page } from '../shared/bridge.ts'
import { bulkLanes, maxSilent } from './services/bulk/runner.ts'

const rechargePath = '/bankcard/recharge'

async function paidOf({ bank }: Exploring): Promise<Record<number, number>> {
  const response = await fetch(`${bank.url}/__sandbox/state`)
  const { orders } = (await response.json()) as { orders: { cardId: number; status: string }[] }
  const paid: Record<number, number> = {}
  for (const { cardId } of orders.filter(({ status }) => status === 'SUCCESS')) paid[cardId] = (paid[cardId] ?? 0) + 1
  return paid
}

test('recharges from a file: checked, planned, confirmed by the total, each sent once, and a file of what came of it', async () => {
  const exploring = await startExploring()
  const { ask, refusal, saved } = exploring
  const bulk = bulkOf(exploring)
  const cards = await newCards(exploring, 4)
  const run = await bulk.read('recharge', `${recharges(cards)}\n99999,10.00\n${cards[0]?.userBankcardId},ten\n`)
  expect(await bulk.find(run)).toMatchObject({ state: 'draft', counts: { waiting: 4, bad: 2 } })
  expect(await bulk.plan(run)).toMatchObject({
    calls: 4,
    cost: { total: '40' },
    confirm: { by: 'amount', text: '40.00' },
  })
  for (const typed of [undefined, '39.99'])
    expect(await refusal('command', 'bulk.start', { run, rate: '10', typed })).toMatchObject({
      code: 'bulk_unconfirmed',
    })
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ total: '40', counts: { done: 4, bad: 2, waiting: 0 } })
  expect(await paidOf(exploring)).toEqual(Object.fromEntries(cards.map(({ userBankcardId }) => [userBankcardId, 1])))
  expect(exploring.bank.sandbox.audit()).toEqual([])
  expect(await refusal('command', 'bulk.start', { run, rate: '10' })).toMatchObject({ code: 'bulk_state' })

  await ask('command', 'bulk.export', { run })
  const [head = '', ...lines] = (saved[0] ?? '').trimEnd().split('\r\n')
  expect(head).toBe(
    '\uFEFFline,outcome,code,message,advice,requestOrderId,intentId,endedAt,uid,userBankcardId,amount,tag',
  )
  expect(lines).toHaveLength(6)
  expect(lines.filter((line) => /^\d+,done,,,,\w+,[\w-]+,\d{4}-/.test(line))).toHaveLength(4)
  expect(lines[4]).toMatch(/^6,bad,,userBankcardId: unknownCard,/)
})

test('a file that cannot be read says why, and makes no run', async () => {
  const exploring = await startExploring()
  const { ask } = exploring
  expect(await ask('command', 'bulk.read', { kind: 'recharge', name: 'f.csv', text: 'amount\n5\n' })).toEqual({
    state: 'refused',
    why: 'lacking',
    columns: ['userBankcardId'],
  })
  expect(await ask('query', 'bulkRuns', {})).toMatchObject({ rows: [] })
})

test('a row without an answer is unknown and never sent again; the others go on, and a notify settles it', async () => {
  const lossy = lossyFetch()
  const exploring = await startExploring({ fetch: lossy.fetch })
  const bulk = bulkOf(exploring)
  const cards = await newCards(exploring, 3)
  exploring.bank.sandbox.setFaults([{ call: 'bankcard.recharge', kind: 'pending', outcome: 'NEVER', nth: 2 }])
  const run = await bulk.read('recharge', recharges(cards))
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ counts: { done: 2, unknown: 1 } })
  expect(lossy.sent(rechargePath)).toBe(3)
  const open = (await bulk.rows(run)).find(({ state }) => state === 'unknown')
  await exploring.bank.control(`/orders/${open?.requestOrderId}/settle`, { status: 'SUCCESS' })
  expect(await bulk.until(run, ({ counts }) => counts.done === 3)).toMatchObject({ counts: { unknown: 0 } })
  expect(Object.values(await paidOf(exploring))).toEqual([1, 1, 1])
})

test('a network that is gone stops the run at once: nothing is burnt, and it goes on from there', async () => {
  let isGone = false
  const exploring = await startExploring({
    async fetch(input, init) {
      if (isGone) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
      return fetch(input, init)
    },
  })
  const bulk = bulkOf(exploring)
  const run = await bulk.read('recharge', recharges(await newCards(exploring, 4)))
  const { confirm } = await bulk.plan(run)
  await exploring.console.idle()
  await exploring.ask('command', 'bulk.start', { run, rate: '1', typed: confirm?.text })
  await bulk.until(run, ({ counts }) => counts.done === 1)
  isGone = true
  expect(await bulk.ended(run, 'paused')).toMatchObject({ why: 'offline', counts: { done: 1, waiting: 3 } })
  isGone = false
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ counts: { done: 4 } })
  expect(Object.values(await paidOf(exploring))).toEqual([1, 1, 1, 1])
})

test('answers that say "later" do not stop the run: each row waits for its own end', async () => {
  const exploring = await startExploring()
  const bulk = bulkOf(exploring)
  const cards = await newCards(exploring, maxSilent + bulkLanes, products.later)
  const run = await bulk.read('recharge', recharges(cards))
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ state: 'finished', counts: { waiting: 0, declined: 0 } })
  await exploring.bank.control('/clock/advance', { ms: 86_400_000 })
  await exploring.quiet()
  expect(await bulk.find(run)).toMatchObject({ counts: { done: cards.length, unknown: 0 } })
})

test('answers that stay away stop the run after a few, all of them unknown and listed', async () => {
  const lossy = lossyFetch()
  const exploring = await startExploring({ fetch: lossy.fetch })
  const { bank, ask } = exploring
  const bulk = bulkOf(exploring)
  const cards = await newCards(exploring, 8)
  bank.sandbox.setFaults([{ notify: 'CARD_RECHARGE_RESULT', kind: 'drop' }])
  lossy.lose(rechargePath)
  const run = await bulk.read('recharge', recharges(cards))
  await bulk.start(run)
  const { why, counts } = await bulk.ended(run, 'paused')
  expect(why).toBe('silent')
  expect(counts.unknown).toBeGreaterThanOrEqual(maxSilent)
  expect(counts.unknown).toBeLessThan(maxSilent + bulkLanes)
  expect(counts.unknown + counts.waiting).toBe(8)

  lossy.lose(null)
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ counts: { done: 8 - counts.unknown, unknown: counts.unknown } })
  expect(lossy.sent(rechargePath)).toBe(8)
  const { rows }: Page<unknown> = await ask('query', 'journal', { state: 'unknown' })
  expect(rows).toHaveLength(counts.unknown)
  // A card whose recharge is open takes no second one, from another file either.
  const first = (await bulk.rows(run)).find(({ state }) => state === 'unknown')
  const again = await bulk.read('recharge', recharges([{ userBankcardId: Number(first?.values['userBankcardId']) }]))
  expect(await bulk.plan(again)).toMatchObject({ warnings: [{ kind: 'open', lines: [2] }] })
  await bulk.start(again)
  expect(await bulk.ended(again)).toMatchObject({ counts: { failed: 1 } })
  expect((await bulk.rows(again))[0]).toMatchObject({ code: 'outcome_open' })
  expect(lossy.sent(rechargePath)).toBe(8)
})

test('locking the console pauses a run; it goes on when a person comes back', async () => {
  const exploring = await startExploring()
  const bulk = bulkOf(exploring)
  const run = await bulk.read('recharge', recharges(await newCards(exploring, 5)))
  await bulk.start(run)
  await bulk.until(run, ({ counts }) => counts.done > 0)
  exploring.console.lock('system')
  expect(await exploring.refusal('query', 'bulkRun', { run })).toMatchObject({ code: 'locked' })
  await exploring.ask('command', 'lock.unlock')
  const { why, counts } = await bulk.ended(run, 'paused')
  expect([why, counts.waiting > 0]).toEqual(['locked', true])
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ counts: { done: 5 } })
})

test("a profile's limit stops the run where it is reached", async () => {
  const exploring = await startExploring()
  const { ask } = exploring
  const bulk = bulkOf(exploring)
  const { activeProfileId }: { activeProfileId: string } = await ask('query', 'session')
  const limit = (rechargePerDay: string): Promise<never> =>
    ask('command', 'profile.limit', { profileId: activeProfileId, largestRecharge: '10', rechargePerDay })
  await limit('25')
  const run = await bulk.read('recharge', recharges(await newCards(exploring, 4)))
  expect(await bulk.plan(run)).toMatchObject({ blocks: [], warnings: [{ kind: 'day' }] })
  await bulk.start(run)
  expect(await bulk.ended(run, 'paused')).toMatchObject({ why: 'limit', counts: { done: 2, waiting: 2 } })
  await limit('100')
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ counts: { done: 4 } })
})

test('what the vendor declines is listed with its code and can be a draft again; an empty account stops the run', async () => {
  const exploring = await startExploring()
  const { bank, ask } = exploring
  const bulk = bulkOf(exploring)
  const cards = await newCards(exploring, 3)
  bank.sandbox.setFaults([{ call: 'bankcard.recharge', kind: 'decline', code: 212, nth: 1 }])
  const run = await bulk.read('recharge', recharges(cards))
  await bulk.start(run)
  const stopped = await bulk.ended(run, 'paused')
  expect(stopped).toMatchObject({ why: 'balance', counts: { declined: 1 } })
  expect((await bulk.rows(run)).find(({ state }) => state === 'declined')).toMatchObject({ code: '212' })
  await ask('command', 'bulk.again', { run })
  expect(await bulk.find(run)).toMatchObject({ state: 'draft', total: null, counts: { declined: 0 } })
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ counts: { done: 3 } })
  expect(Object.values(await paidOf(exploring))).toEqual([1, 1, 1])
})

test('registrations first, then a card for each user they made', async () => {
  const exploring = await startExploring()
  const { ask } = exploring
  const bulk = bulkOf(exploring)
  const people = [1, 2, 3].map((n) => `bulk${n}@example.com,5559${n}00,1`)
  const run = await bulk.read('register', ['email,mobileNumber,mobilePrefix', ...people].join('\n'))
  expect(await bulk.plan(run)).toMatchObject({ calls: 3, cost: null, confirm: null })
  await bulk.start(run)
  await bulk.ended(run)
  const uids = (await bulk.rows(run)).map(({ made }) => made['uid'])
  expect(new Set(uids).size).toBe(3)
  const followed: { run: number } = await ask('command', 'bulk.follow', { run, bankcardId: products.direct })
  expect(await bulk.find(followed.run)).toMatchObject({ kind: 'apply', state: 'draft', counts: { waiting: 3, bad: 0 } })
  await bulk.start(followed.run)
  await bulk.ended(followed.run)
  expect((await bulk.rows(followed.run)).map(({ made }) => [made['uid'], typeof made['userBankcardId']])).toEqual(
    uids.map((uid) => [uid, 'number']),
  )
})

test('cards are frozen and enabled from a file; a cancelled run leaves the rest alone', async () => {
  const exploring = await startExploring()
  const { ask, refusal } = exploring
  const bulk = bulkOf(exploring)
  const cards = await newCards(exploring, 3)
  const funding = await bulk.read('recharge', recharges(cards))
  await bulk.start(funding)
  await bulk.ended(funding)
  const text = ['Card ID', ...cards.map(({ userBankcardId }) => userBankcardId)].join('\n')
  const freezing = await bulk.read('freeze', text)
  await bulk.start(freezing)
  await bulk.ended(freezing)
  const { rows }: Page<CardRow> = await ask('query', 'cards')
  expect(rows.map(({ frozenAt }) => frozenAt !== null)).toEqual([true, true, true])
  const unfreezing = await bulk.read('unfreeze', text)
  await ask('command', 'bulk.start', { run: unfreezing, rate: '1' })
  await bulk.until(unfreezing, ({ counts }) => counts.done === 1)
  expect(await refusal('command', 'bulk.start', { run: await bulk.read('freeze', text), rate: '1' })).toMatchObject({
    code: 'busy',
  })
  await ask('command', 'bulk.cancel', { run: unfreezing })
  const cancelled = await bulk.ended(unfreezing, 'cancelled')
  expect(cancelled.counts.waiting).toBeGreaterThan(0)
  await ask('command', 'bulk.remove', { run: unfreezing })
  expect(await ask('query', 'bulkRun', { run: unfreezing })).toBeNull()
})

test('closing is confirmed by the count', async () => {
  const exploring = await startExploring()
  const bulk = bulkOf(exploring)
  const [card] = await newCards(exploring, 1)
  const run = await bulk.read('close', `Card ID\n${card?.userBankcardId}\n`)
  expect(await exploring.refusal('command', 'bulk.start', { run, rate: '10' })).toMatchObject({
    code: 'bulk_unconfirmed',
  })
  await bulk.start(run)
  expect(await bulk.ended(run)).toMatchObject({ counts: { done: 1 } })
})

test('a console that ended comes back with the run standing still, and goes on with what was not sent', async () => {
  const keychain = memoryKeychain()
  const loadKeychain = async () => keychain
  const exploring = await startExploring({ loadKeychain })
  const bulk = bulkOf(exploring)
  const cards = await newCards(exploring, 4)
  const run = await bulk.read('recharge', recharges(cards))
  const { confirm } = await bulk.plan(run)
  await exploring.ask('command', 'bulk.start', { run, rate: '1', typed: confirm?.text })
  await bulk.until(run, ({ counts }) => counts.done === 1)
  await exploring.console.close()
  const next = await start({ dataDir: exploring.dataDir, loadKeychain, sandboxUrl: exploring.bank.url })
  const resumed = bulkOf(next)
  expect(await resumed.find(run)).toMatchObject({ state: 'paused', why: 'ended' })
  await resumed.start(run)
  expect(await resumed.ended(run)).toMatchObject({ counts: { done: 4 } })
  expect(Object.values(await paidOf(exploring))).toEqual([1, 1, 1, 1])
})
