/** Writes docs/api and the derived tables of other pages from the rows; with --check it writes nothing and fails when a page is stale. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fillBlocks } from './docs/blocks.ts'
import { blocks } from './docs/migrate.ts'
import { pages } from './docs/pages.ts'

const folder = new URL('../docs/', import.meta.url)
const at = (name: string): URL => new URL(name, folder)
const contentOf = (name: string): string | undefined =>
  existsSync(at(name)) ? readFileSync(at(name), 'utf8') : undefined

const wanted = new Map([
  ...[...pages()].map(([name, text]): [string, string] => [`api/${name}`, text]),
  ...Object.entries(blocks).map(([name, fill]): [string, string] => [name, fillBlocks(contentOf(name) ?? '', fill)]),
])
const present = existsSync(at('api/')) ? readdirSync(at('api/')).map((name) => `api/${name}`) : []

const stale = [...wanted].filter(([name, text]) => contentOf(name) !== text).map(([name]) => name)
const leftOver = present.filter((name) => !wanted.has(name))

if (process.argv.includes('--check')) {
  const wrong = [...stale, ...leftOver]
  if (wrong.length > 0) {
    console.error(`Stale pages in docs: ${wrong.join(', ')}. Run \`npx pnpm@12 run docs\`.`)
    process.exitCode = 1
  } else console.log(`docs: ${wanted.size} pages are current.`)
} else {
  mkdirSync(at('api/'), { recursive: true })
  for (const name of stale) writeFileSync(at(name), wanted.get(name) ?? '')
  for (const name of leftOver) rmSync(at(name))
  console.log(`docs: ${stale.length} of ${wanted.size} pages written, ${leftOver.length} removed.`)
}
