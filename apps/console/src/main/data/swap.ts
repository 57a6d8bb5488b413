import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { companions, currentPath } from './paths.ts'

/** What was begun, so that a run that ends in the middle of it is completed by the next. */
const noteName = 'swap.json'

export interface Swap {
  /** The file that comes into use; null: none, and the next start makes a new one. */
  staged: string | null
  /** Where the file in use goes. */
  aside: string
}

function settle(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    fsyncSync(handle)
    closeSync(handle)
  } catch {
    // Windows opens no folder; its renames are written through by the file system's own journal.
  }
}

const noteOf = (folder: string): string => join(folder, noteName)

function perform(folder: string, { staged, aside }: Swap): void {
  const current = currentPath(folder)
  const isPending = staged === null || existsSync(join(folder, staged))
  // The file itself goes last: as long as it is there, the rest of it can still be moved.
  if (isPending)
    for (const suffix of [...companions, ''])
      if (existsSync(`${current}${suffix}`) && !existsSync(join(folder, `${aside}${suffix}`)))
        renameSync(`${current}${suffix}`, join(folder, `${aside}${suffix}`))
  if (staged !== null && isPending) renameSync(join(folder, staged), current)
  settle(folder)
  rmSync(noteOf(folder), { force: true })
}

/** Puts the file in use aside and another in its place: both or neither, whenever the process ends. */
export function swapData(folder: string, swap: Swap): void {
  const handle = openSync(noteOf(folder), 'w', 0o600)
  writeFileSync(handle, JSON.stringify(swap))
  fsyncSync(handle)
  closeSync(handle)
  settle(folder)
  perform(folder, swap)
}

function readNote(folder: string): Swap | undefined {
  if (!existsSync(noteOf(folder))) return undefined
  try {
    return JSON.parse(readFileSync(noteOf(folder), 'utf8')) as Swap
  } catch {
    // A note that was not written whole: nothing had been moved yet.
    rmSync(noteOf(folder), { force: true })
    return undefined
  }
}

/** Completes what a former run began. Called before anything opens the data. */
export function finishSwap(folder: string): void {
  const swap = readNote(folder)
  if (swap) perform(folder, swap)
}
