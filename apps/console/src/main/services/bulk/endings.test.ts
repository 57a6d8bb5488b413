import { AsinxError, TransportFailure, type Outcome } from '@asinx-pay/core'
import { expect, test } from 'vitest'
import { ConsoleError } from '../../errors.ts'
import { afterAnswer, afterFailure } from './endings.ts'

const reference = { v: 1, intentId: 'i1', endpoint: 'bankcard.recharge', sentAt: 1 } as const
const declined = (code: number): Outcome<unknown> => ({
  state: 'declined',
  decidedBy: 'reply',
  code,
  message: 'no',
  advice: '',
  reference,
})

test.each([
  ['done', { state: 'done', result: { a: 1 }, decidedBy: 'reply', reference } as Outcome<unknown>, undefined],
  ['declined', declined(200), undefined],
  ['declined', declined(212), 'balance'],
  ['declined', declined(0), 'secret'],
  ['unknown', { state: 'unknown', why: 'lost', message: '', advice: '', reference } as Outcome<unknown>, undefined],
])('an outcome is the end of a row: %s', (state, outcome, pause) => {
  const ending = afterAnswer('bankcard.recharge', outcome)
  expect(ending.end?.state).toBe(state)
  expect(ending.pause).toBe(pause)
})

test('an answer that leaves it open is no silence', () => {
  const unknown = {
    state: 'unknown',
    why: 'no_reply',
    message: '',
    advice: '',
    reference,
  } as unknown as Outcome<unknown>
  expect(afterAnswer('bankcard.recharge', unknown).silent).toBe(true)
  expect(afterAnswer('bankcard.recharge', { ...unknown, code: 99997 } as Outcome<unknown>)).not.toHaveProperty('silent')
  expect(afterFailure(new AsinxError('delivery_unknown', 'x')).silent).toBe(true)
})

test('what only sets a state is done when it is answered', () => {
  expect(afterAnswer('bankcard.updateStatus', {})).toEqual({ end: { state: 'done', result: {} } })
})

const refused = new TransportFailure('refused', { sent: false })

test.each([
  [new AsinxError('not_sent', 'x', { cause: refused }), null, 'offline'],
  [new AsinxError('not_sent', 'x', { cause: new Error('disk full') }), null, 'trouble'],
  [new AsinxError('limit_exceeded', 'x'), null, 'limit'],
  [new ConsoleError('live_read_only', 'x'), null, 'readOnly'],
  [new ConsoleError('secret_unreadable', 'x'), null, 'secret'],
  [new AsinxError('outcome_open', 'x'), 'failed', undefined],
  [new AsinxError('invalid_input', 'x'), 'failed', undefined],
  [new AsinxError('declined', 'x', { vendorCode: 200, vendorMessage: 'no' }), 'declined', undefined],
  [new AsinxError('declined', 'x', { vendorCode: 0 }), 'declined', 'secret'],
  [new AsinxError('delivery_unknown', 'x'), 'unknown', undefined],
  [new TypeError('a bug'), 'failed', 'trouble'],
])('%s', (error, state, pause) => {
  const ending = afterFailure(error)
  expect(ending.end?.state ?? null).toBe(state)
  expect(ending.pause).toBe(pause)
})
