import { expect, test } from 'vitest'
import { createLatestOnly, maxAskers } from './latest-only.ts'

test('a question overtakes the one before of the same asker, and no other', () => {
  const ask = createLatestOnly()
  const [first, other, second] = [ask('a'), ask('b'), ask('a')]
  expect([first.aborted, other.aborted, second.aborted]).toEqual([true, false, false])
})

test('only so many askers are remembered', () => {
  const ask = createLatestOnly()
  const first = ask('first')
  for (let count = 0; count < maxAskers; count++) ask(`asker${count}`)
  ask('first')
  expect(first.aborted).toBe(false)
})
