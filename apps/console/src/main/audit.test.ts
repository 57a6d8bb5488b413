import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { start, startExploring } from '../../test/running.ts'
import type { AuditRow, Page } from '../shared/bridge.ts'
import { databaseName } from './services/database.ts'

test('what a person does is in the trail, with who and when and no secret', async () => {
  const { ask } = await start()
  const profile = { name: 'Test', environment: 'test', baseUrl: 'https://test.asinx.io/api-web', appId: 'app_1' }
  const appSecret = 'b635dd5c87f7bf73387929203321b1e1'
  const { profileId }: { profileId: string } = await ask('command', 'profile.add', { ...profile, appSecret })
  await ask('command', 'profile.rotate', { profileId, appSecret: '0'.repeat(32) })
  await ask('command', 'profile.remove', { profileId })
  const page: Page<AuditRow> = await ask('query', 'audit')
  expect(page.rows.map(({ kind }) => kind)).toEqual(['profile.removed', 'secret.rotated', 'profile.added'])
  expect(page.rows.every((row) => row.who === 'the-operator' && row.profileId === profileId && row.at > 0)).toBe(true)
  expect(JSON.stringify(page)).not.toMatch(/b635dd5c|00000000000/)
  expect(await ask('query', 'auditKinds')).toEqual(['profile.added', 'profile.removed', 'secret.rotated'])
  expect(((await ask('query', 'audit', { kind: 'profile.added' })) as Page<AuditRow>).rows).toHaveLength(1)
})

test('a call that changes something is in the trail with how it ended', async () => {
  const { ask, newCard } = await startExploring()
  const { uid, userBankcardId } = await newCard(101)
  await ask('call', 'bankcard.recharge', { uid, userBankcardId, amount: '25.00' })
  await ask('call', 'bankcard.setPin', { uid, userBankcardId, pin: '135790' })
  const { rows }: Page<AuditRow> = await ask('query', 'audit', { kind: 'call.sent' })
  expect(rows.map(({ facts }) => facts)).toMatchObject([
    { endpoint: 'bankcard.setPin', card: userBankcardId },
    { endpoint: 'bankcard.recharge', card: userBankcardId, amount: '25.00', state: 'done' },
    { endpoint: 'bankcard.apply' },
    { endpoint: 'user.register' },
  ])
  expect(JSON.stringify(rows)).not.toContain('135790')
})

test('lines cannot be changed or taken away, and what was changed behind its back is found', async () => {
  const { ask, console, dataDir } = await startExploring()
  for (const locked of [true, false]) await ask('command', locked ? 'lock.lock' : 'lock.unlock')
  expect(await ask('command', 'audit.verify')).toEqual({ firstBroken: null })
  await console.close()
  const raw = new DatabaseSync(join(dataDir, databaseName))
  expect(() => raw.exec(`update audit set who = 'nobody'`)).toThrow('append-only')
  expect(() => raw.exec('delete from audit')).toThrow('append-only')
  raw.exec(
    `drop trigger audit_is_never_changed; update audit set facts = '{"by":"idle"}' where kind = 'console.locked'`,
  )
  const { seq } = raw.prepare(`select seq from audit where kind = 'console.locked'`).get() as { seq: number }
  raw.close()
  const next = await start({ dataDir })
  expect(await next.ask('command', 'audit.verify')).toEqual({ firstBroken: seq })
})

test('the whole trail goes to a file as CSV or JSON, and that is in it as well', async () => {
  const { ask, saved } = await startExploring()
  for (let count = 0; count < 60; count++) await ask('command', 'settings.set', { idleMinutes: '5' })
  expect(await ask('command', 'audit.export', { format: 'csv' })).toEqual({ state: 'saved', path: '/chosen' })
  await ask('command', 'audit.export', { format: 'json' })
  const [csv = '', json = ''] = saved
  const lines = parse(csv, { bom: true, columns: true }) as { kind: string; time: string }[]
  expect(lines.filter(({ kind }) => kind === 'settings.idle')).toHaveLength(60)
  expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT/)
  const rows = JSON.parse(json) as { seq: number; kind: string; facts: object }[]
  expect(rows.at(-1)).toMatchObject({ kind: 'audit.exported', facts: { format: 'csv' } })
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, index) => index + 1))
})
