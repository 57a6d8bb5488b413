import type { Report } from './ports.ts'

/** Where an error came up, without its message: that could quote a body, a number or a secret. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Something was thrown that is not an error.'
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const { code } = error as { code?: unknown }
  return [`${error.name}${typeof code === 'string' ? ` (${code})` : ''}`, ...frames.slice(0, 8)].join('\n')
}

/** Writes errors that nobody handled to the standard error. */
export const reportToStderr: Report = (error) => void process.stderr.write(`${placeOf(error)}\n`)
