import { AsinxError } from './errors.ts'
import { addMoney, compareMoney, isPayable } from './money.ts'
import type { Reference } from './reference.ts'

/** Limits on what leaves the merchant's account, as decimal text in USD, enforced before a call is sent. */
export interface Limits {
  /** Largest single recharge. */
  largestRecharge?: string
  /** Total of all recharges on one day, UTC; declined ones are given back, unknown ones count. */
  rechargePerDay?: string
}

/** A call that spends and has not ended for certain, with the day it counts on. */
export interface OpenSpending {
  /** `YYYY-MM-DD`, UTC. */
  day: string
  reference: Reference
}

/** What a client has spent and what is open: plain JSON, for a store. */
export interface SpendingState {
  v: 1
  /** Day that `spent` is the total of: `YYYY-MM-DD`, UTC. */
  day: string
  /** Decimal text in USD. */
  spent: string
  /** By `userBankcardId`: one open call per card, since two alike could not be told apart. */
  open: { readonly [userBankcardId: string]: OpenSpending }
}

/** Most cards that may have an open recharge at one time. */
export const maxOpenCards = 10_000

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** @throws AsinxError `invalid_input` for a limit that is not an amount: a typo must not lift the limit. */
export function checkLimits(limits: Limits): Limits {
  const problems = Object.entries(limits)
    .filter(([, limit]) => limit !== undefined && !(typeof limit === 'string' && isPayable(limit)))
    .map(([name]) => ({
      path: `limits.${name}`,
      message: 'must be a positive amount as decimal text such as "500.00"',
    }))
  if (problems.length === 0) return limits
  throw new AsinxError('invalid_input', `${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}.`, {
    problems,
  })
}

const exceeded = (endpoint: string, what: string): AsinxError =>
  new AsinxError('limit_exceeded', `${endpoint}: ${what}`, { endpoint })

function checkAmount({ amount = '0', endpoint }: Reference, spentToday: string, limits: Limits): string {
  const { largestRecharge, rechargePerDay } = limits
  if (largestRecharge !== undefined && compareMoney(amount, largestRecharge) > 0)
    throw exceeded(endpoint, `the amount is above the largest recharge allowed (${largestRecharge}).`)
  const spent = addMoney(spentToday, amount)
  if (rechargePerDay !== undefined && compareMoney(spent, rechargePerDay) > 0)
    throw exceeded(endpoint, `the day's recharges would be above the total allowed (${rechargePerDay}).`)
  return spent
}

/**
 * The state after an intent has been taken into it; taking the same intent again only renews its reference.
 * @throws AsinxError `outcome_open`, `limit_exceeded`
 */
export function take(
  state: SpendingState | undefined,
  intent: Reference,
  limits: Limits & { now: number },
): SpendingState {
  const day = dayOf(limits.now)
  const open = state?.open ?? {}
  const card = String(intent.userBankcardId)
  const held = open[card]
  if (state && held?.reference.intentId === intent.intentId)
    return { ...state, open: { ...open, [card]: { ...held, reference: intent } } }
  if (held)
    throw new AsinxError('outcome_open', `Card ${card} has a recharge whose outcome is open.`, {
      endpoint: intent.endpoint,
    })
  if (Object.keys(open).length >= maxOpenCards)
    throw exceeded(intent.endpoint, `${maxOpenCards} cards have a recharge whose outcome is open.`)
  const spent = checkAmount(intent, state?.day === day ? state.spent : '0', limits)
  return { v: 1, day, spent, open: { ...open, [card]: { day, reference: intent } } }
}

/** The state after an intent has ended: `spent` keeps its amount, `returned` gives it back, `open` keeps the card held. */
export function finish(
  state: SpendingState | undefined,
  intent: Reference,
  end: 'spent' | 'returned' | 'open',
): SpendingState | undefined {
  const card = String(intent.userBankcardId)
  const held = state?.open[card]
  if (!state || held?.reference.intentId !== intent.intentId) return state
  if (end === 'open') return { ...state, open: { ...state.open, [card]: { ...held, reference: intent } } }
  const { [card]: _ended, ...open } = state.open
  const isToday = end === 'returned' && held.day === state.day
  return { ...state, open, spent: isToday ? addMoney(state.spent, `-${held.reference.amount ?? '0'}`) : state.spent }
}
