/** Builds every package: libraries first, then the n8n nodes and the console. */
import { sourceStamp, writeStamp } from './lib/stamp.ts'
import { inRoot } from './lib/paths.ts'
import { run } from './lib/run.ts'

interface Step {
  name: string
  folder: string
  command: readonly string[]
  /** Folders whose change makes the step necessary again. */
  sources: readonly string[]
}

export const steps: readonly Step[] = [
  {
    name: 'core',
    folder: 'packages/core',
    command: ['tsc', '-p', 'tsconfig.build.json'],
    sources: ['packages/core/src'],
  },
  {
    name: 'sandbox',
    folder: 'packages/sandbox',
    command: ['tsc', '-p', 'tsconfig.build.json'],
    sources: ['packages/core/src', 'packages/sandbox/src'],
  },
  {
    name: 'n8n nodes',
    folder: 'packages/n8n-nodes-asinx-pay',
    command: ['npm', 'run', '--silent', 'build'],
    sources: ['packages/core/src', 'packages/n8n-nodes-asinx-pay'],
  },
  {
    name: 'console',
    folder: 'apps/console',
    command: ['npm', 'run', '--silent', 'build'],
    sources: ['packages/core/src', 'packages/sandbox/src', 'apps/console/src', 'apps/console/electron.vite.config.ts'],
  },
]

/** Builds what has changed since the last build. @throws Error naming the step that failed */
export async function build(options: { only?: readonly string[]; say?: (line: string) => void } = {}): Promise<void> {
  const say = options.say ?? console.log
  for (const step of steps) {
    if (options.only && !options.only.includes(step.name)) continue
    const stamp = await sourceStamp(step.name, step.sources)
    if (stamp.fresh) continue
    say(`building ${step.name} …`)
    const { code, output } = await run(step.command, { cwd: inRoot(step.folder), output: 'capture' })
    if (code !== 0) throw new Error(`Building ${step.name} failed:\n${output.slice(-4000)}`)
    await writeStamp(stamp)
  }
}

if (import.meta.main) {
  const only = process.argv.slice(2)
  await build(only.length > 0 ? { only } : {})
}
