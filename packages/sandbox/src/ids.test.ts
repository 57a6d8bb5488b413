import { expect, test } from 'vitest'
import { createClock } from './clock.ts'
import { createIds, luhnDigit } from './ids.ts'
import { openStore } from './store.ts'

const idsOf = (seed: string) => {
  const store = openStore(':memory:')
  return createIds(seed, { store, clock: createClock(store, () => 0) })
}
const draws = 20_000

test.each([
  ['card numbers', (ids: ReturnType<typeof idsOf>) => ids.pan('424242')],
  ['order numbers of one second', (ids: ReturnType<typeof idsOf>) => ids.order('LM', 7)],
])('no two %s are the same', (_what, draw) => {
  const ids = idsOf('asinx')
  expect(new Set(Array.from({ length: draws }, () => draw(ids))).size).toBe(draws)
})

test('a card number passes the Luhn check, and its seed decides it', () => {
  const [pan, same, other] = [idsOf('a').pan('424242'), idsOf('a').pan('424242'), idsOf('b').pan('424242')]
  expect(pan).toMatch(/^424242\d{10}$/)
  expect(luhnDigit(pan.slice(0, -1))).toBe(pan.at(-1))
  expect(same).toBe(pan)
  expect(other).not.toBe(pan)
})
