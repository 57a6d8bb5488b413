import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from './store.ts'

let store: Store
beforeEach(() => {
  store = openStore(':memory:')
  put('a', '1')
})
afterEach(() => store.close())

const put = (name: string, value: string): number => store.insert('settings', { name, value })
const recalled = (name = 'a'): string | undefined =>
  store.recall<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)[0]?.value
const refuse = (): never => {
  throw new Error('No.')
}

test('what was read once comes from memory, and cannot be changed there', () => {
  const ask = () => store.recall<{ value: string }>('SELECT value FROM settings WHERE name = ?', 'a')
  const [row] = ask()
  expect(ask()[0]).toBe(row)
  expect(() => Object.assign(row ?? {}, { value: '2' })).toThrow(TypeError)
})

test.each([
  ['an insert', () => void put('b', '2'), 'b'],
  ['an update', () => store.run(`UPDATE settings SET value = '2' WHERE name = 'a'`), 'a'],
  ['a statement that is not remembered', () => store.exec(`UPDATE settings SET value = '2'`), 'a'],
  ['a statement that is not understood', () => store.run(` REPLACE INTO settings VALUES ('a', '2')`), 'a'],
])('%s is seen at once', (_, write, name) => {
  recalled(name)
  write()
  expect(recalled(name)).toBe('2')
})

test('a row that is deleted is gone; a write to another table leaves it in memory', () => {
  const ask = () => store.recall('SELECT value FROM settings WHERE name = ?', 'a')[0]
  const row = ask()
  store.run('DELETE FROM jobs')
  expect(ask()).toBe(row)
  store.run('DELETE FROM settings')
  expect(recalled()).toBeUndefined()
})

test('what an attempt or a transaction wrote is forgotten with it', () => {
  const change = (): void => {
    store.run(`UPDATE settings SET value = '2'`)
    expect(recalled()).toBe('2')
    refuse()
  }
  expect(() => store.transaction(change)).toThrow('No.')
  expect(recalled()).toBe('1')
  store.transaction(() => {
    expect(() => store.attempt(change)).toThrow('No.')
    expect(recalled()).toBe('1')
  })
})

test('a statement over two tables is asked again when either is written to', () => {
  const count = () =>
    store.recall<{ count: number }>('SELECT count(*) AS count FROM settings JOIN jobs ON true')[0]?.count
  expect(count()).toBe(0)
  store.insert('jobs', { kind: 'x', reference: '1', dueAt: 1 })
  expect(count()).toBe(1)
  put('b', '2')
  expect(count()).toBe(2)
})
