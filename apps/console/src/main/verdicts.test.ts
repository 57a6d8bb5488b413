import { expect, test } from 'vitest'
import { lossyFetch } from '../../test/lossy-fetch.ts'
import { products, startExploring, type Exploring } from '../../test/running.ts'
import type { Evidence, JournalRow, OutcomeCase } from '../shared/bridge.ts'
import type { Audit } from './ports.ts'

const rechargePath = '/bankcard/recharge'
type Ended = { state: string; reference: { intentId: string } }

/** A recharge that was taken and whose answer was lost: without an order number nothing can be asked for. */
async function loseRecharge(options: {
  isPaid: boolean
  audit?: Audit
}): Promise<Exploring & { intentId: string; card: never }> {
  const lossy = lossyFetch()
  const running = await startExploring({ fetch: lossy.fetch, ...(options.audit && { audit: options.audit }) })
  const card = await running.newCard(options.isPaid ? products.direct : products.later)
  lossy.lose(rechargePath)
  // The notify of the recharge must not settle it: here it is lost as well.
  await fetch(`${running.bank.url}/__sandbox/notify-addresses`, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: running.console.receiverUrl }),
  })
  const ended: Ended = await running.ask('call', 'bankcard.recharge', { ...card, amount: '100' })
  lossy.lose(null)
  expect(ended).toMatchObject({ state: 'unknown', why: 'lost' })
  return { ...running, card: card as never, intentId: ended.reference.intentId }
}

test('the evidence of a lost recharge that was paid points to it, and a second one is refused meanwhile', async () => {
  const { ask, refusal, intentId, card } = await loseRecharge({ isPaid: true })
  const evidence: Evidence = await ask('command', 'outcome.evidence', { intentId })
  expect(evidence).toMatchObject({
    balanceBefore: '0.00',
    balanceNow: '99.50',
    receipt: '99.50',
    expected: '99.5',
    hint: 'points_to_done',
  })
  expect(evidence.records).toMatchObject([{ amount: '99.50', type: 'topup' }])
  expect(await refusal('call', 'bankcard.recharge', { ...(card as object), amount: '1' })).toMatchObject({
    code: 'outcome_open',
  })
})

test('the evidence of one that is not paid yet says so, and decides nothing', async () => {
  const { ask, intentId } = await loseRecharge({ isPaid: false })
  const evidence: Evidence = await ask('command', 'outcome.evidence', { intentId })
  expect(evidence).toMatchObject({ balanceBefore: '0.00', balanceNow: '0.00', hint: 'points_to_not_done' })
  const found: OutcomeCase = await ask('query', 'outcome', { intentId })
  expect(found.entry.state).toBe('unknown')
})

test('a verdict needs a reason, is kept with it, is told to the audit trail, and frees the card', async () => {
  const notes: [string, Record<string, unknown>][] = []
  const audit: Audit = { note: (kind, facts) => void notes.push([kind, { ...facts }]) }
  const { ask, refusal, intentId, card } = await loseRecharge({ isPaid: true, audit })
  const judged = { intentId, verdict: 'done', reason: 'The balance rose by the receipt.' }
  expect(await refusal('command', 'outcome.decide', { ...judged, reason: 'ok' })).toMatchObject({
    code: 'invalid_input',
  })
  const decided: JournalRow = await ask('command', 'outcome.decide', judged)
  expect(decided).toMatchObject({
    state: 'done',
    settledBy: 'person',
    reason: judged.reason,
    unknownAt: expect.any(Number),
  })
  expect(notes.filter(([kind]) => kind === 'outcome.decided')).toMatchObject([
    ['outcome.decided', { intentId, verdict: 'done', reason: judged.reason, amount: '100' }],
  ])
  expect(await refusal('command', 'outcome.decide', { ...judged, verdict: 'declined' })).toMatchObject({
    code: 'already_settled',
  })
  const again: Ended = await ask('call', 'bankcard.recharge', { ...(card as object), amount: '1' })
  expect(again.state).toBe('done')
})

test('a call of another profile is not found', async () => {
  const { ask, refusal } = await startExploring()
  expect(await ask('query', 'outcome', { intentId: 'nobody' })).toBe(null)
  expect(await refusal('command', 'outcome.evidence', { intentId: 'nobody' })).toMatchObject({ code: 'not_found' })
})
