import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { memoryKeychain } from '../../test/memory-keychain.ts'
import { products, start, startBank, startExploring } from '../../test/running.ts'
import type { CardDetail, CardRow, Home, JournalRow, Page, Session, UserRow } from '../shared/bridge.ts'

type Ended = { state: string; result: Record<string, unknown>; reference: { intentId: string } }

test('a first start has no profile, and says so in every answer that needs one', async () => {
  const { ask, refusal } = await start()
  const session: Session = await ask('query', 'session')
  expect(session).toMatchObject({ profiles: [], activeProfileId: null, vault: { kind: 'keychain' }, host: 'browser' })
  expect(session.receiverUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/notify$/)
  expect(await refusal('query', 'home')).toMatchObject({ code: 'no_profile' })
  expect(await refusal('call', 'merchant.asset')).toMatchObject({ code: 'no_profile' })
})

test('exploring makes the sandbox the active profile; doing it again changes nothing', async () => {
  const { ask, console } = await startExploring()
  await console.explore()
  const session: Session = await ask('query', 'session')
  expect(session.profiles).toHaveLength(1)
  expect(session.profiles[0]).toMatchObject({ environment: 'sandbox', secret: 'keychain' })
  expect(session.activeProfileId).toBe(session.profiles[0]?.id)
  const home: Home = await ask('query', 'home')
  expect(home.assets).toMatchObject({ state: 'known', currency: 'USD' })
})

test('users and cards of our own calls are in the directory, without their secrets', async () => {
  const { ask, newCard, dataDir } = await startExploring()
  const { uid, userBankcardId } = await newCard(products.direct)
  const users: Page<UserRow> = await ask('query', 'users')
  expect(users).toMatchObject({ rows: [{ uid, email: 'pe•••@example.com' }], cursor: null })
  const cards: Page<CardRow> = await ask('query', 'cards', { search: String(userBankcardId) })
  expect(cards.rows).toMatchObject([{ userBankcardId, uid, status: 'TBA', product: 'Sandbox Virtual' }])
  expect(cards.rows[0]?.maskedPan).toMatch(/^•••• \d{4}$/)
  const revealed: { cardNo: string; cardCvv: string; hideAfterMs: number } = await ask('command', 'card.reveal', {
    userBankcardId,
  })
  expect(revealed.cardNo).toMatch(/^\d{16}$/)
  expect(revealed.hideAfterMs).toBe(30_000)
  const stored = (await readFile(join(dataDir, 'console.db'))).toString('latin1')
  const pending = (await readFile(join(dataDir, 'console.db-wal'))).toString('latin1')
  expect(stored + pending).not.toContain(revealed.cardNo)
})

test('the answer of a call carries no card number', async () => {
  const { ask, newCard } = await startExploring()
  const card = await newCard(products.direct)
  const info: { cardNo: string; cardCvv: string } = await ask('call', 'bankcard.cardInfo', card)
  expect(info.cardNo).toMatch(/^•••• \d{4}$/)
  expect(info.cardCvv).toBe('•••')
})

test('a recharge that is answered at once is done in the journal, with the balance before it', async () => {
  const { ask, newCard, quiet } = await startExploring()
  const card = await newCard(products.direct)
  const outcome: Ended = await ask('call', 'bankcard.recharge', { ...card, amount: '100.00' })
  expect(outcome.state).toBe('done')
  await quiet()
  const detail: CardDetail = await ask('query', 'card', { userBankcardId: card.userBankcardId })
  expect(detail).toMatchObject({ status: 'ACTIVE', balance: expect.stringMatching(/^9\d/) })
  expect(detail.journal[0]).toMatchObject({ state: 'done', endpoint: 'bankcard.recharge', balanceBefore: '0.00' })
})

test('an unknown recharge holds its card until the notify has been confirmed by asking', async () => {
  const { ask, refusal, newCard, quiet, bank } = await startExploring()
  const card = await newCard(products.later)
  const recharge = { ...card, amount: '50.00' }
  const outcome: Ended & { reference: { requestOrderId: string } } = await ask('call', 'bankcard.recharge', recharge)
  expect(outcome.state).toBe('unknown')
  expect(await refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'outcome_open' })
  expect(((await ask('query', 'home')) as Home).open).toHaveLength(1)
  await bank.control(`/orders/${outcome.reference.requestOrderId}/settle`, { status: 'SUCCESS' })
  await quiet()
  const journal: Page<JournalRow> = await ask('query', 'journal', { state: 'done' })
  expect(journal.rows[0]).toMatchObject({ intentId: outcome.reference.intentId, why: null })
  const detail: CardDetail = await ask('query', 'card', { userBankcardId: card.userBankcardId })
  expect(detail.status).toBe('ACTIVE')
  expect(detail.notifies.map(({ type }) => type)).toContain('CARD_RECHARGE_RESULT')
  expect(((await ask('call', 'bankcard.recharge', recharge)) as Ended).state).toBe('unknown')
})

