import { addMoney } from '@asinx-pay/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lateMs, reconcile } from './match.ts'
import type { JournalSide, RecordSide } from './sides.ts'
import { countsOf, reconcileStates, totalsOf } from './totals.ts'

const period = { from: 1_000_000_000, to: 2_000_000_000 }
const at = 1_500_000_000

const call = (rest: Partial<JournalSide> = {}): JournalSide => ({
  intentId: 'one',
  userBankcardId: 7,
  state: 'done',
  sentAt: at,
  settledAt: at + 500,
  amount: '100.00',
  expected: '99.5',
  requestOrderId: 'LM1',
  order: { status: 'SUCCESS', amount: '100', receiveAmount: '99.50' },
  ...rest,
})
const record = (rest: Partial<RecordSide> = {}): RecordSide => ({
  recordNo: 'r1',
  userBankcardId: 7,
  at: at + 400,
  amount: '99.50',
  currency: 'USD',
  ...rest,
})
const told = (status: string, amount = '100'): JournalSide['order'] => ({ status, amount, receiveAmount: null })
const compare = (entries: JournalSide[], records: RecordSide[]) => reconcile({ entries, records }, period)
const brief = (entries: JournalSide[], records: RecordSide[]): string[] =>
  compare(entries, records).map(({ state, differs }) => [state, ...differs].join(' '))

test.each<[string, JournalSide[], RecordSide[], string[]]>([
  ['order and record agree', [call()], [record()], ['matched']],
  ['an order alone settles', [call()], [], ['matched']],
  ['a record alone is evidence', [call({ order: null })], [record()], ['matched']],
  ['nothing of it at the vendor', [call({ order: null })], [], ['only_journal']],
  ['nothing of it in the journal', [], [record()], ['only_vendor']],
  ['the vendor took another amount', [call({ order: told('SUCCESS', '100.01') })], [], ['differs amount']],
  ['done here, failed there', [call({ order: told('FAILED') })], [], ['differs end']],
  ['done here, undecided there', [call({ order: told('PROCESSING') })], [], ['differs end']],
  ['declined here, done there', [call({ state: 'declined', order: told('SUCCESS') })], [], ['differs end']],
  ['declined here, a record there', [call({ state: 'declined', order: null })], [record()], ['differs end']],
  ['declined on both sides', [call({ state: 'declined', order: null })], [], ['no_effect']],
  ['declined, and its order failed', [call({ state: 'declined', order: told('FAILED') })], [], ['no_effect']],
  ['open stays open', [call({ state: 'unknown', settledAt: null, order: told('SUCCESS') })], [record()], ['open']],
  ['the card received less', [call()], [record({ amount: '90' })], ['differs receipt']],
  ['a rate nobody knows', [call({ order: null, expected: null })], [record({ amount: '97' })], ['matched']],
  ['another card', [call({ order: null })], [record({ userBankcardId: 8 })], ['only_vendor', 'only_journal']],
  ['a record from before', [call({ order: null })], [record({ at: at - 60_001 })], ['only_journal', 'only_vendor']],
  ['a record too late', [call({ order: null })], [record({ at: at + 501 + lateMs })], ['only_vendor', 'only_journal']],
])('%s', (...[, ours, theirs, expected]) => {
  expect(brief(ours, theirs)).toEqual(expected)
})

test('a retry after a decline takes the record, and the decline stays without effect', () => {
  const declined = call({ intentId: 'first', state: 'declined', order: null })
  const retry = call({ intentId: 'second', sentAt: at + 1000, settledAt: at + 2000, order: null })
  const rows = compare([declined, retry], [record({ at: at + 1500 })])
  expect(rows.map(({ intentId, state }) => [intentId, state])).toEqual([
    ['second', 'matched'],
    ['first', 'no_effect'],
  ])
})

test('what is just outside the period takes its record and is not shown', () => {
  const before = call({ intentId: 'before', sentAt: period.from - 10, settledAt: period.from + 10, order: null })
  expect(compare([before], [record({ at: period.from + 5 })])).toEqual([])
})

test('sums are exact, by state and currency', () => {
  const rows = compare(
    [
      call({ amount: '0.1' }),
      call({ intentId: 'two', amount: '0.2', userBankcardId: 8, order: null, expected: '0.2' }),
    ],
    [record({ userBankcardId: 8, amount: '0.2', currency: 'EUR' }), record({ recordNo: 'r9', userBankcardId: 9, at })],
  )
  expect(totalsOf(rows)).toEqual([
    { state: 'differs', currency: 'USD', count: 1, sent: '0.1', received: '99.5' },
    { state: 'only_vendor', currency: 'USD', count: 1, sent: '0', received: '99.5' },
    { state: 'matched', currency: 'EUR', count: 0, sent: '0', received: '0.2' },
    { state: 'matched', currency: 'USD', count: 1, sent: '0.2', received: '0' },
  ])
})

