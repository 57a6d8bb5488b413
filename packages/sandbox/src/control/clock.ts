import { refused } from '../refusal.ts'
import type { Action } from './actions.ts'
import type { Input } from './input.ts'

/** A time as milliseconds or ISO text. */
function readTime({ at }: Input): number {
  const time = typeof at === 'string' && !/^\d+$/.test(at) ? Date.parse(at) : Number(at)
  if (!Number.isSafeInteger(time) || time < 0)
    throw refused('at must be a time in milliseconds or as 2026-01-31T12:00:00Z.')
  return time
}

export const clockActions: Record<string, Action> = {
  '/clock/set': ({ clock }, input) => clock.set(readTime(input)),
  '/clock/advance': ({ clock }, input) => clock.advance(Number(input.ms)),
  '/clock/freeze': ({ clock }) => clock.freeze(),
  '/clock/resume': ({ clock }) => clock.resume(),
}
