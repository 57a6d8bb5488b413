import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire, registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../build.ts'
import { inRoot } from '../lib/paths.ts'
import { run } from '../lib/run.ts'
import { installNodes } from './pack.ts'

/** n8n's own gate for community nodes, provenance aside. */
interface Scanner {
  analyzePackage(folder: string, patterns: readonly string[]): Promise<{ passed: boolean; details?: string }>
  SOURCE_FILE_PATTERNS: readonly string[]
}

const source = inRoot('packages/n8n-nodes-asinx-pay')
const { resolve } = createRequire(`${source}/package.json`)
let home: string
let packed: string
let scanner: Scanner

beforeAll(async () => {
  await build({ only: ['core', 'n8n nodes'] })
  home = await mkdtemp(join(tmpdir(), 'asinx-scan-'))
  packed = await installNodes(home)
  // The scanner brings no TypeScript of its own and would be given the newest, whose API its parser does not know.
  const url = pathToFileURL(resolve('typescript')).href
  registerHooks({
    resolve: (name, context, next) => (name === 'typescript' ? { url, shortCircuit: true } : next(name, context)),
  })
  scanner = (await import(resolve('@n8n/scan-community-package/scanner/scanner.mjs'))) as Scanner
})

afterAll(() => rm(home, { recursive: true, force: true }))

test('the sources pass the verification scan', async () => {
  expect(await scanner.analyzePackage(source, scanner.SOURCE_FILE_PATTERNS)).toMatchObject({ passed: true })
})

test('the packed package passes the verification scan', async () => {
  expect(await scanner.analyzePackage(packed, ['**/*.js', 'package.json'])).toMatchObject({ passed: true })
})

test('the packed package loads by itself: it needs nothing but n8n-workflow', async () => {
  const { output, code } = await run(
    ['node', '-e', 'console.log(typeof require(process.argv[1]).createCodec)', `${packed}/dist/nodes/shared/core.js`],
    { cwd: home, output: 'capture' },
  )
  expect(output.trim()).toBe('function')
  expect(code).toBe(0)
})
