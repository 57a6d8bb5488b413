import type { Fault } from '../src/faults/plan.ts'

/** The amount of a payment, different for each, so that the ledger tells them apart. */
export const amountOf = (n: number): string => `${10 + Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`

const call = 'bankcard.recharge'
/** Longer than the callers wait. */
const tooLateMs = 700

/** Every way a recharge can go wrong, at intervals without a common factor, and trouble with the questions as well. */
export const wholePlan: Fault[] = [
  { call, kind: 'reset-before', every: 17 },
  { call, kind: 'reset-after', every: 19 },
  { call, kind: 'error-before', every: 23 },
  { call, kind: 'error-after', every: 29 },
  { call, kind: 'redirect', every: 31 },
  { call, kind: 'decline', every: 37, code: 212 },
  { call, kind: 'pending', every: 13, ms: 500 },
  { call, kind: 'pending', every: 41, outcome: 'FAILED', ms: 500 },
  { call, kind: 'pending', every: 43, outcome: 'NEVER' },
  { call, kind: 'pending', every: 47, withOrder: false, ms: 500 },
  { call, kind: 'pending', every: 53, withOrder: false, withNotify: false, outcome: 'FAILED' },
  { call, kind: 'garbage', every: 59 },
  { call, kind: 'truncated', every: 61 },
  { call, kind: 'wrong-key', every: 67 },
  { call, kind: 'base64', every: 71 },
  { call, kind: 'wrong-ids', every: 73 },
  { call, kind: 'success-with-error-code', every: 79 },
  { call, kind: 'failure-with-success-code', every: 83 },
  { call, kind: 'not-json', every: 89 },
  { call, kind: 'empty', every: 97 },
  { call, kind: 'latency', every: 101, ms: tooLateMs },
  { call, kind: 'late-reply', every: 103, ms: tooLateMs },
  { call, kind: 'slow-body', every: 107, ms: tooLateMs },
  { call, kind: 'cut-body', every: 109 },
  { call: 'bankcard.cardOrderInfo', kind: 'reset-after', every: 5 },
  { call: 'bankcard.cardOrderInfo', kind: 'garbage', every: 7 },
  { call: 'bankcard.cardOrderInfo', kind: 'success-with-error-code', every: 11 },
]
