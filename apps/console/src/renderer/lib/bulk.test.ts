import { expect, test } from 'vitest'
import { lengthOf, progressOf, renewable, runLook, stateWord } from './bulk.ts'

const counts = { bad: 2, waiting: 3, sending: 1, done: 4, declined: 1, unknown: 1, failed: 1 }

test('bad rows are no part of the progress, and what is on its way is not over', () => {
  expect(progressOf({ counts })).toEqual({ all: 11, over: 7 })
  expect(renewable({ counts })).toBe(2)
})

test('a run that is over is well only when all of it is done', () => {
  const all = { ...counts, declined: 0, failed: 0, unknown: 0 }
  const toneOf = (found: typeof counts): string => runLook({ state: 'finished', counts: found }).tone
  expect([toneOf(all), toneOf({ ...all, declined: 1 }), toneOf(counts)]).toEqual(['good', 'calm', 'doubt'])
})

test('what a cancelled run left out does not wait', () => {
  expect([stateWord('cancelled', 'waiting'), stateWord('paused', 'waiting'), stateWord('cancelled', 'done')]).toEqual([
    'left',
    'waiting',
    'done',
  ])
})

test.each([
  [500, { unit: 'seconds', n: 1 }],
  [119_000, { unit: 'seconds', n: 119 }],
  [150_000, { unit: 'minutes', n: 3 }],
  [8_000_000, { unit: 'hours', n: 3 }],
])('%d ms in its unit', (ms, length) => {
  expect(lengthOf(ms)).toEqual(length)
})
