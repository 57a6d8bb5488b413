import type { ChosenFile } from '../../shared/bridge.ts'

/** A file of the person's. */
export interface Taken {
  chosen: ChosenFile
  /** Where it can be read; undefined: it has not come, or was not chosen. */
  path(): string | undefined
  /** Forgets it, and deletes what was written for it. */
  discard(): void
}

/** Asks for a file: a desktop shows its dialog and knows the path, a page in a browser posts it to the target. */
export type TakeFile = (target: string) => Promise<Taken>
