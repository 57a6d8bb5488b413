import { maxTries, type Effect } from '@asinx-pay/core'
import { callFaults } from '@asinx-pay/sandbox'
import { expect } from 'vitest'

type OtherEffect = Exclude<Effect, 'once'>

/** Something that goes wrong with every call of a workflow, and what comes out of the node. */
export interface FaultCase {
  name: string
  fault: { kind: keyof typeof callFaults } & Record<string, unknown>
  /** What a `once` operation puts out. */
  outcome: object
  /** What the error item of another operation says in its details. */
  details: Record<OtherEffect, object>
  /** How often a `read` or `repeatable` call is sent; all others are sent once. */
  tries: number
  /** Options of the nodes. */
  options?: object
}

type Ending = Pick<FaultCase, 'outcome' | 'details' | 'tries'>

const advice = expect.stringMatching(/^[A-Z].*\.$/) as string
const message = expect.stringMatching(/^[A-Z]/) as string

function declined(vendorCode: number): Ending {
  const details = { code: 'declined', vendorCode, advice }
  return {
    outcome: { outcome: 'declined', code: vendorCode, message, advice },
    details: { read: details, repeatable: details, single: details },
    tries: 1,
  }
}

function doubtful(why: string, read: string, tries = maxTries): Ending {
  return {
    outcome: {
      outcome: 'unknown',
      why,
      message,
      advice: expect.stringMatching(/^Do not send it again; until you know .* tells/) as string,
    },
    details: {
      read: { code: read, advice },
      repeatable: { code: 'delivery_unknown', advice },
      single: { code: 'unknown', advice },
    },
    tries,
  }
}

export const faultCases: FaultCase[] = [
  { name: 'a decline', fault: { kind: 'decline' }, ...declined(200) },
  { name: 'too little money', fault: { kind: 'decline', code: 212 }, ...declined(212) },
  {
    name: 'code 99997',
    fault: { kind: 'pending' },
    ...doubtful('pending', 'unreadable_reply'),
  },
  { name: 'a reset before the change', fault: { kind: 'reset-before' }, ...doubtful('lost', 'unreachable') },
  { name: 'a reset after the change', fault: { kind: 'reset-after' }, ...doubtful('lost', 'unreachable') },
  {
    name: 'no answer in time',
    fault: { kind: 'late-reply', ms: 2500 },
    ...doubtful('lost', 'unreachable', 1),
    options: { timeout: 500 },
  },
  { name: 'garbage', fault: { kind: 'garbage' }, ...doubtful('unreadable', 'unreadable_reply') },
]

/** Whether a fault lets the change be made: at once, or with code 99997 an order that is decided later. */
export const isMade = ({ fault }: FaultCase): boolean => callFaults[fault.kind].change !== 'none'
