import { addMoney, compareMoney, multiplyMoney, roundMoney, subtractMoney } from '@asinx-pay/core'
import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { EntryRow } from './schema.ts'
import type { Store } from './store.ts'

/** Where money can be. `world` is everything outside; what leaves one account arrives in another. */
export type Account = 'available' | 'frozen' | 'fees' | 'world' | `card:${number}`

export interface Transfer {
  /** Such as `recharge` or `apply fee`. */
  kind: string
  /** Card or order it belongs to. */
  reference: string
  from: Account
  to: Account
  /** Decimal text, not negative. */
  amount: string
}

export interface Ledger {
  balance(account: Account): string
  /** @throws Error when an account of ours would fall below zero: a mistake of the sandbox, never an answer. */
  move(transfer: Transfer): void
  /** Everything that does not add up; empty when the books are right. */
  audit(): string[]
}

export const cardAccount = (cardId: number): Account => `card:${cardId}`

/** Accounts that may be negative: money comes from there. */
const boundless = new Set<Account>(['world'])

/** What a rate takes of an amount, and what is left, half-up to cents. */
export function splitFee(amount: string, rate: string): { fee: string; rest: string } {
  const rest = roundMoney(subtractMoney(amount, multiplyMoney(amount, rate)), 2)
  return { fee: subtractMoney(amount, rest), rest }
}

export function createLedger(store: Store, clock: Clock, events: Events): Ledger {
  const balances = store.keep<string>('balances', { name: 'account', value: 'amount' })
  const balance = (account: Account): string => balances.get(account) ?? '0'
  const set = (account: Account, amount: string): void => {
    if (!boundless.has(account) && compareMoney(amount, '0') < 0)
      throw new Error(`The account ${account} would fall below zero`)
    balances.set(account, amount)
  }
  return {
    balance,
    move({ kind, reference, from, to, amount }) {
      if (compareMoney(amount, '0') < 0) throw new Error('A transfer is never negative')
      if (compareMoney(amount, '0') === 0) return
      store.transaction(() => {
        set(from, subtractMoney(balance(from), amount))
        set(to, addMoney(balance(to), amount))
        store.insert('entries', { at: clock.now(), kind, reference, source: from, target: to, amount })
        events.add('ledger', { entry: kind, reference, from, to, amount })
      })
    },
    audit() {
      const sums = new Map<string, string>()
      const add = (account: string, amount: string): void =>
        void sums.set(account, addMoney(sums.get(account) ?? '0', amount))
      for (const { source, target, amount } of store.all<EntryRow>('SELECT * FROM entries')) {
        add(source, `-${amount}`)
        add(target, amount)
      }
      const problems: string[] = []
      for (const { account, amount } of store.all<{ account: string; amount: string }>('SELECT * FROM balances'))
        if (compareMoney(amount, sums.get(account) ?? '0') !== 0)
          problems.push(`${account} is not the sum of its entries`)
      const held = store.all<{ amount: string }>(
        `SELECT heldFee AS amount FROM cards WHERE status = 'AUDITING'
         UNION ALL SELECT amount FROM orders WHERE kind = 'RECHARGE' AND status = 'PROCESSING'`,
      )
      if (compareMoney(balance('frozen'), addMoney('0', ...held.map(({ amount }) => amount))) !== 0)
        problems.push('frozen is not the sum of what is held')
      return problems
    },
  }
}
