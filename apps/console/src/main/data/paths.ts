import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { KeptData } from '../../shared/bridge.ts'
import { maxKept } from '../../shared/kept.ts'
import { databaseName } from '../services/database.ts'

/** What SQLite keeps beside a file while it is open, or when it was not closed. */
export const companions = ['-wal', '-shm'] as const

/** Files of ours that a former run may have left in the middle of its work. */
const leftover = /^(copy|incoming|staged|damaged)-[0-9a-f]{12}\.(db|backup)(-wal|-shm|-journal)?$/
const keptName = /^console-(restored|repaired|fresh)-(\d{13})\.db$/

const idBytes = 6
export const newId = (): string => randomBytes(idBytes).toString('hex')

export const currentPath = (folder: string): string => join(folder, databaseName)

/** The name under which the data in use is put aside. */
export const keptNameOf = (why: KeptData['why'], at: number): string => `console-${why}-${at}.db`

export function removeData(path: string): void {
  for (const suffix of ['', ...companions, '-journal']) rmSync(`${path}${suffix}`, { force: true })
}

/** Whether a name may be one of data that was put aside. */
export const isKeptName = (name: string): boolean => keptName.test(name)

/** Data that was put aside, newest first. */
export function listKept(folder: string): KeptData[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name): KeptData[] => {
      const [, why, at] = keptName.exec(name) ?? []
      if (why === undefined) return []
      return [{ name, why: why as KeptData['why'], at: Number(at), bytes: statSync(join(folder, name)).size }]
    })
    .sort((left, right) => right.at - left.at)
}

export function keepNewest(folder: string): void {
  for (const { name } of listKept(folder).slice(maxKept)) removeData(join(folder, name))
}

/** Removes what a former run left in the middle of its work. */
export function sweepLeftovers(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (leftover.test(name)) rmSync(join(folder, name))
}

/** Size of a data file with what SQLite keeps beside it, in bytes. */
export const wholeSizeOf = (path: string): number => sizeOf(path) + sizeOf(`${path}-wal`)

export const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0)
