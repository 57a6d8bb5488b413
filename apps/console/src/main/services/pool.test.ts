import { expect, test } from 'vitest'
import { pool } from './pool.ts'

test('answers come in the order of the things, and no more run at a time than allowed', async () => {
  let running = 0
  let most = 0
  const answers = await pool([3, 1, 2, 5, 4], 2, async (thing) => {
    most = Math.max(most, ++running)
    for (let turn = 0; turn < thing; turn++) await Promise.resolve()
    running--
    return thing * 10
  })
  expect(answers).toEqual([30, 10, 20, 50, 40])
  expect(most).toBe(2)
})

test('the first that throws ends it, and nothing more is begun', async () => {
  const begun: number[] = []
  const failing = pool([1, 2, 3, 4], 1, async (thing) => {
    begun.push(thing)
    if (thing === 2) throw new Error('lost')
  })
  await expect(failing).rejects.toThrow('lost')
  expect(begun).toEqual([1, 2])
})

test('nothing to do is done', async () => {
  expect(await pool([], 3, async () => 1)).toEqual([])
})
