import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../build.ts'
import { inRoot } from '../lib/paths.ts'
import { run } from '../lib/run.ts'
import { installNodes } from './pack.ts'

let home: string
let packed: string

beforeAll(async () => {
  await build({ only: ['core', 'n8n nodes'] })
  home = await mkdtemp(join(tmpdir(), 'asinx-scan-'))
  packed = await installNodes(home)
})

afterAll(() => rm(home, { recursive: true, force: true }))

test("sources and packed package pass n8n's verification scan", async () => {
  // The lint rules judge every file by another name when they think that they are being tested themselves.
  const env = { NODE_ENV: 'production' }
  const { output, code } = await run(['node', inRoot('scripts/n8n-host/scan.ts'), packed], { output: 'capture', env })
  expect(output.trim().split('\n')).toEqual(['source passed', 'packed passed'])
  expect(code).toBe(0)
})

test('the packed package loads by itself: it needs nothing but n8n-workflow', async () => {
  const { output, code } = await run(
    ['node', '-e', 'console.log(typeof require(process.argv[1]).createCodec)', `${packed}/dist/nodes/shared/core.js`],
    { cwd: home, output: 'capture' },
  )
  expect(output.trim()).toBe('function')
  expect(code).toBe(0)
})
