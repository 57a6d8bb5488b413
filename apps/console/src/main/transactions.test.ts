import { expect, test } from 'vitest'
import { products, start, startBank, startExploring, type Exploring } from '../../test/running.ts'
import { memoryKeychain } from '../../test/memory-keychain.ts'
import { addRows } from '../../test/transactions/bank-rows.ts'
import type { ListedTransaction, Page, SyncState, TaskRow, TransactionSums } from '../shared/bridge.ts'
import { askedRows } from './services/transactions/card-reader.ts'

type Ask = Exploring['ask']

const listed = async (ask: Ask, filter: object = {}): Promise<ListedTransaction[]> =>
  ((await ask('query', 'transactions', filter)) as Page<ListedTransaction>).rows
/** A product of the sandbox whose purchases abroad have a fee. */
const withFees = 105
const task = async (ask: Ask): Promise<TaskRow | undefined> => ((await ask('query', 'tasks')) as TaskRow[])[0]
const state = (ask: Ask): Promise<SyncState> => ask('query', 'transactionSync')

async function newPhysicalCard(ask: Ask, bank: Exploring['bank']): Promise<{ uid: string; userBankcardId: number }> {
  const person = { email: 'p@example.com', mobileNumber: '5559', mobilePrefix: '1' }
  const { uid } = ((await ask('call', 'user.register', person)) as { result: { uid: string } }).result
  await bank.control(`/users/${uid}/verify`)
  const applied = await ask('call', 'bankcard.apply', { uid, bankcardId: 103, residenceAddress: '1 Harbour Road' })
  const { userBankcardId } = (applied as { result: { userBankcardId: number } }).result
  await bank.control(`/cards/${userBankcardId}/approve`)
  return { uid, userBankcardId }
}

test('all cards are read into the copy, then only what is new; sums are the ledger of the bank', async () => {
  const { ask, console, bank, newCard, quiet } = await startExploring()
  const first = await newCard(products.direct)
  const second = await newCard(products.direct)
  for (const card of [first, second]) await ask('call', 'bankcard.recharge', { ...card, amount: '100.00' })
  await bank.control(`/cards/${first.userBankcardId}/purchase`, { amount: '12.34', merchant: '美团外卖' })
  await quiet()
  expect(await state(ask)).toMatchObject({ cards: 2, read: 0, completeAt: null, failures: [] })
  await ask('command', 'transactions.sync')
  await console.idle()
  expect(await task(ask)).toMatchObject({ kind: 'transactions.sync', state: 'done', done: 2, failed: 0, total: 2 })
  expect(await state(ask)).toMatchObject({ cards: 2, read: 2, completeAt: expect.any(Number), taskId: null })
  expect(await listed(ask, { search: '外卖' })).toMatchObject([
    { amount: '-12.34', userBankcardId: first.userBankcardId },
  ])
  const sums: TransactionSums = await ask('query', 'transactionSums', { card: first.userBankcardId })
  expect(sums.currencies[0]?.net).toBe(bank.sandbox.bank.ledger.balance(`card:${first.userBankcardId}`))

  await bank.control(`/cards/${second.userBankcardId}/purchase`, { amount: '1.00', merchant: 'KFC' })
  await ask('command', 'transactions.sync')
  await console.idle()
  expect(await listed(ask, { search: 'kfc' })).toHaveLength(1)
})

test('a status that changed since is taken over', async () => {
  const { ask, console, bank, quiet } = await startExploring()
  const card = await newPhysicalCard(ask, bank)
  await quiet()
  await ask('call', 'bankcard.recharge', { ...card, amount: '100.00' })
  const held = await bank.control(`/cards/${card.userBankcardId}/purchase`, {
    amount: '10.00',
    currency: 'EUR',
    hold: true,
  })
  await quiet()
  await ask('command', 'transactions.readCard', { userBankcardId: card.userBankcardId })
  const [before] = await listed(ask, { type: 'charge' })
  expect(before).toMatchObject({ status: 'pending' })
  await bank.control(`/transactions/${String((held as { recordNo?: string }).recordNo)}/post`)
  await ask('command', 'transactions.sync')
  await console.idle()
  expect(await listed(ask, { type: 'charge' })).toMatchObject([{ id: before?.id, status: 'posted' }])
})

test('a fee stands under what it is the fee of, which notifies tell', async () => {
  const { ask, console, bank, newCard, quiet } = await startExploring()
  const card = await newCard(withFees)
  await ask('call', 'bankcard.recharge', { ...card, amount: '100.00' })
  await bank.control(`/cards/${card.userBankcardId}/purchase`, { amount: '10.00', currency: 'EUR' })
  await quiet()
  await ask('command', 'transactions.sync')
  await console.idle()
  const paid = (await listed(ask)).find(({ fees }) => fees.length > 0)
  expect(paid).toMatchObject({ type: 'AUTH', fees: [{ type: 'TRADE_CROSS_BOARD_FEE', receiptNo: paid?.recordNo }] })
})

