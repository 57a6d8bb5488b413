import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDedupe, type DedupeStore, type Delivery } from './dedupe.ts'
import { isAsinxError } from './errors.ts'

const notify = (uniqueNo: string, digest: string) => ({ uniqueNo, digest })

/** A store that answers later and in another order than it was asked. */
function slowStore(values: Map<string, string>): DedupeStore {
  const later = async (): Promise<void> => {
    await Promise.resolve()
    await Promise.resolve()
  }
  return {
    async add(key, value) {
      await later()
      const there = values.get(key)
      if (there === undefined) values.set(key, value)
      return there
    },
    async remove(key) {
      await later()
      values.delete(key)
    },
  }
}

const stores: [name: string, create: () => DedupeStore | undefined][] = [
  ['memory', () => undefined],
  ['a store', () => slowStore(new Map())],
]
const withStore = (create: () => DedupeStore | undefined) => {
  const store = create()
  return createDedupe(store ? { store } : {})
}

describe.each(stores)('deliveries kept in %s', (_name, create) => {
  test('the same number and content again is a repeat', async () => {
    const dedupe = withStore(create)
    expect(await dedupe.see(notify('n1', 'a'))).toBe('new')
    expect(await dedupe.see(notify('n1', 'a'))).toBe('repeat')
  })

  test('the same content under another number is a repeat', async () => {
    const dedupe = withStore(create)
    await dedupe.see(notify('n1', 'a'))
    expect(await dedupe.see(notify('n2', 'a'))).toBe('repeat')
  })

  test('other content under a number that was used is a conflict, each time, and is not taken as seen', async () => {
    const dedupe = withStore(create)
    await dedupe.see(notify('n1', 'a'))
    expect(await dedupe.see(notify('n1', 'b'))).toBe('conflict')
    expect(await dedupe.see(notify('n1', 'b'))).toBe('conflict')
    expect(await dedupe.see(notify('n2', 'b'))).toBe('new')
    expect(await dedupe.see(notify('n1', 'a'))).toBe('repeat')
  })

  test('known content under the number of another is a conflict too', async () => {
    const dedupe = withStore(create)
    await dedupe.see(notify('n1', 'a'))
    await dedupe.see(notify('n2', 'b'))
    expect(await dedupe.see(notify('n2', 'a'))).toBe('conflict')
  })

  test('what failed to be acted on is new again', async () => {
    const dedupe = withStore(create)
    await dedupe.see(notify('n1', 'a'))
    await dedupe.forget(notify('n1', 'a'))
    expect(await dedupe.see(notify('n1', 'a'))).toBe('new')
    await dedupe.forget(notify('never', 'seen'))
  })

  test('of simultaneous deliveries one is new', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 20 }),
        async (deliveries) => {
          const dedupe = withStore(create)
          const answers = await Promise.all(
            deliveries.map(async ([number, content]) => ({
              number,
              content,
              answer: await dedupe.see(notify(`n${number}`, `c${content}`)),
            })),
          )
          for (const content of new Set(deliveries.map((each) => each[1]))) {
            const news = answers.filter((each) => each.content === content && each.answer === 'new')
            const counted = answers.filter((each) => each.content === content && each.answer !== 'conflict')
            expect(news).toHaveLength(counted.length > 0 ? 1 : 0)
          }
          for (const number of new Set(deliveries.map((each) => each[0]))) {
            const taken = answers.filter((each) => each.number === number && each.answer !== 'conflict')
            expect(new Set(taken.map((each) => each.content)).size).toBe(1)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('memory', () => {
  test('is bounded: the least recently seen goes first', async () => {
    const dedupe = createDedupe({ max: 2 })
    const seen: Delivery[] = []
    for (const each of ['a', 'b', 'a', 'c', 'a', 'b']) seen.push(await dedupe.see(notify(`n-${each}`, each)))
    expect(seen).toEqual(['new', 'new', 'repeat', 'new', 'repeat', 'new'])
  })

  test.each([0, -1, 1.5, Number.NaN])('a bound of %s is refused', (max) => {
    expect(() => createDedupe({ max })).toThrow('max must be a whole number above 0.')
    try {
      createDedupe({ max })
    } catch (error) {
      expect(isAsinxError(error, 'invalid_input')).toBe(true)
    }
  })
})

describe('a store of its own', () => {
  test('carries what was seen into another process', async () => {
    const values = new Map<string, string>()
    await createDedupe({ store: slowStore(values) }).see(notify('n1', 'a'))
    expect(await createDedupe({ store: slowStore(values) }).see(notify('n2', 'a'))).toBe('repeat')
  })

  test('shared by two processes gives one new', async () => {
    const values = new Map<string, string>()
    const answers = await Promise.all(
      [1, 2].map(() => createDedupe({ store: slowStore(values) }).see(notify('n1', 'a'))),
    )
    expect(answers.sort()).toEqual(['new', 'repeat'])
  })

  test('that fails makes the delivery fail, and the next one is judged afresh', async () => {
    let isDown = true
    const store = slowStore(new Map())
    const dedupe = createDedupe({
      store: { ...store, add: (key, value) => (isDown ? Promise.reject(new Error('down')) : store.add(key, value)) },
    })
    await expect(dedupe.see(notify('n1', 'a'))).rejects.toThrow('down')
    isDown = false
    expect(await dedupe.see(notify('n1', 'a'))).toBe('new')
  })
})
