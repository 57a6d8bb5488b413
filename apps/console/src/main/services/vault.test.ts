import { expect, test } from 'vitest'
import { memoryKeychain } from '../../../test/memory-keychain.ts'
import { maxSecretLength } from './secret-accounts.ts'
import { createVault } from './vault.ts'

const owner = { id: 'p1', baseUrl: 'https://test.asinx.io/api-web' }
const never = (): Promise<never> => new Promise(() => undefined)

test('a secret goes to the keychain and is found by the next run', async () => {
  const keychain = memoryKeychain()
  const load = async () => keychain
  expect(await createVault({ load }).put(owner, 'a secret')).toBe('keychain')
  const next = createVault({ load })
  expect(await next.get(owner)).toBe('a secret')
  expect(await next.where(owner)).toBe('keychain')
  expect(await next.state()).toEqual({ kind: 'keychain' })
})

test('a secret is bound to the host of its profile', async () => {
  const keychain = memoryKeychain()
  const vault = createVault({ load: async () => keychain })
  await vault.put(owner, 'a secret')
  const moved = { ...owner, baseUrl: 'https://elsewhere.example/api-web' }
  expect(await vault.get(moved)).toBeNull()
  expect(await vault.where(moved)).toBe('unreadable')
})

test.each([
  ['cannot be loaded', { load: async () => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object')) }],
  [
    'is locked',
    { load: async () => ({ ...memoryKeychain(), setPassword: () => Promise.reject(new Error('locked')) }) },
  ],
  ['is silent', { load: async () => ({ ...memoryKeychain(), setPassword: never }), timeoutMs: 20 }],
  ['forgets at once', { load: async () => ({ ...memoryKeychain(), setPassword: async () => undefined }) }],
])('when the keychain %s, the secret stays in memory for the session, and it says why', async (_what, options) => {
  const vault = createVault(options)
  expect(await vault.put(owner, 'a secret')).toBe('memory')
  expect(await vault.get(owner)).toBe('a secret')
  expect(await vault.where(owner)).toBe('memory')
  expect(await vault.state()).toEqual({ kind: 'memory', reason: expect.stringMatching(/keychain/) })
  expect(await createVault(options).get(owner)).toBeNull()
})

test('an answer of nothing is unreadable, not absence: nothing is deleted, and a later answer counts', async () => {
  const keychain = memoryKeychain()
  await createVault({ load: async () => keychain }).put(owner, 'a secret')
  let isLocked = true
  const lockable = {
    ...keychain,
    getPassword: async (service: string, account: string) => (isLocked ? null : keychain.getPassword(service, account)),
  }
  const vault = createVault({ load: async () => lockable })
  expect(await vault.get(owner)).toBeNull()
  expect(await vault.where(owner)).toBe('unreadable')
  expect(keychain.items.size).toBe(1)
  isLocked = false
  expect(await vault.get(owner)).toBe('a secret')
  expect(await vault.where(owner)).toBe('keychain')
})

test('a keychain that asks a person keeps nobody waiting, and its answer is told when it comes', async () => {
  const keychain = memoryKeychain()
  await createVault({ load: async () => keychain }).put(owner, 'a secret')
  const asked = Promise.withResolvers<void>()
  const slow = {
    ...keychain,
    getPassword: (service: string, account: string) => asked.promise.then(() => keychain.getPassword(service, account)),
  }
  const answered = Promise.withResolvers<void>()
  const vault = createVault({ load: async () => slow, onAnswer: () => answered.resolve() })
  expect(await vault.where(owner)).toBe('asking')
  expect(await vault.state()).toEqual({ kind: 'asking' })
  asked.resolve()
  await answered.promise
  expect(await vault.where(owner)).toBe('keychain')
})

test('a question that was dismissed is named as such', async () => {
  const dismissing = { ...memoryKeychain(), getPassword: () => Promise.reject(new Error('The prompt was dismissed')) }
  const vault = createVault({ load: async () => dismissing })
  expect(await vault.get(owner)).toBeNull()
  expect(await vault.state()).toEqual({ kind: 'memory', reason: expect.stringMatching(/dismissed/) })
})

test('a rotation keeps the secret before it, bound to the same host, until it is dropped', async () => {
  const keychain = memoryKeychain()
  const vault = createVault({ load: async () => keychain })
  await expect(vault.rotate(owner, 'new')).rejects.toMatchObject({ code: 'secret_unreadable' })
  await vault.put(owner, 'old')
  await vault.rotate(owner, 'new')
  const next = createVault({ load: async () => keychain })
  expect(await next.get(owner)).toBe('new')
  expect(await next.previous(owner)).toBe('old')
  expect(await next.previous({ ...owner, baseUrl: 'https://elsewhere.example' })).toBeNull()
  await next.dropPrevious(owner)
  expect(await next.previous(owner)).toBeNull()
  expect(keychain.items.size).toBe(1)
})

test('locked, what the keychain keeps is forgotten and not asked for; what only memory keeps stays', async () => {
  const keychain = memoryKeychain()
  const vault = createVault({ load: async () => keychain })
  await vault.put(owner, 'a secret')
  vault.lock()
  expect(await vault.get(owner)).toBeNull()
  vault.unlock()
  expect(await vault.get(owner)).toBe('a secret')
  const homeless = createVault({ load: () => Promise.reject(new Error('none')) })
  await homeless.put(owner, 'a secret')
  homeless.lock()
  expect(await homeless.get(owner)).toBe('a secret')
})

test('what no keychain could hold is refused before it is tried', async () => {
  const keychain = memoryKeychain()
  const vault = createVault({ load: async () => keychain })
  await expect(vault.put(owner, 'x'.repeat(maxSecretLength + 1))).rejects.toMatchObject({ code: 'secret_too_long' })
  await expect(vault.put(owner, '')).rejects.toMatchObject({ code: 'secret_too_long' })
  expect(keychain.items.size).toBe(0)
})

test('a dropped secret is gone from both places', async () => {
  const keychain = memoryKeychain()
  const vault = createVault({ load: async () => keychain })
  await vault.put(owner, 'a secret')
  await vault.drop(owner)
  expect(keychain.items.size).toBe(0)
  expect(await vault.get(owner)).toBeNull()
})
