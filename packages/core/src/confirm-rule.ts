import type { EndpointKey } from './endpoints/index.ts'

/** What only the caller knows of a notify. */
export type ConfirmNeed = 'uid' | 'requestOrderId'

/** One fact under two names: where the notify has it (a dotted path) and where the API's answer has it. */
export interface SameFact {
  told: string
  as: string
  /** Compared only where the answer has it; otherwise an answer that leaves it out tells too little. */
  ifGiven?: true
}

/** The entry of a list that a notify is about. */
export interface EntryRule {
  same: readonly SameFact[]
  /** `same` names at most one entry; otherwise two that fit leave it open which is meant. */
  isUnique?: true
  /** How long before and after the time the notify tells the entry's own may lie, in milliseconds. */
  time: Omit<SameFact, 'ifGiven'> & { beforeMs: number; afterMs: number; input?: { from: string; until: string } }
}

/** How the API is asked for the fact that a notify tells, as plain data in the notify's row. */
export interface ConfirmRule {
  endpoint: EndpointKey
  needs: readonly ConfirmNeed[]
  /** Members of the endpoint's input, and where the notify has them. */
  input: Readonly<Record<string, string>>
  /** On a list. */
  entry?: EntryRule
  agree: readonly SameFact[]
}
