import { endpointOf } from './endpoints/index.ts'
import { checkLimits, finish, take, type Limits, type SpendingState } from './limits.ts'
import type { Outcome } from './outcome.ts'
import type { Ports } from './ports.ts'
import type { Reference } from './reference.ts'

/**
 * Where limits and open recharges are kept, so that they survive a restart and hold in every process of a merchant:
 * a row of a database, a file, a key. One store per merchant.
 */
export interface SpendingStore {
  /**
   * Replaces the state by what `change` makes of it, with no other update in between. `undefined` is the state of a new
   * store. What `change` throws leaves the state as it was and is thrown on. `change` has no effects: it may be run again.
   */
  update(change: (state: SpendingState | undefined) => SpendingState | undefined): void | Promise<void>
}

/** Keeps the state as long as the process lives. */
export function createMemoryStore(): SpendingStore {
  let state: SpendingState | undefined
  return {
    update(change) {
      state = change(state)
    },
  }
}

/** What a merchant may spend and has spent, and which recharges are open. */
export interface Spending {
  /** Takes an intent in before it leaves; again for the same intent, it renews its reference. @throws AsinxError `outcome_open`, `limit_exceeded` */
  hold(intent: Reference): Promise<void>
  /** An intent that did not leave: its amount is given back and its card is free. */
  release(intent: Reference): Promise<void>
  /** How an intent ended: unknown ones go on to hold their card and to count. */
  end(outcome: Outcome<unknown>): Promise<void>
  /** References of everything that has not ended for certain, of the process that was killed as well. */
  open(): Promise<Reference[]>
}

const endings = { done: 'spent', declined: 'returned', unknown: 'open' } as const

/** What the keeper of recharges stands on. */
export interface SpendingOptions {
  limits?: Limits
  /** Default: in memory. */
  store?: SpendingStore
  now: Ports['now']
}

/** Keeps open recharges and the day's total over a store. @throws AsinxError `invalid_input` for a limit that is not an amount */
export function createSpending({ limits = {}, store = createMemoryStore(), now }: SpendingOptions): Spending {
  const checked = checkLimits(limits)
  const isSpending = ({ endpoint }: Reference): boolean => endpointOf(endpoint).spends !== undefined
  return {
    async hold(intent) {
      if (isSpending(intent)) await store.update((state) => take(state, intent, { ...checked, now: now() }))
    },
    async release(intent) {
      if (isSpending(intent)) await store.update((state) => finish(state, intent, 'returned'))
    },
    async end({ state: ended, reference }) {
      if (isSpending(reference)) await store.update((state) => finish(state, reference, endings[ended]))
    },
    async open() {
      let references: Reference[] = []
      await store.update((state) => {
        references = Object.values(state?.open ?? {}).map(({ reference }) => reference)
        return state
      })
      return references
    },
  }
}
