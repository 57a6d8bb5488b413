/** The vendor's scheme in another language: a PHP script computes the vectors by itself and speaks to the sandbox. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createSandbox, demoCredentials } from '@asinx-pay/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const longestRunMs = 60_000
const howToInstall = 'This test needs PHP: sudo apt-get install -y php-cli'

interface Reply {
  success: boolean
  code: number
  message: string
  result?: { uid?: string }
}
interface Report {
  vectors: Record<string, boolean>
  registered: Reply
  again: Reply
  wrongSign: Reply
  signOfAnotherBody: Reply
  afterRefusals: Reply
}

const sandbox = createSandbox()
let report: Report

async function php(...args: string[]): Promise<string> {
  try {
    return (await run('php', args, { timeout: longestRunMs })).stdout
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(howToInstall, { cause: error })
    throw error
  }
}

beforeAll(async () => {
  const { url } = await sandbox.listen({ port: 0 })
  const { appId, appSecret } = demoCredentials
  const vectors = pathOf('../../packages/core/vectors')
  report = JSON.parse(await php(pathOf('asinx.php'), vectors, `${url}/api-web`, appId, appSecret)) as Report
})

afterAll(() => sandbox.close())

test('PHP computes every vector', () => {
  expect(Object.entries(report.vectors).filter(([, holds]) => !holds)).toEqual([])
  expect(Object.keys(report.vectors)).toHaveLength(9)
})

test('PHP registers a user and opens the reply', () => {
  expect(report.registered).toMatchObject({ success: true, code: 1 })
  expect(report.registered.result?.uid).toMatch(/^[a-z0-9]{16}$/)
  expect(report.again).toMatchObject({ success: false, code: 200 })
})

test('a wrong sign is refused and has no effect', () => {
  for (const refused of [report.wrongSign, report.signOfAnotherBody]) {
    expect(refused.success).toBe(false)
    expect(refused.code).not.toBe(1)
    expect(refused.result).toBeUndefined()
  }
  expect(report.afterRefusals).toMatchObject({ success: true, code: 1 })
})
