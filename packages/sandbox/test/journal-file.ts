import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Outcome, Reference } from '@asinx-pay/core'

/** A line of a caller's journal. `n` numbers the payment it was asked to make. */
export type JournalLine =
  | { kind: 'intent'; n: number; reference: Reference }
  | { kind: 'notSent'; intentId: string }
  | { kind: 'end'; intentId: string; state: Outcome<unknown>['state']; why?: string; reference: Reference }

/** One intent with the last that is known of it. */
export interface Attempt {
  n: number
  reference: Reference
  /** `intended`: the caller died before it learnt more, so it may have been sent. */
  state: 'intended' | 'notSent' | Outcome<unknown>['state']
}

export const isOpen = ({ state }: Attempt): boolean => state === 'intended' || state === 'unknown'

/** Reads a journal; a last line that was cut off by a kill was never acted on. */
export function readJournal(path: string): Attempt[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const attempts = new Map<string, Attempt>()
  for (const line of text.split('\n').slice(0, -1)) {
    const entry = JSON.parse(line) as JournalLine
    if (entry.kind === 'intent') {
      const { n, reference } = entry
      attempts.set(reference.intentId, { n, reference, state: 'intended' })
      continue
    }
    const attempt = attempts.get(entry.intentId)
    if (!attempt) throw new Error('The journal ends an intent it never had.')
    if (entry.kind === 'notSent') attempt.state = 'notSent'
    else Object.assign(attempt, { state: entry.state, reference: entry.reference })
  }
  return [...attempts.values()]
}

/** Appends durably: what a caller has written is there after any kill. */
export function openJournal(path: string): { write(line: JournalLine): void; close(): void } {
  // A line that a kill cut off must not swallow the next one.
  const whole = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const file = openSync(path, existsSync(path) ? 'r+' : 'w')
  let position = Buffer.byteLength(whole.slice(0, whole.lastIndexOf('\n') + 1))
  return {
    write(line) {
      position += writeSync(file, `${JSON.stringify(line)}\n`, position)
      fsyncSync(file)
    },
    close: () => closeSync(file),
  }
}
