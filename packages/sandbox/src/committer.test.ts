import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCommitter, maxWaiting, TooBusy, type Committer } from './committer.ts'
import { openStore, type Store } from './store.ts'

let store: Store
let committer: Committer
let commits = 0
beforeEach(() => {
  store = openStore(':memory:')
  commits = 0
  committer = createCommitter(store, { before: () => {}, after: () => void (commits += 1) })
})
afterEach(() => store.close())

const put = (name: string) =>
  committer.run(() => {
    store.insert('settings', { name, value: name })
    if (name === 'bad') throw new Error('No.')
    return name
  }, true)
const names = (): string[] =>
  store.all<{ name: string }>('SELECT name FROM settings ORDER BY name').map(({ name }) => name)

test('what is asked for at the same time shares a commit, and a failure undoes itself alone', async () => {
  const answers = await Promise.allSettled([put('a'), put('bad'), put('b')])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect([names(), commits]).toEqual([['a', 'b'], 1])
})

test('what arrives in the turns that follow shares it too, until a turn brings nothing', async () => {
  const first = put('a')
  const second = new Promise<string>((resolve) => setImmediate(() => resolve(put('b'))))
  expect([await first, await second, commits]).toEqual(['a', 'b', 1])
  await put('c')
  expect(commits).toBe(2)
})

test('more than fits into one commit is done in the next ones', async () => {
  await Promise.all(Array.from({ length: 600 }, (_, index) => put(String(index))))
  expect([names().length, commits]).toEqual([600, 3])
})

test('nobody hears of work whose commit failed', async () => {
  const answers = Promise.allSettled([put('a'), put('b')])
  store.close()
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(commits).toBe(0)
})

test('more work than may wait is turned away, undone', async () => {
  const answers = await Promise.allSettled(Array.from({ length: maxWaiting + 1 }, (_, index) => put(String(index))))
  expect(answers.at(-1)).toMatchObject({ status: 'rejected', reason: expect.any(TooBusy) })
  expect(names()).toHaveLength(maxWaiting)
})
