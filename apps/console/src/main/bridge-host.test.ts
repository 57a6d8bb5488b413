import { expect, test } from 'vitest'
import { start, startExploring } from '../../test/running.ts'
import { placeOf } from './report.ts'

test.each([
  ['call', 'bankcard.steal'],
  ['call', 'constructor'],
  ['command', '__proto__'],
  ['command', 'home'],
  ['query', 'toString'],
  ['on', 'session.changed'],
  ['', ''],
  ['query', 7],
  ['query', null],
])('%s %s is unknown', async (verb, name) => {
  const { refusal } = await start()
  expect(await refusal(verb, name)).toMatchObject({ code: 'unknown_name' })
})

test.each([
  ['command', 'profile.use', { profileId: '../../etc' }],
  ['command', 'card.add', { uid: 'a b', userBankcardId: 1 }],
  ['command', 'card.reveal', { userBankcardId: '1' }],
  ['command', 'settings.set', { locale: 'fr' }],
  ['command', 'settings.set', { locale: 'en', activeProfileId: 'x' }],
  ['query', 'cards', { cursor: '1; drop table cards' }],
  ['query', 'cards', { search: ['x'] }],
  ['query', 'journal', { state: 'lost' }],
  ['query', 'session', null],
  ['query', 'session', []],
  ['query', 'session', 'all'],
  ['call', 'bankcard.recharge', { uid: 'u', userBankcardId: 1, amount: 5 }],
  ['call', 'bankcard.recharge', { uid: 'u', userBankcardId: 1, amount: '5', note: 'x' }],
  ['call', 'user.register', null],
])('%s %s refuses %j', async (verb, name, payload) => {
  const { refusal } = await startExploring()
  expect(await refusal(verb, name, payload)).toMatchObject({ code: 'invalid_input' })
})

test('a search text is only a text', async () => {
  const { ask } = await startExploring()
  expect(await ask('query', 'cards', { search: `%' or 1=1 --` })).toEqual({ rows: [], cursor: null })
  expect(await ask('query', 'cards', { search: '_' })).toEqual({ rows: [], cursor: null })
})

test('a refusal never repeats the secret that was given', async () => {
  const { refusal } = await start()
  const appSecret = 'not-hexadecimal-but-still-secret'
  const profile = { name: 'P', environment: 'test', appId: 'a', appSecret }
  const errors = [
    await refusal('command', 'profile.add', { ...profile, baseUrl: 'http://example.com' }),
    await refusal('command', 'profile.add', {
      ...profile,
      appSecret: `${appSecret}\n`,
      baseUrl: 'https://example.com',
    }),
  ]
  expect(errors.map(({ code }) => code)).toEqual(['invalid_input', 'invalid_input'])
  expect(JSON.stringify(errors)).not.toContain(appSecret)
})

test('a failure nobody foresaw crosses and is reported without its text', async () => {
  const { console, refusal, reported } = await start()
  await console.close()
  const error = await refusal('query', 'session')
  expect(error.code).toBe('internal')
  expect(JSON.stringify(error)).not.toContain('database')
  expect(reported).toHaveLength(1)
  expect(placeOf(reported[0])).not.toContain('database is not open')
})
