import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { inRoot } from './paths.ts'

export interface Stamp {
  file: string
  digest: string
  fresh: boolean
}

const skipped = new Set(['node_modules', 'dist', 'out', 'test'])

async function describe(path: string): Promise<string[]> {
  const entry = await stat(path)
  if (!entry.isDirectory()) return [`${path} ${entry.size} ${entry.mtimeMs}`]
  const names = (await readdir(path)).filter((name) => !skipped.has(name)).sort()
  return (await Promise.all(names.map((name) => describe(`${path}/${name}`)))).flat()
}

/** Whether a build is still the one of these sources, judged by their sizes and times. */
export async function sourceStamp(name: string, sources: readonly string[]): Promise<Stamp> {
  const lines = (await Promise.all(sources.map((source) => describe(inRoot(source))))).flat()
  const digest = createHash('sha256').update(lines.join('\n')).digest('hex')
  const file = inRoot('.cache/built', name.replaceAll(' ', '-'))
  const last = await readFile(file, 'utf8').catch(() => '')
  return { file, digest, fresh: last === digest }
}

export async function writeStamp({ file, digest }: Stamp): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, digest)
}
