import { createClient } from '@asinx-pay/core/client'
import { demoCredentials } from '@asinx-pay/sandbox'
import { expect, test } from 'vitest'
import { products, startExploring, type Exploring } from '../../../../test/running.ts'
import type { JournalRow, Page, Reconciliation, ReconcileRow } from '../../../shared/bridge.ts'

const around = (): { from: number; to: number } => ({ from: Date.now() - 3_600_000, to: Date.now() + 3_600_000 })

type Card = { uid: string; userBankcardId: number }

const recharge = ({ ask }: Exploring, card: Card, amount: string): Promise<{ state: string }> =>
  ask('call', 'bankcard.recharge', { ...card, amount })

const rowsOf = async ({ ask }: Exploring, state?: string): Promise<ReconcileRow[]> => {
  const page: Page<ReconcileRow> = await ask('query', 'reconciled', state ? { state } : {})
  return page.rows
}

/** The same merchant from elsewhere, such as a workflow. */
const elsewhere = ({ bank }: Exploring): ReturnType<typeof createClient> =>
  createClient({ ...demoCredentials, baseUrl: `${bank.url}/api-web` })

test('the journal beside the vendor: matched, from elsewhere, open, declined; nothing of the journal changes', async () => {
  const exploring = await startExploring({ now: () => Date.now() })
  const { ask, quiet } = exploring
  const card = await exploring.newCard(products.direct)
  const later = await exploring.newCard(products.later)
  await recharge(exploring, card, '100')
  expect(await elsewhere(exploring).bankcard.recharge({ ...card, amount: '40' })).toMatchObject({ state: 'done' })
  expect(await recharge(exploring, later, '30')).toMatchObject({ state: 'unknown' })
  expect(await recharge(exploring, card, '999999')).toMatchObject({ state: 'declined' })
  await quiet()
  const before: Page<JournalRow> = await ask('query', 'journal')
  const summary: Reconciliation = await ask('command', 'reconcile.run', around())
  expect(summary.counts).toEqual({ differs: 0, open: 1, only_journal: 0, only_vendor: 1, matched: 1, no_effect: 1 })
  expect(summary.totals).toEqual([
    { state: 'open', currency: 'USD', count: 1, sent: '30', received: '0' },
    { state: 'only_vendor', currency: 'USD', count: 1, sent: '0', received: '39.8' },
    { state: 'matched', currency: 'USD', count: 1, sent: '100', received: '99.5' },
    { state: 'no_effect', currency: 'USD', count: 1, sent: '999999', received: '0' },
  ])
  expect(summary).toMatchObject({ cardsRead: 2, unread: [], cardsLeft: 0, isCut: false })
  expect(await ask('query', 'journal')).toEqual(before)
  expect(await ask('query', 'reconciliation')).toEqual(summary)
  expect(await rowsOf(exploring, 'matched')).toMatchObject([
    { userBankcardId: card.userBankcardId, sent: '100', orderStatus: 'SUCCESS', received: '99.50', differs: [] },
  ])

  await ask('command', 'reconcile.export')
  const [text = ''] = exploring.saved
  const lines = text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(5)
  expect(lines[0]).toMatch(/^\uFEFFstate,differs,time,card,/)
  expect(text).toContain(`open,,`)
})

test('a card whose records cannot be read is named, and what its order says still counts', async () => {
  const exploring = await startExploring()
  const { ask, bank } = exploring
  const card = await exploring.newCard(products.direct)
  await recharge(exploring, card, '10')
  await exploring.quiet()
  bank.sandbox.setFaults([{ call: 'bankcard.transactions', kind: 'decline' }])
  const summary: Reconciliation = await ask('command', 'reconcile.run', around())
  expect(summary).toMatchObject({ cardsRead: 0, unread: [{ userBankcardId: card.userBankcardId }] })
  expect(summary.counts).toMatchObject({ matched: 1 })
})

test('a second run waits for the first, a stopped one says so, and a period is one of at most a year', async () => {
  const exploring = await startExploring()
  const { ask, refusal } = exploring
  await exploring.newCard(products.direct)
  const first = refusal('command', 'reconcile.run', around())
  expect((await refusal('command', 'reconcile.run', around())).code).toBe('busy')
  await ask('command', 'reconcile.stop')
  expect((await first).code).toBe('stopped')
  expect((await refusal('command', 'reconcile.run', { from: 2, to: 2 })).code).toBe('period_wrong')
  expect((await refusal('command', 'reconcile.run', { from: 0, to: Date.now() })).code).toBe('period_wrong')
  expect(await ask('query', 'reconciliation')).toBeNull()
  expect((await refusal('command', 'reconcile.export')).code).toBe('not_found')
})
