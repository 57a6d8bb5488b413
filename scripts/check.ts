/** The one gate: format, lint, types, dead code, package health and stale generated docs. */
import { inRoot, sourceCondition } from './lib/paths.ts'
import { run } from './lib/run.ts'

interface Gate {
  name: string
  command: readonly string[]
  /** Where it runs; default the root. */
  folder?: string
}

/** publint and attw look at what was built, so `build` comes before them. */
const gates: readonly Gate[] = [
  { name: 'build', command: ['node', 'scripts/build.ts', 'core', 'sandbox'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'dependency directions', command: ['node', 'scripts/directions.ts'] },
  { name: 'types of core', command: ['tsc', '-p', 'packages/core/tsconfig.json'] },
  { name: 'types of sandbox', command: ['tsc', '-p', 'packages/sandbox/tsconfig.json'] },
  { name: 'types of scripts', command: ['tsc', '-p', 'scripts/tsconfig.json'] },
  { name: 'types of console', command: ['npm', 'run', '--silent', 'types'], folder: 'apps/console' },
  { name: 'types of n8n nodes', command: ['tsc', '-p', 'packages/n8n-nodes-asinx-pay/tsconfig.test.json'] },
  { name: 'lint of n8n nodes', command: ['npm', 'run', '--silent', 'lint'], folder: 'packages/n8n-nodes-asinx-pay' },
  { name: 'dead code', command: ['knip'] },
  { name: 'package health of core', command: ['publint', '--strict', '--pack', 'npm', 'packages/core'] },
  { name: 'package health of sandbox', command: ['publint', '--strict', '--pack', 'npm', 'packages/sandbox'] },
  { name: 'package types of core', command: ['attw', '--pack', 'packages/core', '--profile', 'esm-only'] },
  { name: 'package types of sandbox', command: ['attw', '--pack', 'packages/sandbox', '--profile', 'esm-only'] },
  { name: 'generated docs', command: ['node', sourceCondition, 'scripts/docs.ts', '--check'] },
]

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** Runs every gate, even after one has failed, and says what each found. */
export async function check(): Promise<Tally> {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const gate of gates) {
    const { code, output } = await run(gate.command, { output: 'capture', cwd: inRoot(gate.folder ?? '.') })
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${gate.name}`)
    if (code !== 0) console.log(output.trim().split('\n').slice(-60).join('\n'))
    tally[code === 0 ? 'passed' : 'failed'] += 1
  }
  return tally
}

if (import.meta.main) {
  const { passed, failed } = await check()
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
