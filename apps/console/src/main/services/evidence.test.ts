import { expect, test } from 'vitest'
import type { EvidenceRecord, JournalRow } from '../../shared/bridge.ts'
import { weigh } from './evidence.ts'

const sentAt = 1_000_000
const entry: JournalRow = {
  intentId: 'i1',
  endpoint: 'bankcard.recharge',
  state: 'unknown',
  why: 'lost',
  message: null,
  sentAt,
  settledAt: null,
  unknownAt: sentAt,
  settledBy: null,
  reason: null,
  reference: {
    v: 1,
    intentId: 'i1',
    endpoint: 'bankcard.recharge',
    sentAt,
    uid: 'u1',
    userBankcardId: 7,
    amount: '100',
  },
  balanceBefore: '20.00',
}
const record = (amount: string, at = sentAt + 5): EvidenceRecord => ({
  recordNo: `${amount} ${at}`,
  at,
  amount,
  currency: 'USD',
  type: 'topup',
  merchant: null,
})
const hint = (balanceNow: string | null, records: EvidenceRecord[] | null, rate: string | null = '0.005'): string =>
  weigh({ entry, rate, balanceNow, records, notifies: [] }).hint

test('what would have come is worked out exactly', () => {
  expect(weigh({ entry, rate: '0.005', balanceNow: null, records: [], notifies: [] })).toMatchObject({
    receipt: '99.50',
    expected: '119.5',
    balanceBefore: '20.00',
    balanceNow: null,
  })
})

test.each([
  ['a record of exactly what it would receive', '119.50', [record('99.50')], 'points_to_done'],
  ['such a record, though something was spent since', '109.50', [record('99.50'), record('-10')], 'points_to_done'],
  ['such a record, the balance unread', null, [record('99.50')], 'points_to_done'],
  [
    'such a record of an earlier recharge, the balance as before',
    '20',
    [record('99.50', sentAt - 900)],
    'points_to_not_done',
  ],
  ['nothing at all', '20.00', [], 'points_to_not_done'],
  ['a record of another size', '119.50', [record('98.00')], 'cannot_tell'],
  ['a payment that hides what came', '20.00', [record('-99.50')], 'cannot_tell'],
  ['a balance that moved without a record', '119.50', [], 'cannot_tell'],
  ['records that could not be read', '119.50', null, 'cannot_tell'],
] as const)('%s: %s', (...[, balanceNow, records, expected]) => {
  expect(hint(balanceNow, records === null ? null : [...records])).toBe(expected)
})

test('without the fee rate nothing fits, and a call without money has no hint', () => {
  expect(hint('119.50', [record('99.50')], null)).toBe('cannot_tell')
  const closing: JournalRow = { ...entry, endpoint: 'bankcard.close' }
  expect(weigh({ entry: closing, rate: '0', balanceNow: '20', records: [], notifies: [] }).hint).toBe('cannot_tell')
})
