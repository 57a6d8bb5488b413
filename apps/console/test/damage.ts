import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseName } from '../src/main/services/database.ts'

const pageType = { interior: 0x05 } as const
/** Where a page of the interior has the first of its cells' places, and each cell the page before it. */
const cellsAt = 12

/** Spoils one page of entries of a table that has several, in the data of a folder that nothing uses. */
export async function damage(folder: string, table: string): Promise<void> {
  const path = join(folder, databaseName)
  const db = new DatabaseSync(path)
  db.exec('pragma journal_mode = delete')
  const { rootpage } = db.prepare('select rootpage from sqlite_schema where name = ?').get(table) as {
    rootpage: number
  }
  const { page_size: size } = db.prepare('pragma page_size').get() as { page_size: number }
  db.close()
  const bytes = await readFile(path)
  const root = bytes.subarray((rootpage - 1) * size, rootpage * size)
  if (root[0] !== pageType.interior) throw new Error(`${table} has one page only.`)
  const leaf = root.readUInt32BE(root.readUInt16BE(cellsAt))
  await writeFile(path, bytes.fill(0xff, (leaf - 1) * size, leaf * size))
}
