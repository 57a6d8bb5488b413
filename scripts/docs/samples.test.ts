/** Every TypeScript sample of the pages compiles; those marked `run` also run, against a sandbox of their own. */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inRoot, sourceCondition } from '../lib/paths.ts'
import { run } from '../lib/run.ts'

interface Sample {
  /** Page and line, such as `docs/guides/testing.md:7`. */
  name: string
  file: string
  text: string
  runs: boolean
}

const markdownIn = (folder: string): string[] =>
  readdirSync(inRoot(folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
const pages = [
  'README.md',
  'packages/core/README.md',
  'packages/sandbox/README.md',
  ...['docs/api', 'docs/guides', 'docs/migrate'].flatMap(markdownIn),
]

const folder = inRoot('.cache/samples')
/** What a page takes for granted; a sample that makes one itself does without. */
const given: Readonly<Record<string, string>> = {
  client: "declare const client: import('@asinx-pay/core/client').Client",
  appId: 'declare const appId: string',
  appSecret: 'declare const appSecret: string',
  uid: 'declare const uid: string',
  userBankcardId: 'declare const userBankcardId: number',
}

function prelude(code: string): string {
  const makes = (name: string): boolean => new RegExp(`(const|let|function) (\\{[^}]*\\b)?${name}\\b`).test(code)
  return Object.entries(given)
    .filter(([name]) => !makes(name))
    .map(([, line]) => line)
    .join('\n')
}

function samplesOf(page: string): Sample[] {
  const text = readFileSync(inRoot(page), 'utf8')
  return [...text.matchAll(/^```ts( run)?\n([\s\S]*?)^```$/gm)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length
    const code = match[2] ?? ''
    return {
      name: `${page}:${line}`,
      file: `${folder}/${page.replaceAll(/\W/g, '_')}_${line}.ts`,
      text: `${code}\n${prelude(code)}\nexport {}\n`,
      runs: match[1] !== undefined,
    }
  })
}

const samples = pages.flatMap(samplesOf)

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(`${folder}/package.json`, '{"type":"module"}')
  for (const { file, text } of samples) await writeFile(file, text)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function problems(): string[] {
  const path = inRoot('scripts/tsconfig.json')
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: object }
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, inRoot('scripts'), undefined, path)
  const program = ts.createProgram(
    samples.map(({ file }) => file),
    options,
  )
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const sample = samples.find((each) => each.file === file?.fileName)
    const line = file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0
    return `${sample?.name ?? file?.fileName} +${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
  })
}

test('every sample compiles', () => {
  expect(samples.length).toBeGreaterThan(30)
  expect(problems()).toEqual([])
})

test.each(samples.filter(({ runs }) => runs))('$name runs', async ({ file }) => {
  const { code, output } = await run(['node', sourceCondition, file], { output: 'capture' })
  expect(output).not.toMatch(/Error/)
  expect(code).toBe(0)
})
