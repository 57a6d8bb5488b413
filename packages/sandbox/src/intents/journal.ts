import type { Outcome, Reference } from '@asinx-pay/core'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** What became of one intent: written down before it was sent, and again when its end was known. */
export interface Intent {
  item: number
  reference: Reference
  state?: Outcome<unknown>['state']
}

/** A journal of intents in a file, one line each time something is known; the last line about an item holds. */
export function createJournal(file: string) {
  const read = (): Map<number, Intent> => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
    return new Map(lines.map((line) => JSON.parse(line) as Intent).map((intent) => [intent.item, intent]))
  }
  return { read, write: (intent: Intent): void => appendFileSync(file, `${JSON.stringify(intent)}\n`) }
}