test('a recharge without an order number is ended by its notify, and the next one may leave', async () => {
  const { ask, newCard, quiet, bank } = await startExploring()
  const card = await newCard(products.later)
  await bank.control('/faults', { call: 'bankcard.recharge', kind: 'pending', withOrder: false, times: 1 })
  const recharge = { ...card, amount: '50.00' }
  const outcome: Ended = await ask('call', 'bankcard.recharge', recharge)
  expect(outcome.state).toBe('unknown')
  expect(outcome.reference).not.toHaveProperty('requestOrderId')
  await bank.control('/clock/advance', { ms: 24 * 3_600_000 })
  await quiet()
  const journal: Page<JournalRow> = await ask('query', 'journal', { state: 'done' })
  expect(journal.rows[0]).toMatchObject({ intentId: outcome.reference.intentId, settledBy: 'notify' })
  expect(((await ask('call', 'bankcard.recharge', recharge)) as Ended).state).toBe('unknown')
})

test('a person can ask how an unknown call ended', async () => {
  const { ask, refusal, newCard, bank } = await startExploring({ receiverPort: 0 })
  const card = await newCard(products.later)
  const outcome: Ended & { reference: { requestOrderId: string } } = await ask('call', 'bankcard.recharge', {
    ...card,
    amount: '50.00',
  })
  const { intentId, requestOrderId } = outcome.reference
  const still: JournalRow = await ask('command', 'outcome.settle', { intentId })
  expect(still).toMatchObject({ state: 'unknown', settledAt: null })
  await bank.control(`/orders/${requestOrderId}/settle`, { status: 'FAILED' })
  const settled: JournalRow = await ask('command', 'outcome.settle', { intentId })
  expect(settled).toMatchObject({ state: 'declined', settledAt: expect.any(Number) })
  expect(await refusal('command', 'outcome.settle', { intentId: 'nobody-wrote-this' })).toMatchObject({
    code: 'not_found',
  })
})

test('a run that ends in the middle of a recharge leaves it unknown, and the next run refuses a second one', async () => {
  const bank = await startBank()
  const keychain = memoryKeychain()
  const reached = Promise.withResolvers<void>()
  const silentRecharge: typeof fetch = (input, init) => {
    if (!String(input).endsWith('/bankcard/recharge')) return fetch(input, init)
    reached.resolve()
    return new Promise(() => undefined)
  }
  const ports = { sandboxUrl: bank.url, loadKeychain: async () => keychain }
  const first = await start({ ...ports, fetch: silentRecharge })
  await first.console.explore()
  const recharge = { uid: 'abcdefgh', userBankcardId: 7, amount: '10.00' }
  void first.ask('call', 'bankcard.recharge', recharge)
  await reached.promise
  await first.console.close()
  const second = await start({ ...ports, dataDir: first.dataDir })
  const journal: Page<JournalRow> = await second.ask('query', 'journal')
  expect(journal.rows).toMatchObject([{ state: 'unknown', why: 'lost', reference: { amount: '10.00' } }])
  expect(await second.refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'outcome_open' })
})

test('a call that could not leave is written down as such and can be made again', async () => {
  const offline: typeof fetch = async (input, init) => {
    if (String(input).includes('/api-web/'))
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
    return fetch(input, init)
  }
  const { ask, refusal } = await start({ fetch: offline })
  await ask('command', 'profile.add', {
    name: 'Test',
    environment: 'test',
    baseUrl: 'https://test.asinx.io/api-web',
    appId: 'app_1',
    appSecret: '0'.repeat(32),
  })
  const recharge = { uid: 'abcdefgh', userBankcardId: 7, amount: '10.00' }
  expect(await refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'not_sent' })
  expect(await refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'not_sent' })
  const journal: Page<JournalRow> = await ask('query', 'journal')
  expect(journal.rows.map(({ state }) => state)).toEqual(['declined', 'declined'])
})

test('a live profile only reads', async () => {
  const { ask, refusal } = await start()
  const live = { name: 'Live', environment: 'live', baseUrl: 'https://live.example/api-web', appId: 'app_1' }
  await ask('command', 'profile.add', { ...live, appSecret: '0'.repeat(32) })
  const recharge = { uid: 'abcdefgh', userBankcardId: 7, amount: '10.00' }
  expect(await refusal('call', 'bankcard.recharge', recharge)).toMatchObject({ code: 'live_read_only' })
  expect(((await ask('query', 'journal')) as Page<JournalRow>).rows).toEqual([])
})

test('a removed profile comes back with its directory', async () => {
  const { ask, console, newCard } = await startExploring()
  await newCard(products.direct)
  const { activeProfileId }: Session = await ask('query', 'session')
  await ask('command', 'profile.remove', { profileId: activeProfileId })
  expect(await ask('query', 'session')).toMatchObject({ profiles: [], activeProfileId: null })
  await console.explore()
  expect(((await ask('query', 'cards')) as Page<CardRow>).rows).toHaveLength(1)
})