test('a notify of a card that was read brings its transaction by itself', async () => {
  const { ask, bank, newCard, quiet } = await startExploring()
  const card = await newCard(products.direct)
  await ask('call', 'bankcard.recharge', { ...card, amount: '100.00' })
  await quiet()
  await ask('command', 'transactions.readCard', { userBankcardId: card.userBankcardId })
  await bank.control(`/cards/${card.userBankcardId}/purchase`, { amount: '3.00', merchant: 'Corner shop' })
  await quiet()
  expect(await listed(ask, { search: 'corner' })).toHaveLength(1)
})

test('pauses between pages, and a run that was ended goes on where it stopped', async () => {
  const bank = await startBank()
  const keychain = memoryKeychain()
  const asked: unknown[] = []
  const counting: typeof fetch = (input, init) => {
    if (String(input).endsWith('/bankcard/transactions')) asked.push(JSON.parse(String(init?.body)))
    return fetch(input, init)
  }
  const ports = { sandboxUrl: bank.url, loadKeychain: async () => keychain, fetch: counting }
  const first = await start(ports)
  await first.console.explore()
  const { uid } = (
    (await first.ask('call', 'user.register', {
      email: 'a@example.com',
      mobileNumber: '5550',
      mobilePrefix: '1',
    })) as { result: { uid: string } }
  ).result
  const applied = await first.ask('call', 'bankcard.apply', { uid, bankcardId: products.direct })
  const { userBankcardId } = (applied as { result: { userBankcardId: number } }).result
  addRows(bank, userBankcardId, 5 * askedRows + 30)
  const paused = Promise.withResolvers<void>()
  const { taskId }: { taskId: string } = await first.ask('command', 'transactions.sync')
  first.console.events.subscribe((event) => {
    if (event !== 'transactions.changed') return
    void first.ask('command', 'task.pause', { id: taskId }).then(() => paused.resolve())
  })
  await paused.promise
  await first.console.idle()
  expect(await task(first.ask)).toMatchObject({ state: 'paused', pausedBy: 'person' })
  const sums: TransactionSums = await first.ask('query', 'transactionSums')
  expect(sums.rows).toBeGreaterThan(0)
  expect(sums.rows).toBeLessThan(5 * askedRows + 30)
  await first.console.close()

  const second = await start({ ...ports, dataDir: first.dataDir })
  expect(await task(second.ask)).toMatchObject({ state: 'paused', pausedBy: 'restart' })
  asked.length = 0
  await second.ask('command', 'transactions.sync')
  await second.console.idle()
  expect(await task(second.ask)).toMatchObject({ state: 'done' })
  expect(asked[0]).toMatchObject({ pageNum: sums.rows / askedRows + 1, endTimestamp: expect.any(Number) as number })
  expect(await second.ask('query', 'transactionSums')).toMatchObject({ rows: 5 * askedRows + 30 })
  await second.console.close()
  const third = await start({ ...ports, dataDir: first.dataDir })
  expect(await third.ask('query', 'tasks')).toEqual([])
})

test('a card that fails is listed with its reason and the others are read; a vendor that is not to be had ends it', async () => {
  let refused = new Set<number>()
  let isOffline = false
  const flaky: typeof fetch = async (input, init) => {
    if (!String(input).endsWith('/bankcard/transactions')) return fetch(input, init)
    if (isOffline) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
    const { userBankcardId } = JSON.parse(String(init?.body)) as { userBankcardId: number }
    return refused.has(userBankcardId)
      ? new Response(JSON.stringify({ success: false, code: 2, message: 'No such card.' }))
      : fetch(input, init)
  }
  const { ask, console, newCard } = await startExploring({ fetch: flaky })
  const cards = [await newCard(products.direct), await newCard(products.direct)]
  refused = new Set([cards[0]?.userBankcardId ?? 0])
  await ask('command', 'transactions.sync')
  await console.idle()
  expect(await task(ask)).toMatchObject({ state: 'done', done: 2, failed: 1 })
  expect(await state(ask)).toMatchObject({
    read: 1,
    failed: 1,
    failures: [{ userBankcardId: cards[0]?.userBankcardId, error: { code: 'declined' } }],
  })
  refused = new Set()
  await ask('command', 'transactions.sync')
  await console.idle()
  expect(await state(ask)).toMatchObject({ read: 2, failed: 0, failures: [] })
  isOffline = true
  for (let more = 0; more < 4; more++) await newCard(products.direct)
  await ask('command', 'transactions.sync')
  await console.idle()
  expect(await task(ask)).toMatchObject({ state: 'failed', error: { code: 'not_sent' } })
})
