import { readFileSync } from 'node:fs'
import { readFaults, type Fault } from '../faults/plan.ts'

/** @throws Error that names the option, the file, and what is wrong in it */
export function readPlanFile(option: string, file: string): Fault[] {
  try {
    return readFaults(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Error(`${option} ${file}: ${(error as Error).message}`, { cause: error })
  }
}

/** A time such as `2026-01-31T12:00:00Z`, or milliseconds. */
export function readTime(option: string, text: string): number {
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text)
  if (!Number.isSafeInteger(time)) throw new Error(`${option} must be a time such as 2026-01-31T12:00:00Z.`)
  return time
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A length of time such as `90s`, `2h` or `40d`, in milliseconds. */
export function readDuration(option: string, text: string): number {
  const [, amount = '', unit = 'ms'] = /^(\d{1,12})(ms|s|m|h|d)?$/.exec(text) ?? []
  const ms = Number(amount) * (unitMs[unit] ?? 1)
  if (!Number.isSafeInteger(ms) || ms <= 0)
    throw new Error(`${option} must be a length of time such as 90s, 2h or 40d.`)
  return ms
}

/** `name=value` pairs as an object. */
export function readPairs(option: string, pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new Error(`${option} must be name=value.`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
