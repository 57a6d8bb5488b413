import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { inRoot } from '../lib/paths.ts'
import { pnpm, start } from '../lib/run.ts'

export const n8nFolder = inRoot('scripts/n8n-host')
export const n8nProgram = `${n8nFolder}/node_modules/n8n/bin/n8n`
/** n8n needs Node 24; its own folder brings one along. */
export const n8nNode = `${n8nFolder}/node_modules/.bin/node`

const marker = `${n8nFolder}/node_modules/.installed`
const lockfile = `${n8nFolder}/pnpm-lock.yaml`

async function isInstalled(): Promise<boolean> {
  if (!existsSync(n8nProgram)) return false
  const installed = await readFile(marker, 'utf8').catch(() => '')
  return installed === (await readFile(lockfile, 'utf8'))
}

/** Installs n8n (about 2 GB) from its lockfile unless that has been done; says how far it is. @throws Error */
export async function installN8n({ onProgress }: { onProgress(line: string): void }): Promise<void> {
  if (await isInstalled()) return
  onProgress('installing (about 2 GB, some minutes; sqlite3 may have to compile) …')
  const child = start(pnpm('install', '--frozen-lockfile', '--reporter=append-only'), { cwd: n8nFolder })
  let last = ''
  const take = (chunk: Buffer): void => {
    const lines = chunk.toString().split('\n').filter(Boolean)
    last = (last + chunk.toString()).slice(-4000)
    const progress = lines.findLast((line) => line.startsWith('Progress:'))
    if (progress) onProgress(progress.toLowerCase())
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (ended) => resolve(ended ?? 1))
  })
  if (code !== 0) throw new Error(`n8n could not be installed:\n${last}`)
  await writeFile(marker, await readFile(lockfile, 'utf8'))
  onProgress('installed')
}
