import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempDir } from '../../../test/running.ts'
import { finishSwap, swapData, type Swap } from './swap.ts'

const swap: Swap = { staged: 'staged-0.db', aside: 'console-restored-1.db' }
const current = 'console.db'

/** What a run had done of it when it ended, in the order it does it. */
const steps = [
  (folder: string) => renameSync(join(folder, `${current}-wal`), join(folder, `${swap.aside}-wal`)),
  (folder: string) => renameSync(join(folder, current), join(folder, swap.aside)),
  (folder: string) => renameSync(join(folder, swap.staged ?? ''), join(folder, current)),
]

async function begun(): Promise<string> {
  const folder = await tempDir()
  writeFileSync(join(folder, current), 'old')
  writeFileSync(join(folder, `${current}-wal`), 'the wal of old')
  writeFileSync(join(folder, swap.staged ?? ''), 'new')
  return folder
}

function expectSwapped(folder: string): void {
  expect(readFileSync(join(folder, current), 'utf8')).toBe('new')
  expect(readFileSync(join(folder, swap.aside), 'utf8')).toBe('old')
  expect(readFileSync(join(folder, `${swap.aside}-wal`), 'utf8')).toBe('the wal of old')
  expect(existsSync(join(folder, `${current}-wal`))).toBe(false)
  expect(existsSync(join(folder, 'swap.json'))).toBe(false)
}

test('the file in use goes aside with what belongs to it, and the other takes its place', async () => {
  const folder = await begun()
  swapData(folder, swap)
  expectSwapped(folder)
})

test.each([0, 1, 2, 3])('a run that ended after %i steps of it is completed by the next', async (done) => {
  const folder = await begun()
  writeFileSync(join(folder, 'swap.json'), JSON.stringify(swap))
  for (const step of steps.slice(0, done)) step(folder)
  finishSwap(folder)
  expectSwapped(folder)
  finishSwap(folder)
  expectSwapped(folder)
})

test('a note that was not written whole changes nothing', async () => {
  const folder = await begun()
  writeFileSync(join(folder, 'swap.json'), '{"staged":"sta')
  finishSwap(folder)
  expect(readFileSync(join(folder, current), 'utf8')).toBe('old')
})

test('without another file the next start makes a new one', async () => {
  const folder = await begun()
  swapData(folder, { staged: null, aside: swap.aside })
  expect(existsSync(join(folder, current))).toBe(false)
  expect(readFileSync(join(folder, swap.aside), 'utf8')).toBe('old')
})
