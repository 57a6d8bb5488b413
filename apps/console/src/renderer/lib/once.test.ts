import { expect, test } from 'vitest'
import type { BridgeError } from '../../shared/bridge.ts'
import { readOnce } from './once.ts'

const reference = { v: 1, intentId: 'i1', endpoint: 'bankcard.recharge', sentAt: 0 } as const
const failure = (code: string): { ok: false; error: BridgeError } => ({
  ok: false,
  error: { code, message: '', advice: '', problems: [] },
})

test('outcomes keep their state', () => {
  expect(readOnce({ ok: true, value: { state: 'done', result: {}, decidedBy: 'reply', reference } }).state).toBe('done')
  const declined = { state: 'declined', decidedBy: 'reply', code: 212, message: '', advice: '', reference } as const
  expect(readOnce({ ok: true, value: declined }).state).toBe('declined')
  const unknown = { state: 'unknown', why: 'lost', message: '', advice: '', reference } as const
  expect(readOnce({ ok: true, value: unknown }).state).toBe('unknown')
})

test.each(['connection_lost', 'delivery_unknown', 'internal', 'aborted'])(
  'after %s nobody can say that nothing was sent',
  (code) => {
    expect(readOnce(failure(code)).state).toBe('unknown')
  },
)

test.each(['invalid_input', 'limit_exceeded', 'outcome_open', 'not_sent', 'live_read_only', 'card_unassigned'])(
  '%s is refused before the send',
  (code) => {
    expect(readOnce(failure(code)).state).toBe('notSent')
  },
)
