/** Writes docs/api from the rows; with --check it writes nothing and fails when a page is stale. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { pages } from './docs/pages.ts'

const folder = new URL('../docs/api/', import.meta.url)
const wanted = pages()
const present = existsSync(folder) ? readdirSync(folder) : []

const contentOf = (name: string): string | undefined =>
  present.includes(name) ? readFileSync(new URL(name, folder), 'utf8') : undefined
const stale = [...wanted].filter(([name, text]) => contentOf(name) !== text).map(([name]) => name)
const leftOver = present.filter((name) => !wanted.has(name))

if (process.argv.includes('--check')) {
  const wrong = [...stale, ...leftOver]
  if (wrong.length > 0) {
    console.error(`Stale pages in docs/api: ${wrong.join(', ')}. Run \`npx pnpm@12 run docs\`.`)
    process.exitCode = 1
  } else console.log(`docs/api: ${wanted.size} pages are current.`)
} else {
  mkdirSync(folder, { recursive: true })
  for (const name of stale) writeFileSync(new URL(name, folder), wanted.get(name) ?? '')
  for (const name of leftOver) rmSync(new URL(name, folder))
  console.log(`docs/api: ${stale.length} of ${wanted.size} pages written, ${leftOver.length} removed.`)
}
