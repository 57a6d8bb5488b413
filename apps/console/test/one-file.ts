import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConsoleOptions } from '../src/main/keeper.ts'

/** Saves every file under one path and takes it from there again, as a person would who has one backup. */
export function oneFile(folder: string): Pick<ConsoleOptions, 'saveFile' | 'takeFile'> {
  const path = join(folder, 'file-of-the-test')
  return {
    async saveFile({ pieces }) {
      await writeFile(path, pieces)
      return { state: 'saved', path }
    },
    takeFile: async () => ({
      chosen: { state: 'chosen', name: 'file-of-the-test', bytes: 0 },
      path: () => path,
      discard: () => undefined,
    }),
  }
}
