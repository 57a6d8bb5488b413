import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const renderer = fileURLToPath(new URL('..', import.meta.url))
/** It shows nothing itself. */
const without = new Set(['config-provider'])
const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()

test('every component of Element Plus that a page uses has its sheet', async () => {
  const files = (await readdir(renderer, { recursive: true })).filter((file) => file.endsWith('.vue'))
  const texts = await Promise.all(files.map((file) => readFile(`${renderer}/${file}`, 'utf8')))
  const used = new Set(
    texts.flatMap((text) => [...text.matchAll(/<El([A-Z]\w+)/g)].map(([, name = '']) => kebab(name))),
  )
  const sheets = await readFile(`${renderer}/styles/index.ts`, 'utf8')
  const bare = [...used].filter((name) => !without.has(name) && !sheets.includes(`/${name}/style/css'`))
  expect(used.size).toBeGreaterThan(5)
  expect(bare).toEqual([])
})
