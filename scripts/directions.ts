/**
 * Dependencies point one way: core imports nothing of ours, everything else may import core, the console may start the
 * sandbox, and the console's renderer sees the rows only. Nobody reaches into a package past its doors.
 */
import { readFile, readdir } from 'node:fs/promises'
import { inRoot } from './lib/paths.ts'

interface Rule {
  folder: string
  /** Modules of ours that files below the folder may import. */
  may: readonly string[]
}

const doors = ['@asinx-pay/core', '@asinx-pay/core/wire', '@asinx-pay/core/client', '@asinx-pay/core/zh']

/** The first rule whose folder a file is in holds. */
const rules: readonly Rule[] = [
  { folder: 'packages/core/', may: [] },
  { folder: 'packages/sandbox/', may: doors },
  { folder: 'packages/n8n-nodes-asinx-pay/', may: ['@asinx-pay/core', '@asinx-pay/core/wire'] },
  { folder: 'apps/console/src/renderer/', may: ['@asinx-pay/core', '@asinx-pay/core/zh'] },
  { folder: 'apps/console/', may: [...doors, '@asinx-pay/sandbox'] },
  { folder: 'scripts/', may: [...doors, '@asinx-pay/sandbox'] },
]

/** What lies outside the plain rule, each with its reason. */
const allowed: readonly { file: RegExp; imports: RegExp; because: string }[] = [
  {
    file: /\.test\.ts$|\/(test|cases)\//,
    imports: /^@asinx-pay\//,
    because: 'tests may use the sandbox and every door',
  },
  {
    file: /renderer\/browser\.ts$/,
    imports: /preload\/browser-bridge/,
    because: 'the entry of the browser host connects its bridge',
  },
  { file: /shared\/bridge(\/\w+)?\.ts$/, imports: /^@asinx-pay\/core\/client$/, because: 'types only' },
]

const imports =
  /(?:^|\n)\s*(?:import|export)[^'"\n]*?(?:\n[^'"]*?)?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

async function sourceFiles(folder: string): Promise<string[]> {
  const entries = await readdir(inRoot(folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|vue|mjs)$/.test(entry.name))
    .map((entry) => `${entry.parentPath.slice(inRoot('').length)}/${entry.name}`)
    .filter((path) => !/(^|\/)(node_modules|dist|out)\//.test(path))
}

function crossing(file: string, specifier: string): string | undefined {
  const rule = rules.find(({ folder }) => file.startsWith(folder))
  if (!rule || allowed.some((exception) => exception.file.test(file) && exception.imports.test(specifier)))
    return undefined
  if (specifier.startsWith('@asinx-pay/'))
    return rule.may.includes(specifier) ? undefined : `may not import ${specifier}`
  if (!specifier.startsWith('.')) return undefined
  const target = new URL(specifier, `file:///${file}`).pathname.slice(1)
  const home = rules.find(({ folder }) => target.startsWith(folder))
  const isShared = file.startsWith('apps/console/') && target.startsWith('apps/console/src/shared/')
  return home === rule ||
    isShared ||
    (rule.folder === 'apps/console/' && home?.folder.startsWith('apps/console/')) ||
    rule.folder === 'scripts/'
    ? undefined
    : `reaches out of its package: ${specifier}`
}

const problems: string[] = []
for (const file of (await Promise.all(['packages', 'apps', 'scripts'].map(sourceFiles))).flat()) {
  const text = await readFile(inRoot(file), 'utf8')
  for (const [, from, dynamic] of text.matchAll(imports)) {
    const problem = crossing(file, from ?? dynamic ?? '')
    if (problem) problems.push(`${file}: ${problem}`)
  }
}
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1
