import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { pnpm, run } from './run.ts'

/**
 * Installs a folder that has its own package.json and lockfile outside the workspace, so that what only one script needs
 * stays out of everybody's install. Done once for each lockfile. @throws Error
 */
export async function installToolFolder(folder: string): Promise<void> {
  const wanted = createHash('sha256')
    .update(await readFile(`${folder}/pnpm-lock.yaml`))
    .digest('hex')
  const marker = `${folder}/node_modules/.installed`
  if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return
  const { code, output } = await run(pnpm('install', '--frozen-lockfile', '--reporter=append-only'), {
    cwd: folder,
    output: 'capture',
  })
  if (code !== 0) throw new Error(`Installing ${folder} failed:\n${output.slice(-4000)}`)
  await writeFile(marker, wanted)
}
