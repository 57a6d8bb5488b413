import type { Problem } from '@asinx-pay/core'

export interface BridgeError {
  /** A code of the core, or one of the console's own. */
  code: string
  message: string
  advice: string
  problems: readonly Problem[]
  vendorCode?: number
  vendorMessage?: string
}

export type Crossing<T> = { ok: true; value: T } | { ok: false; error: BridgeError }

export interface Page<Row> {
  rows: Row[]
  /** Pass it back for the next page; null on the last. */
  cursor: string | null
}

/** Input or parameters of what needs none. */
export type Nothing = Record<string, never>
