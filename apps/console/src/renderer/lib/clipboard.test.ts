import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isMarked } from './clipboard.ts'

test('a mark is told from its text, and from no other', async () => {
  const salt = '00ff'.repeat(8)
  const digest = createHash('sha256').update(salt).update('4242424242424242').digest('hex')
  expect(await isMarked({ salt, digest }, '4242424242424242')).toBe(true)
  expect(await isMarked({ salt, digest }, '4242424242424241')).toBe(false)
  expect(await isMarked({ salt, digest }, '')).toBe(false)
})
