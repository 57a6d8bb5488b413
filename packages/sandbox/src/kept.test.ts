import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Kept } from './kept.ts'
import { openStore, type Store } from './store.ts'

let store: Store
let counters: Kept<number>
beforeEach(() => {
  store = openStore(':memory:')
  counters = store.keep<number>('counters', { name: 'kind', value: 'count' })
})
afterEach(() => store.close())

const written = (): unknown =>
  store.all('SELECT kind, count FROM counters ORDER BY kind').map((row) => ({ ...(row as object) }))
const refuse = (): never => {
  throw new Error('No.')
}

test('a value is written with the transaction that changed it, once', () => {
  store.transaction(() => {
    for (const count of [1, 2, 3]) counters.set('a', count)
    expect([counters.get('a'), written()]).toEqual([3, []])
  })
  expect(written()).toEqual([{ kind: 'a', count: 3 }])
})

test('outside of a transaction it is written at once', () => {
  counters.set('a', 1)
  expect(written()).toEqual([{ kind: 'a', count: 1 }])
})

test('an attempt that fails undoes its own changes only, however deep', () => {
  store.transaction(() => {
    counters.set('a', 1)
    store.attempt(() => {
      counters.set('a', 2)
      expect(() =>
        store.attempt(() => {
          counters.set('a', 3)
          counters.set('b', 1)
          refuse()
        }),
      ).toThrow('No.')
      expect([counters.get('a'), counters.get('b')]).toEqual([2, undefined])
    })
    expect(() =>
      store.attempt(() => {
        counters.set('a', 4)
        refuse()
      }),
    ).toThrow('No.')
  })
  expect(written()).toEqual([{ kind: 'a', count: 2 }])
})

test('a transaction that fails leaves nothing of it, in memory or in the table', () => {
  counters.set('a', 1)
  expect(() =>
    store.transaction(() => {
      counters.set('a', 2)
      counters.set('b', 2)
      refuse()
    }),
  ).toThrow('No.')
  expect([counters.get('a'), counters.get('b'), written()]).toEqual([1, undefined, [{ kind: 'a', count: 1 }]])
})

test('what was changed before its table was filled anew is not written over it', () => {
  counters.set('a', 1)
  store.transaction(() => {
    counters.set('a', 2)
    store.run('UPDATE counters SET count = 7')
    store.forgetKept()
  })
  expect([counters.get('a'), written()]).toEqual([7, [{ kind: 'a', count: 7 }]])
})
