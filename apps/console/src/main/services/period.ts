import type { Period } from '../../shared/bridge.ts'
import { ConsoleError } from '../errors.ts'

/** Longest period that is looked at at once, in milliseconds: a leap year and an hour for the change of the clock. */
const maxPeriodMs = 366 * 86_400_000 + 3_600_000

/** @throws ConsoleError `period_wrong`: it is empty, or longer than a year */
export function requirePeriod({ from, to }: Period): void {
  if (to <= from || to - from > maxPeriodMs)
    throw new ConsoleError('period_wrong', 'The period is empty or over a year.')
}
