import { describe, expect, test } from 'vitest'
import { callFaults, notifyFaults } from './kinds.ts'
import { maxFaults, readFaults } from './plan.ts'

describe('a fault plan', () => {
  test('takes every kind with its members', () => {
    const members = {
      ms: 5,
      status: 503,
      code: 212,
      message: 'Closed',
      withOrder: false,
      withNotify: false,
      outcome: 'NEVER',
    }
    const fill = (fields: object) => Object.fromEntries(Object.entries(members).filter(([name]) => name in fields))
    const calls = Object.entries(callFaults).map(([kind, { fields }]) => ({ call: '*', kind, ...fill(fields) }))
    const notifies = Object.entries(notifyFaults).map(([kind, { fields }]) => ({
      notify: 'CARD_STATUS_CHANGE',
      kind,
      ...fill(fields),
      nth: 2,
      card: 101,
      uid: 'somebody',
    }))
    expect(readFaults([...calls, ...notifies])).toHaveLength(calls.length + notifies.length)
  })

  const mistakes: [what: string, plan: unknown, message: string][] = [
    ['no list', {}, 'The fault plan must be a JSON list.'],
    ['no object', [1], 'faults[0] must be an object'],
    ['no target', [{ kind: 'empty' }], 'faults[0] must have either call or notify'],
    ['two targets', [{ call: '*', notify: '*', kind: 'empty' }], 'faults[0] must have either call or notify'],
    ['a wrong kind', [{ call: '*', kind: 'explode' }], 'faults[0].kind must be one of latency, late-reply'],
    ['a kind of the other side', [{ call: '*', kind: 'drop' }], 'faults[0].kind must be one of latency'],
    [
      'an endpoint nobody knows',
      [{ call: 'bankcard.burn', kind: 'empty' }],
      'faults[0].call must be one of *, sys.clock',
    ],
    ['a notify nobody knows', [{ notify: 'X', kind: 'drop' }], 'faults[0].notify must be one of *, TRANSACTION_VERIF'],
    [
      'a member nobody knows',
      [{ call: '*', kind: 'empty', size: 1 }],
      'faults[0].size is not a member of the fault empty',
    ],
    ['a missing member', [{ call: '*', kind: 'latency' }], 'faults[0].ms is required'],
    ['too long a wait', [{ call: '*', kind: 'latency', ms: 1e9 }], 'faults[0].ms must be from 1 to 600000'],
    ['a wrong number', [{ call: '*', kind: 'empty', nth: 0 }], 'faults[0].nth must be a whole number above 0'],
    [
      'two ways to count',
      [{ call: '*', kind: 'empty', nth: 1, every: 2 }],
      'faults[0] may have nth or every, not both',
    ],
    ['a code that says success', [{ call: '*', kind: 'decline', code: 1 }], 'faults[0].code must not be 1 or 99997'],
    ['a wrong second', [{ call: '*', kind: 'empty' }, { call: '*' }], 'faults[1].kind must be'],
  ]
  test.each(mistakes)('with %s is refused, saying where', (_, plan, message) => {
    expect(() => readFaults(plan)).toThrow(message)
  })

  test('has a greatest length', () => {
    const plan = Array.from({ length: maxFaults + 1 }, () => ({ call: '*', kind: 'empty' }))
    expect(() => readFaults(plan)).toThrow(`more than ${maxFaults} faults`)
  })
})
