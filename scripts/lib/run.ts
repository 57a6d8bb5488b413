import { spawn, type ChildProcess } from 'node:child_process'
import { delimiter } from 'node:path'
import { inRoot, root } from './paths.ts'

export interface RunOptions {
  cwd?: string
  env?: Record<string, string>
  /** `inherit` shows the output, `capture` returns it, `show` does both. */
  output?: 'inherit' | 'capture' | 'show'
}

export interface RunResult {
  code: number
  output: string
}

/** The project's own tools first: npm's Node 24 among them. */
const toolPath = [inRoot('node_modules/.bin'), process.env.PATH ?? ''].join(delimiter)

/** Every child gets a group of its own where the system has them, so that stopping it stops what it started. */
export function start(command: readonly string[], options: RunOptions = {}): ChildProcess {
  const [name = '', ...args] = command
  return spawn(name, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, PATH: toolPath, ...options.env },
    stdio: options.output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
}

/** Runs a command to its end. @throws Error when it cannot be started */
export function run(command: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = start(command, options)
    let output = ''
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString()
      if (options.output === 'show') stream.write(chunk)
    }
    child.stdout?.on('data', take(process.stdout))
    child.stderr?.on('data', take(process.stderr))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * The command as one that the system ends when the process that started it ends, however that ends: nothing is left
 * running after a test that was killed. Linux only; elsewhere the command as it is.
 */
export const endsWithUs = (command: readonly string[], signal = 'TERM'): string[] =>
  process.platform === 'linux' ? ['setpriv', '--pdeathsig', signal, '--', ...command] : [...command]

/** pnpm as it was started, or as npm gives it: it need not be on the PATH. */
export const pnpm = (...args: string[]): string[] => {
  const own = process.env.npm_execpath
  return own && /pnpm[^/\\]*$/.test(own) && /\.c?m?js$/.test(own)
    ? [process.execPath, own, ...args]
    : ['npx', '--yes', 'pnpm@12', ...args]
}
