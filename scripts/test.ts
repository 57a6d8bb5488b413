/** Every check and every test. Closes with one line alone: `N passed, N failed, N skipped`. */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { check, type Tally } from './check.ts'
import { prepareMachine } from './lib/machine.ts'
import { inRoot } from './lib/paths.ts'
import { run } from './lib/run.ts'

const { values: options } = parseArgs({ options: { install: { type: 'boolean' }, unit: { type: 'boolean' } } })

const addTallies = (left: Tally, right: Tally): Tally => ({
  passed: left.passed + right.passed,
  failed: left.failed + right.failed,
  skipped: left.skipped + right.skipped,
})

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numFailedTestSuites: number
}

/** Runs projects of the workspace's vitest.config.ts; a file that does not even load counts as a failure. */
async function vitest(name: string, args: readonly string[]): Promise<Tally> {
  const file = inRoot('.cache/test', `${name}.json`)
  await mkdir(inRoot('.cache/test'), { recursive: true })
  await rm(file, { force: true })
  const { code } = await run(
    ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    { output: 'inherit' },
  )
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(text) as VitestReport
  const failed = report.numFailedTests || (code === 0 ? 0 : Math.max(1, report.numFailedTestSuites))
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }
}

/** The tests that need nothing beyond npm. */
const unitProjects = ['--project', 'core', '--project', 'sandbox']

const systemProjects = ['n8n-nodes', 'console', 'console-pages', 'system'].flatMap((name) => ['--project', name])

async function all(): Promise<Tally> {
  if (!(await prepareMachine(process.env.CI === 'true' || options.install === true)))
    return { passed: 0, failed: 1, skipped: 0 }
  const checked = await check()
  const unit = await vitest('unit', unitProjects)
  const system = await vitest('system', systemProjects)
  return [checked, unit, system].reduce(addTallies)
}

const tally = options.unit ? await vitest('unit', unitProjects) : await all()
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`)
process.exitCode = tally.failed === 0 ? 0 : 1
