import type { NotifyData, NotifyType } from '@asinx-pay/core'
import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { Ids } from './ids.ts'
import type { Ledger } from './ledger.ts'
import type { CardRow, UserRow } from './schema.ts'
import type { Store } from './store.ts'

/** Work that happens by itself when the clock gets there. */
export type JobKind = 'settleOrder' | 'chargeMonthFees' | 'approveCard'

/** Everything the rules of the simulated vendor stand on. */
export interface Bank {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly ledger: Ledger
  readonly events: Events
  /** How long a decision takes that is answered with 99997, in milliseconds. */
  readonly settleDelayMs: number
  /** After how many milliseconds an application is approved by itself; absent, somebody has to. */
  readonly approveAfterMs: number | undefined
  /** Address of the sandbox, for the pages it hands out. */
  origin(): string
  /** Queues a notify for every address, in the transaction that is open. */
  notify<T extends NotifyType>(type: T, data: NotifyData<T>): void
  schedule(kind: JobKind, job: { reference: string; dueAt: number }): void
}

export const findUser = (bank: Bank, uid: string): UserRow | undefined =>
  bank.store.recall<UserRow>('SELECT * FROM users WHERE uid = ?', uid)[0]

export const findCard = (bank: Bank, id: number): CardRow | undefined =>
  bank.store.recall<CardRow>('SELECT * FROM cards WHERE id = ?', id)[0]

/** Currency of the merchant's account and of every fee. */
export const currency = 'USD'
