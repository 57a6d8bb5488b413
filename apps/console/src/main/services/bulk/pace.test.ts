import { expect, test } from 'vitest'
import { createPace, waitFor } from './pace.ts'

test('so many leave in a second, from several lanes, and a pause is not made up for', async () => {
  let clock = 0
  const left: number[] = []
  const wait = async (ms: number): Promise<void> => {
    clock += ms
  }
  const pace = createPace({ perSecond: 5, now: () => clock, wait })
  const { signal } = new AbortController()
  for (let count = 0; count < 3; count++) {
    await pace(signal)
    left.push(clock)
  }
  clock += 10_000
  for (let count = 0; count < 2; count++) {
    await pace(signal)
    left.push(clock)
  }
  expect(left).toEqual([0, 200, 400, 10_400, 10_600])
})

test('whoever waits is let go when it is stopped', async () => {
  const stop = new AbortController()
  const waiting = waitFor(3_600_000, stop.signal)
  stop.abort()
  await expect(waiting).resolves.toBeUndefined()
})