const cents = fc.integer({ min: 1, max: 50 }).map((value) => (value / 100).toFixed(2))
const time = fc.integer({ min: period.from - lateMs, max: period.to + lateMs })
const entryOf = fc.record({
  userBankcardId: fc.integer({ min: 1, max: 3 }),
  state: fc.constantFrom('done', 'declined', 'unknown', 'intended'),
  sentAt: time,
  takes: fc.integer({ min: 0, max: 5000 }),
  amount: cents,
  isExpected: fc.boolean(),
  status: fc.constantFrom(null, 'SUCCESS', 'FAILED', 'PROCESSING', 'NEW_WORD'),
})
const entries = fc.array(entryOf, { maxLength: 12 }).map((made) =>
  made.map(({ takes, isExpected, status, ...rest }, index): JournalSide => {
    const isOpen = rest.state === 'unknown' || rest.state === 'intended'
    return {
      ...rest,
      intentId: `i${index}`,
      settledAt: isOpen ? null : rest.sentAt + takes,
      expected: isExpected ? rest.amount : null,
      requestOrderId: null,
      order: status && { status, amount: rest.amount, receiveAmount: null },
    }
  }),
)
const records = fc
  .array(fc.record({ userBankcardId: fc.integer({ min: 1, max: 3 }), at: time, amount: cents }), { maxLength: 12 })
  .map((made) => made.map((rest, index): RecordSide => ({ ...rest, recordNo: `r${index}`, currency: 'USD' })))

test('every call and every record of the period is in one row, whatever order they come in', () => {
  fc.assert(
    fc.property(entries, records, (ours, theirs) => {
      const rows = compare(ours, theirs)
      const isIn = (moment: number): boolean => moment >= period.from && moment < period.to
      const intents = rows.flatMap(({ intentId }) => (intentId === null ? [] : [intentId]))
      expect(intents.toSorted()).toEqual(
        ours
          .filter(({ sentAt }) => isIn(sentAt))
          .map(({ intentId }) => intentId)
          .toSorted(),
      )
      const seen = rows.flatMap(({ recordNo }) => (recordNo === null ? [] : [recordNo]))
      expect(new Set(seen).size).toBe(seen.length)
      const claimedOutside = reconcile({ entries: ours, records: theirs }, { from: 0, to: period.to * 2 })
      for (const { recordNo, at: when } of theirs) {
        const owner = claimedOutside.find((row) => row.recordNo === recordNo)
        const isOwned = owner?.intentId != null && !isIn(owner.at)
        if (isIn(when) && !isOwned) expect(seen).toContain(recordNo)
      }
      expect(compare(ours.toReversed(), theirs.toReversed())).toEqual(rows)
    }),
  )
})

test('calls that all left their record are all matched', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 9000 }), { minLength: 1, maxLength: 20 }), (seconds) => {
      const ours = seconds.map((second, index) =>
        call({ intentId: `i${index}`, sentAt: at + second * 1000, settledAt: at + second * 1000 + 100, order: null }),
      )
      const theirs = seconds.map((second, index) => record({ recordNo: `r${index}`, at: at + second * 1000 + 50 }))
      expect(countsOf(compare(ours, theirs)).matched).toBe(seconds.length)
    }),
  )
})

test('the sums of all states are the sums of both sides', () => {
  fc.assert(
    fc.property(entries, records, (ours, theirs) => {
      const everything = { from: 0, to: period.to * 2 }
      const totals = totalsOf(reconcile({ entries: ours, records: theirs }, everything))
      const sum = (amounts: string[]): string => addMoney('0', ...amounts)
      expect(sum(totals.map(({ sent }) => sent))).toBe(sum(ours.map(({ amount }) => amount)))
      expect(sum(totals.map(({ received }) => received))).toBe(sum(theirs.map(({ amount }) => amount)))
      expect(totals.reduce((count, total) => count + total.count, 0)).toBe(
        reconcileStates.reduce(
          (count, state) => count + countsOf(reconcile({ entries: ours, records: theirs }, everything))[state],
          0,
        ),
      )
    }),
  )
})
