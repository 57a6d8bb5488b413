import { expect, test } from 'vitest'
import { products, startExploring } from '../../test/running.ts'
import type {
  CardDetail,
  CardRow,
  Home,
  ImportSheet,
  KnownProduct,
  Page,
  Trends,
  UserDetail,
  Session,
  UserRow,
} from '../shared/bridge.ts'

const picture = `data:image/png;base64,${Buffer.from('an invented picture').toString('base64')}`
const person = {
  first_name: 'Ming',
  last_name: 'Li',
  first_name_en: 'Ming',
  last_name_en: 'Li',
  birthday: '2000-01-01',
  id_type: 'national-id',
  country: 'CN',
  number: 'E1234567',
  expiry_date: '2030-01-01',
  frontImg: picture,
  backImg: picture,
}

test('a user is known by what was done for them, and never by a picture or a number', async () => {
  const { ask, newCard } = await startExploring()
  const { uid } = await newCard(products.direct)
  const before: UserDetail = await ask('query', 'user', { uid })
  expect(before).toMatchObject({ kycStatus: null, kycSentAt: null, holderSentAt: null, cards: 1, note: null })
  expect(before.cardRows).toHaveLength(1)
  await ask('call', 'user.setProfession', { uid, ...person })
  await ask('call', 'user.setHolderInfo', { uid, firstName: 'Ming' })
  await ask('call', 'user.kycCheck', { uid })
  await ask('command', 'user.note', { uid, note: 'Prefers mornings.' })
  const after: UserDetail = await ask('query', 'user', { uid })
  expect(after).toMatchObject({
    kycStatus: 'PASSED',
    kycAskedAt: expect.any(Number),
    kycSentBy: 'user.setProfession',
    holderSentAt: expect.any(Number),
    note: 'Prefers mornings.',
  })
  expect(JSON.stringify(after)).not.toMatch(/E1234567|base64/)
  await ask('command', 'user.note', { uid })
  expect(await ask('query', 'user', { uid })).toMatchObject({ note: null })
})

test('users are found by what is known of them, and added when they were made elsewhere', async () => {
  const { ask } = await startExploring()
  await ask('command', 'user.add', { uid: 'elsewhere1', email: 'someone@example.com', note: '100% travel' })
  const search = async (text: string): Promise<string[]> =>
    ((await ask('query', 'users', { search: text })) as Page<UserRow>).rows.map(({ uid }) => uid)
  expect(await search('100%')).toEqual(['elsewhere1'])
  expect(await search('so•••')).toEqual(['elsewhere1'])
  expect(await search('_lsewhere')).toEqual([])
  expect(await ask('query', 'user', { uid: 'nobody' })).toBe(null)
})

test('a long file is read, and nothing is taken from it before it is asked for', async () => {
  const { ask, refusal } = await startExploring()
  const text = `uid\n${Array.from({ length: 500 }, (_, at) => `user-number-${at}`).join('\n')}\nnot a user\n`
  const sheet: ImportSheet = await ask('command', 'import.read', { kind: 'users', text })
  expect([sheet.rows.length, sheet.bad]).toEqual([500, [{ line: 502, column: 'uid', wrong: 'invalid' }]])
  expect(((await ask('query', 'users', { search: 'user-number' })) as Page<UserRow>).rows).toEqual([])
  expect(await refusal('command', 'import.read', { kind: 'users', text: 'salary\n5' })).toMatchObject({
    code: 'import_unreadable',
  })
})

test('a freeze of ours is remembered until it is taken back', async () => {
  const { ask, newCard, quiet } = await startExploring()
  const card = await newCard(products.direct)
  const frozenAt = async (): Promise<number | null> => {
    await quiet()
    return ((await ask('query', 'card', { userBankcardId: card.userBankcardId })) as CardDetail).frozenAt
  }
  await ask('call', 'bankcard.recharge', { ...card, amount: '10' })
  expect(await frozenAt()).toBe(null)
  await ask('call', 'bankcard.updateStatus', { ...card, enable: false })
  expect(await frozenAt()).toEqual(expect.any(Number))
  await ask('call', 'bankcard.updateStatus', { ...card, enable: true })
  expect(await frozenAt()).toBe(null)
})

test('cards are filtered by product and user', async () => {
  const { ask, newCard } = await startExploring()
  const first = await newCard(products.direct)
  await newCard(products.later)
  const ids = async (filter: object): Promise<number[]> =>
    ((await ask('query', 'cards', filter)) as Page<CardRow>).rows.map(({ userBankcardId }) => userBankcardId)
  expect(await ids({ product: products.direct })).toEqual([first.userBankcardId])
  expect(await ids({ uid: first.uid })).toEqual([first.userBankcardId])
  expect(await ids({ uid: first.uid, product: products.later })).toEqual([])
  const known: KnownProduct[] = await ask('query', 'products')
  expect(known.map(({ productId }) => productId)).toEqual(expect.arrayContaining([products.direct, products.later]))
})

test('the trend sums what was paid and recharged to the last digit, and home names what is low', async () => {
  const { ask, newCard, bank, quiet } = await startExploring()
  const card = await newCard(products.direct)
  await ask('call', 'bankcard.recharge', { ...card, amount: '20.10' })
  const buy = (amount: string): Promise<unknown> => bank.control(`/cards/${card.userBankcardId}/purchase`, { amount })
  await buy('7.33')
  await buy('8.01')
  await buy('999')
  await quiet()
  await ask('command', 'card.refresh', { userBankcardId: card.userBankcardId })
  const home: Home = await ask('query', 'home')
  expect(home.low).toMatchObject([{ userBankcardId: card.userBankcardId, status: 'ACTIVE' }])
  const { activeProfileId }: Session = await ask('query', 'session')
  const watch = (lowBelow: string | null) => ask('command', 'profile.watch', { profileId: activeProfileId, lowBelow })
  await watch('0')
  expect(await ask('query', 'home')).toMatchObject({ low: [], lowBelow: '0' })
  await watch(null)
  expect(await ask('query', 'home')).toMatchObject({ low: [{ status: 'ACTIVE' }], lowBelow: '10.00' })
  const trends: Trends = await ask('query', 'trends', { days: 7 })
  expect(trends.days).toHaveLength(7)
  expect(trends.days.at(-1)).toMatchObject({
    spent: '15.34',
    recharged: '20.1',
    available: home.assets.state === 'known' ? home.assets.availableAmount : '',
  })
  expect(trends.days[0]).toMatchObject({ spent: '0', recharged: '0', available: null })
})
