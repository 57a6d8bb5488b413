import { existsSync, readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { damage } from '../../../test/damage.ts'
import { memoryKeychain } from '../../../test/memory-keychain.ts'
import { codec, products, start, startExploring, tempDir, type Running } from '../../../test/running.ts'
import type {
  AuditRow,
  CardRow,
  DataState,
  JournalRow,
  OpenedBackup,
  Page,
  Salvage,
  Session,
} from '../../shared/bridge.ts'
import { databaseName, openDatabase } from '../services/database.ts'
import { migrations } from '../services/migrations/index.ts'

const passphrase = 'correct horse battery'

/** Keeps what is saved as one file, and gives a chosen file. */
function files() {
  const held: { saved: Buffer; chosen?: string } = { saved: Buffer.alloc(0) }
  return {
    held,
    ports: {
      saveFile: async ({ pieces }: { pieces: Iterable<string> | AsyncIterable<string | Uint8Array> }) => {
        const all: Uint8Array[] = []
        for await (const piece of pieces) all.push(Buffer.from(piece as Uint8Array))
        held.saved = Buffer.concat(all)
        return { state: 'saved' as const, path: '/chosen' }
      },
      takeFile: async () => ({
        chosen: { state: 'chosen' as const, name: 'a.backup', bytes: 1 },
        path: () => held.chosen,
        discard: () => undefined,
      }),
    },
  }
}

async function backedUp() {
  const disk = files()
  const keychain = memoryKeychain()
  const running = await startExploring({ ...disk.ports, loadKeychain: async () => keychain })
  const card = await running.newCard(products.direct)
  await running.ask('call', 'bankcard.recharge', { ...card, amount: '20.00' })
  await running.quiet()
  await running.ask('command', 'data.backup', { passphrase })
  const path = join(await tempDir(), 'a.backup')
  await writeFile(path, disk.held.saved)
  return { running, disk, keychain, card, path }
}

const cardsOf = async ({ ask }: Pick<Running, 'ask'>): Promise<number[]> =>
  ((await ask('query', 'cards')) as Page<CardRow>).rows.map(({ userBankcardId }) => userBankcardId)
const names = (folder: string): string[] => readdirSync(folder).sort()

test('a backup opens on another computer, which has the data and asks for the secrets', async () => {
  const { running, card, path } = await backedUp()
  const bytes = await readFile(path)
  expect(bytes.toString('latin1')).not.toContain(card.uid)
  expect(names(running.dataDir).filter((name) => name.startsWith('copy'))).toEqual([])
  const disk = files()
  const other = await start({ ...disk.ports, loadKeychain: async () => memoryKeychain() })
  disk.held.chosen = path
  await other.ask('command', 'data.choose')
  const opened: OpenedBackup = await other.ask('command', 'data.read', { passphrase })
  expect(opened.summary).toMatchObject({ profiles: ['Sandbox'], cards: 1, open: 0 })
  expect(opened.summary.journal).toBeGreaterThan(0)
  await other.ask('command', 'data.use')
  const { profiles }: Session = await other.ask('query', 'session')
  expect(profiles).toMatchObject([{ name: 'Sandbox', secret: 'unreadable' }])
  expect(await cardsOf(other)).toEqual([card.userBankcardId])
  const { kept, failure }: DataState = await other.ask('query', 'data')
  expect(failure).toBeNull()
  expect(kept).toMatchObject([{ why: 'restored' }])
  const { rows }: Page<AuditRow> = await other.ask('query', 'audit', { kind: 'data.replaced' })
  expect(rows[0]?.facts).toMatchObject({ why: 'restored', carried: 0 })
})

test('what was sent after the backup is still written down after it was restored', async () => {
  const { running, disk, card, path } = await backedUp()
  const later = await running.newCard(products.later)
  const lost = await running.ask('call', 'bankcard.recharge', { ...later, amount: '50.00' })
  expect(lost).toMatchObject({ state: 'unknown' })
  disk.held.chosen = path
  await running.ask('command', 'data.choose')
  await running.ask('command', 'data.read', { passphrase })
  await running.ask('command', 'data.use')
  expect(await cardsOf(running)).toEqual([card.userBankcardId])
  const { rows }: Page<JournalRow> = await running.ask('query', 'journal', { state: 'unknown' })
  expect(rows).toMatchObject([{ endpoint: 'bankcard.recharge', reference: { amount: '50.00' } }])
  expect(await running.refusal('call', 'bankcard.recharge', { ...later, amount: '50.00' })).toMatchObject({
    code: 'outcome_open',
  })
})

test('a wrong passphrase, a damaged and a newer backup, and anything else are refused; nothing is changed', async () => {
  const { running, disk, card, path } = await backedUp()
  const whole = await readFile(path)
  const variants = {
    wrong: { bytes: whole, passphrase: 'correct horse batterie', code: 'passphrase_wrong' },
    cut: { bytes: whole.subarray(0, -20), code: 'backup_damaged' },
    flipped: {
      bytes: Buffer.from(whole).fill(0, whole.byteLength - 500, whole.byteLength - 499),
      code: 'backup_damaged',
    },
    head: {
      bytes: Buffer.from(whole.toString('latin1').replace(/"madeAt":\d/, '"madeAt":9'), 'latin1'),
      code: 'passphrase_wrong',
    },
    newer: {
      bytes: Buffer.from(
        whole.toString('latin1').replace(/"schema":\d+/, `"schema":${migrations.length + 1}`),
        'latin1',
      ),
      code: 'backup_newer',
    },
    costly: {
      bytes: Buffer.from(whole.toString('latin1').replace(/"N":\d+/, '"N":1073741824'), 'latin1'),
      code: 'backup_unreadable',
    },
    text: { bytes: Buffer.from('a shopping list'), code: 'backup_unreadable' },
    nothing: { bytes: Buffer.alloc(0), code: 'backup_unreadable' },
  }
  disk.held.chosen = path
  await running.ask('command', 'data.choose')
  for (const [what, { bytes, code, ...given }] of Object.entries(variants)) {
    await writeFile(path, bytes)
    expect(await running.refusal('command', 'data.read', { passphrase, ...given }), what).toMatchObject({ code })
    expect(await running.refusal('command', 'data.use'), what).toMatchObject({ code: 'not_found' })
  }
  expect(await cardsOf(running)).toEqual([card.userBankcardId])
  expect(names(running.dataDir).filter((name) => name.startsWith('staged'))).toEqual([])
  expect(await running.refusal('command', 'data.backup', { passphrase: 'too short' })).toMatchObject({
    code: 'invalid_input',
    message: expect.not.stringContaining('too short'),
  })
})

test('the data before is a step away, and goes when it is told to', async () => {
  const { running, disk, path } = await backedUp()
  const later = await running.newCard(products.direct)
  disk.held.chosen = path
  await running.ask('command', 'data.choose')
  await running.ask('command', 'data.read', { passphrase })
  await running.ask('command', 'data.use')
  expect(await cardsOf(running)).not.toContain(later.userBankcardId)
  const { kept }: DataState = await running.ask('query', 'data')
  await running.ask('command', 'data.goBack', { name: kept[0]?.name })
  expect(await cardsOf(running)).toContain(later.userBankcardId)
  for (const name of [databaseName, '../console.db', 'console-restored-1.db'])
    expect(['not_found', 'invalid_input']).toContain((await running.refusal('command', 'data.dropKept', { name })).code)
  await running.ask('command', 'data.dropKept', { name: kept[0]?.name })
  expect(((await running.ask('query', 'data')) as DataState).kept.map(({ name }) => name)).not.toContain(kept[0]?.name)
})

test('damaged data is said, salvaged around the damage, and put aside', async () => {
  const keychain = memoryKeychain()
  const first = await startExploring({ loadKeychain: async () => keychain })
  for (let count = 0; count < 3; count++) await first.newCard(products.direct)
  expect(await first.ask('command', 'data.check')).toEqual({ problems: [] })
  await first.quiet()
  await first.console.close()
  await damage(first.dataDir, 'requests')
  const next = await start({ dataDir: first.dataDir, loadKeychain: async () => keychain })
  expect(next.console.failure()).toMatchObject({ code: 'database_damaged' })
  for (const [verb, name] of [
    ['query', 'session'],
    ['call', 'merchant.asset'],
    ['command', 'data.backup'],
  ] as const)
    expect(await next.refusal(verb, name, verb === 'command' ? { passphrase } : {}), name).toMatchObject({
      code: 'database_damaged',
    })
  const before = await readFile(join(first.dataDir, databaseName))
  const salvaged: Salvage = await next.ask('command', 'data.salvage')
  expect((await readFile(join(first.dataDir, databaseName))).equals(before)).toBe(true)
  const requests = salvaged.tables.find(({ name }) => name === 'requests')
  expect(Math.min(requests?.kept ?? 0, requests?.lost ?? 0)).toBeGreaterThan(0)
  expect(salvaged.tables.filter(({ lost }) => lost > 0).map(({ name }) => name)).toEqual(['requests'])
  expect(salvaged.summary).toMatchObject({ profiles: ['Sandbox'], cards: 3, open: 0 })
  await next.ask('command', 'data.use')
  expect(next.console.failure()).toBeUndefined()
  expect(((await next.ask('query', 'session')) as Session).profiles).toMatchObject([{ secret: 'keychain' }])
  expect(((await next.ask('query', 'data')) as DataState).kept).toMatchObject([{ why: 'repaired' }])
  expect(await next.ask('command', 'data.check')).toEqual({ problems: [] })
})

test('damage among the notifies is found while the console runs, which then closes its data', async () => {
  const first = await startExploring()
  for (let card = 1; card <= 40; card++) {
    const data = { userBankcardId: card, status: 'AUDIT_PASS' }
    const body = codec.sealNotify({ type: 'CARD_STATUS_CHANGE', uniqueNo: `n-${card}`, data })
    expect((await fetch(first.console.receiverUrl ?? '', { method: 'POST', body })).status).toBe(200)
  }
  await first.quiet()
  await first.console.close()
  await damage(first.dataDir, 'notifies')
  const next = await start({ dataDir: first.dataDir })
  await vi.waitFor(() => expect(next.console.failure()).toMatchObject({ code: 'database_damaged' }))
  expect(await next.refusal('query', 'session', {})).toMatchObject({ code: 'database_damaged' })
})

test('of a file that is no database nothing is salvaged; one begins anew, and the file stays', async () => {
  const dataDir = await tempDir()
  await writeFile(join(dataDir, databaseName), 'no database, whatever its name says\n'.repeat(500))
  const { ask, refusal, console } = await start({ dataDir })
  expect(await refusal('command', 'data.salvage')).toMatchObject({ code: 'nothing_salvaged' })
  await ask('command', 'data.fresh')
  expect(console.failure()).toBeUndefined()
  const { kept }: DataState = await ask('query', 'data')
  expect(kept).toMatchObject([{ why: 'fresh' }])
  expect(await readFile(join(dataDir, kept[0]?.name ?? ''), 'utf8')).toContain('no database')
})

test('data that another console uses, or a newer one wrote, is left as it is', async () => {
  const dataDir = await tempDir()
  const other = openDatabase(dataDir)
  const { ask, refusal, console } = await start({ dataDir })
  expect(console.failure()).toMatchObject({ code: 'database_in_use' })
  for (const name of ['data.salvage', 'data.fresh'])
    expect(await refusal('command', name), name).toMatchObject({ code: 'database_in_use' })
  other.run(`pragma user_version = ${migrations.length + 1}`)
  other.close()
  await ask('command', 'data.retry')
  expect(console.failure()).toMatchObject({ code: 'database_newer' })
  expect(await refusal('command', 'data.salvage')).toMatchObject({ code: 'database_newer' })
  expect(existsSync(join(dataDir, databaseName))).toBe(true)
})
