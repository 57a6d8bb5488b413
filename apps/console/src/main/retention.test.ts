import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { codec, products, start, startExploring, type Exploring } from '../../test/running.ts'
import type { AuditRow, JournalRow, NotifyRow, Page, RequestRow } from '../shared/bridge.ts'

const dayMs = 86_400_000

/** The next run of the console on the same data, some days later. */
async function later({ console, dataDir }: Pick<Exploring, 'console' | 'dataDir'>, days: number) {
  await console.close()
  const next = await start({ dataDir, now: () => Date.now() + days * dayMs })
  await next.console.idle()
  return next
}

const rowsOf = async <Row>({ ask }: Pick<Exploring, 'ask'>, view: string): Promise<Row[]> =>
  ((await ask('query', view)) as Page<Row>).rows

const post = (running: Exploring, uniqueNo: string, userBankcardId: number): Promise<Response> =>
  fetch(running.console.receiverUrl ?? '', {
    method: 'POST',
    body: codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo, data: { userBankcardId, status: 'ACTIVE' } }),
  })

test('old requests and notifies go; the journal stays, and what an open outcome rests on', async () => {
  const running = await startExploring()
  const settled = await running.newCard(products.direct)
  const open = await running.newCard(products.later)
  await running.ask('call', 'bankcard.recharge', { ...settled, amount: '20.00' })
  expect(await running.ask('call', 'bankcard.recharge', { ...open, amount: '50.00' })).toMatchObject({
    state: 'unknown',
  })
  await post(running, 'n-1', settled.userBankcardId)
  await post(running, 'n-2', open.userBankcardId)
  await running.quiet()
  const journal = await rowsOf<JournalRow>(running, 'journal')
  await running.ask('command', 'retention.set', { kind: 'notifies', days: '90' })
  const next = await later(running, 100)
  const kept = await rowsOf<NotifyRow>(next, 'notifies')
  expect(new Set(kept.map(({ userBankcardId }) => userBankcardId))).toEqual(new Set([open.userBankcardId]))
  expect((await rowsOf<RequestRow>(next, 'requests')).every(({ at }) => at > Date.now())).toBe(true)
  expect((await rowsOf<JournalRow>(next, 'journal')).map(({ intentId }) => intentId)).toEqual(
    journal.map(({ intentId }) => intentId),
  )
})

test('for good is for good, and a number of days that was never offered is refused', async () => {
  const running = await startExploring()
  const { userBankcardId } = await running.newCard(products.direct)
  await running.ask('command', 'retention.set', { kind: 'requests', days: '0' })
  expect(await running.refusal('command', 'retention.set', { kind: 'audit', days: '30' })).toMatchObject({
    code: 'not_found',
  })
  expect(await running.refusal('command', 'retention.set', { kind: 'journal', days: '90' })).toMatchObject({
    code: 'invalid_input',
  })
  await post(running, 'n-1', userBankcardId)
  const requests = await rowsOf<RequestRow>(running, 'requests')
  const next = await later(running, 5000)
  expect(await rowsOf<NotifyRow>(next, 'notifies')).not.toEqual([])
  expect((await rowsOf<RequestRow>(next, 'requests')).map(({ seq }) => seq)).toEqual(
    expect.arrayContaining(requests.map(({ seq }) => seq)),
  )
})

test('the trail loses its oldest lines, says so, and its chain still holds; nothing else can be taken from it', async () => {
  const running = await startExploring()
  await running.newCard(products.direct)
  await running.ask('command', 'retention.set', { kind: 'audit', days: '365' })
  const before = await rowsOf<AuditRow>(running, 'audit')
  const next = await later(running, 400)
  const [newest, ...rest] = await rowsOf<AuditRow>(next, 'audit')
  expect(newest).toMatchObject({ kind: 'audit.shortened', facts: { lines: before.length - 1 } })
  expect(rest.map(({ seq }) => seq)).toEqual([before[0]?.seq])
  expect(await next.ask('command', 'audit.verify')).toEqual({ firstBroken: null })
  await next.console.close()
  const raw = new DatabaseSync(join(next.dataDir, 'console.db'))
  for (const sql of [
    'delete from audit',
    'update audit_anchors set seq = 99',
    'delete from audit_anchors',
    `update audit set kind = 'nothing'`,
  ])
    expect(() => raw.exec(sql), sql).toThrow('append-only')
  raw.close()
})
