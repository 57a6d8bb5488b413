import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dialog } from 'electron'
import type { SaveFile } from '../ports.ts'

/** Asks where to, and writes there: readable by this user only, and whole or not at all. */
export const saveFile: SaveFile = async ({ name, pieces }) => {
  const extension = extname(name).slice(1)
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: name,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  })
  if (canceled || !filePath) return { state: 'cancelled' }
  const partial = `${filePath}.partial`
  try {
    // On the disk before it has its name: what looks like a backup must be one, even when the power fails.
    await pipeline(Readable.from(pieces), createWriteStream(partial, { mode: 0o600, flush: true }))
    await rename(partial, filePath)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return { state: 'saved', path: filePath }
}
