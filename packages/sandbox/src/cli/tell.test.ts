import { notifyTypes } from '@asinx-pay/core'
import { createCodec } from '@asinx-pay/core/wire'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demoCredentials } from '../demo-credentials.ts'
import { createSandbox, seedDemo, type Sandbox } from '../index.ts'
import { createReceiver, type Receiver } from '../test-receiver.ts'
import { commandHelp, commands } from './commands.ts'
import { tell } from './tell.ts'

const codec = createCodec(demoCredentials)
/** Where no sandbox is running: the address of one that has gone. */
let gone = ''
const closers: (() => unknown)[] = []
let receiver: Receiver
let sandbox: Sandbox
let base = ''

beforeEach(async () => {
  const left = await createReceiver()
  gone = left.url
  await left.close()
  receiver = await createReceiver()
  sandbox = createSandbox({ populate: seedDemo, clock: { at: Date.UTC(2026, 0, 5), frozen: true } })
  const listening = await sandbox.listen()
  base = listening.url
  closers.push(receiver.close, sandbox.close, listening.close)
})
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const run = (name: keyof typeof commands, ...args: string[]): Promise<string> => {
  const command = commands[name]
  if (!command) throw new Error(`There is no command ${name}`)
  return tell(command, args.includes('--sandbox') ? args : [...args, '--sandbox', base])
}
const received = () => receiver.bodies.map((body) => codec.openNotify(body))

describe('trigger', () => {
  test.each(notifyTypes)('sends %s about what the sandbox has', async (type) => {
    const said = await run('trigger', type, '--url', receiver.url)
    expect(said).toContain(`${type} (own)`)
    expect(said).toContain('delivered, HTTP 200')
    const [notify] = received()
    expect(notify?.type).toBe(type)
    const data: Record<string, unknown> = { ...notify?.data }
    const { store } = sandbox.bank
    if (type === 'COIN_RECHARGE_RESULT')
      expect(store.one('SELECT id FROM deposits WHERE orderNo = ?', String(data.orderNo))).toBeDefined()
    else expect(store.one('SELECT id FROM cards WHERE id = ?', Number(data.userBankcardId))).toBeDefined()
  })

  test.each(notifyTypes)('sends %s made up where no sandbox is running', async (type) => {
    expect(await run('trigger', type, '--url', receiver.url, '--sandbox', gone)).toContain(`${type} (made up)`)
    expect(received()).toMatchObject([{ type, authentic: false }])
  })

  test('sets members by their path, and takes a card', async () => {
    const set = ['--set', 'transaction.merchantName=FERRY', '--set', 'transaction.localCurrencyAmt=-1.50']
    await run('trigger', 'TRANSACTION_CREATED', '--card', '102', '--url', receiver.url, ...set)
    expect(received()).toMatchObject([
      { data: { userBankcardId: 102, transaction: { merchantName: 'FERRY', localCurrencyAmt: '-1.50' } } },
    ])
  })

  test.each([
    [['NONSENSE'], 'type must be one of'],
    [[], 'Say which type of notify'],
    [['CARD_STATUS_CHANGE'], 'No address receives notifies'],
    [['CARD_STATUS_CHANGE', '--url', 'https://example.com/'], 'url must be on this machine'],
    [['CARD_STATUS_CHANGE', '--set', 'colour=red', '--url', 'http://127.0.0.1:1/'], 'has no member colour; it has'],
    [['CARD_STATUS_CHANGE', '--set', 'createAt=soon', '--url', 'http://127.0.0.1:1/'], 'createAt must be a time'],
    [['CARD_STATUS_CHANGE', '--set', 'status', '--url', 'http://127.0.0.1:1/'], '--set must be name=value'],
    [['CARD_STATUS_CHANGE', '--card', '9', '--url', 'http://127.0.0.1:1/'], 'The card does not exist'],
  ])('%j is refused, saying why', async (args, message) => {
    await expect(run('trigger', ...args)).rejects.toThrow(message)
  })
})

test('a command says that no sandbox is running', async () => {
  await expect(run('clock', '--sandbox', gone)).rejects.toThrow(`No sandbox is running at ${gone}`)
})

describe('the other commands', () => {
  test('show, replace and clear the fault plan', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'asinx-sandbox-'))
    closers.push(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'plan.json')
    writeFileSync(file, '[{ "call": "*", "kind": "empty" }]')
    expect(await run('faults', file)).toContain('"kind": "empty"')
    expect(await run('faults')).toContain('"hits": 0')
    expect(await run('faults', '--clear')).not.toContain('empty')
    expect(await run('faults', '--kinds')).toContain('reset-after')
    writeFileSync(file, '[{ "call": "*", "kind": "explode" }]')
    await expect(run('faults', file)).rejects.toThrow(`faults ${file}: faults[0].kind must be one of`)
  })

  test('move the clock', async () => {
    expect(await run('clock', '--advance', '2h')).toContain('2026-01-05T02:00:00.000Z')
    expect(await run('clock', '--set', '2026-02-01T00:00:00Z')).toContain('2026-02-01')
    expect(await run('clock', '--resume')).toContain('"frozen": false')
    expect(await run('clock', '--freeze')).toContain('"frozen": true')
    expect(await run('clock')).toContain('"frozen": true')
    await expect(run('clock', '--advance', 'much')).rejects.toThrow('such as 90s, 2h or 40d')
  })

  test('decide applications and orders', async () => {
    const { store } = sandbox.bank
    const { id = 0 } = store.one<{ id: number }>(`SELECT id FROM cards WHERE status = 'AUDITING'`) ?? {}
    expect(await run('approve', String(id))).toContain('TBA')
    await expect(run('reject', String(id), '--reason', 'late')).rejects.toThrow('The card is TBA')
    await expect(run('approve')).rejects.toThrow('Say which card')
    await expect(run('settle', 'LM1', '--failed')).rejects.toThrow('The order does not exist')
  })

  test('keep, restore and reset the state, audit it and print its log', async () => {
    expect(await run('snapshot')).toContain('"id": 1')
    expect(await run('restore', '1')).toContain('"id": 1')
    expect(await run('audit')).toContain('"problems": []')
    expect(await run('events', '--limit', '1')).toMatch(/^1 2026-01-05T00:00:00.000Z ledger \{/)
    await run('reset')
    expect(sandbox.audit()).toEqual([])
  })

  test('are all in the help', () => {
    for (const { usage, doc } of Object.values(commands)) {
      expect(commandHelp).toContain(usage)
      expect(commandHelp).toContain(doc)
    }
  })
})
