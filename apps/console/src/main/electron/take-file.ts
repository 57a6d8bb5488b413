import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { dialog } from 'electron'
import type { TakeFile } from '../data/takings.ts'

/** Asks which file; it is read where it is. */
export const takeFile: TakeFile = async () => {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    properties: ['openFile'],
    filters: [{ name: 'Backup', extensions: ['backup'] }],
  })
  const [path] = filePaths
  if (canceled || path === undefined)
    return { chosen: { state: 'cancelled' }, path: () => undefined, discard: () => undefined }
  const { size } = await stat(path)
  return {
    chosen: { state: 'chosen', name: basename(path), bytes: size },
    path: () => path,
    discard: () => undefined,
  }
}
