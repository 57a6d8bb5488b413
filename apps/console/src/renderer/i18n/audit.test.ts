import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { en } from './en.ts'

const main = fileURLToPath(new URL('../../main', import.meta.url))

test('everything that goes into the audit trail has a word', async () => {
  const files = (await readdir(main, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file))
  const texts = await Promise.all(files.map((file) => readFile(`${main}/${file}`, 'utf8')))
  const kinds = texts.flatMap((text) =>
    [...text.matchAll(/(?:\bnote|\bchanged)\(\s*'(\w+\.\w+)'/g)].map(([, kind]) => kind),
  )
  expect(new Set(kinds)).toEqual(new Set(Object.keys(en.auditKind)))
})
