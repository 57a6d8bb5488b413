import { createClient } from '@asinx-pay/core/client'
import { roundMoney } from '@asinx-pay/core'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { Bank } from '../bank.ts'
import { applyForCard, approveCard } from '../cards.ts'
import { topUpMerchant } from '../deposits.ts'
import { callFaults, type CallFaultName } from '../faults/kinds.ts'
import { maxFaults, type Fault } from '../faults/plan.ts'
import { createSandbox, demoCredentials, type Sandbox } from '../index.ts'
import type { OrderRow } from '../schema.ts'
import { registerUser } from '../users.ts'
import { createJournal, type Intent } from './journal.ts'

const intents = 1_000
/** After how many answers in a run the caller is killed, run by run; the last run is left to end. */
const kills = [120, 90, 200, 40, 150]
const firstCard = 101

const folder = mkdtempSync(join(tmpdir(), 'asinx-sandbox-'))
const journalFile = join(folder, 'journal')
const closers: (() => unknown)[] = [() => rmSync(folder, { recursive: true })]
afterAll(async () => {
  for (const close of closers.toReversed()) await close()
})

const outcomes = ['SUCCESS', 'FAILED', 'NEVER']

/** Every kind of fault, over and over, on each fifth recharge; and the questions that settle have bad days as well. */
function wholePlan(): Fault[] {
  const names = Object.keys(callFaults) as CallFaultName[]
  const asking = ['reset-before', 'empty', 'garbage', 'error-before'].map((kind, index) => ({
    call: 'bankcard.cardOrderInfo',
    kind,
    every: 11 + index,
  }))
  const paying = Array.from({ length: maxFaults - asking.length }, (_, index) => {
    const kind = names[index % names.length] ?? 'empty'
    const round = Math.floor(index / names.length)
    return {
      call: 'bankcard.recharge',
      kind,
      nth: (index + 1) * 5,
      ...(kind === 'pending'
        ? { outcome: outcomes[round % 3], withOrder: round % 2 === 0, ms: 200 }
        : 'ms' in callFaults[kind].fields && { ms: 30 }),
    }
  })
  return [...asking, ...paying] as Fault[]
}

function populate({ bank }: { bank: Bank }): void {
  topUpMerchant(bank, '100000')
  const user = registerUser(bank, { email: 'caller@example.com', mobilePrefix: '1', mobileNumber: '5550100' })
  for (let card = 0; card < intents; card++) approveCard(bank, applyForCard(bank, user, { bankcardId: 101 }))
}

/** Runs the caller until it ends or has had so many answers, and is then killed. */
async function run(args: string[], killAfter: number): Promise<void> {
  const script = fileURLToPath(new URL('caller.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@asinx-pay/source', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closers.push(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  let answers = 0
  createInterface(child.stdout).on('line', () => {
    answers += 1
    if (answers === killAfter) child.kill('SIGKILL')
  })
  const [code] = (await ended) as [number | null]
  expect(code).toBe(killAfter === Infinity ? 0 : null)
}

const ordersOf = (sandbox: Sandbox, item: number): OrderRow[] =>
  sandbox.bank.store.all<OrderRow>('SELECT * FROM orders WHERE cardId = ?', firstCard + item)
const arrivals = (sandbox: Sandbox, { requestOrderId }: OrderRow): number =>
  sandbox.bank.store.all(`SELECT id FROM entries WHERE kind = 'recharge' AND reference = ?`, requestOrderId).length

/** What the caller believes must be what the ledger says. */
function expectAgreement(sandbox: Sandbox, { item, state }: Intent): void {
  const orders = ordersOf(sandbox, item)
  expect(orders.length).toBeLessThanOrEqual(1)
  const [order] = orders
  if (order) expect(order.amount).toBe(roundMoney(`${item + 1}e-2`, 2))
  const arrived = order ? arrivals(sandbox, order) : 0
  expect(arrived).toBeLessThanOrEqual(1)
  if (state === 'done') expect([order?.status, arrived]).toEqual(['SUCCESS', 1])
  if (state === 'declined') expect(arrived).toBe(0)
}

test(`${intents} recharges under every fault, the caller killed ${kills.length} times: none twice, none lost`, async () => {
  const sandbox = createSandbox({ db: join(folder, 'state.db'), populate, faults: wholePlan() })
  const listening = await sandbox.listen()
  closers.push(sandbox.close, listening.close)
  const { uid = '' } = sandbox.bank.store.one<{ uid: string }>('SELECT uid FROM users') ?? {}
  const args = [listening.url, journalFile, uid, String(firstCard), String(intents)]
  for (const killAfter of [...kills, Infinity]) await run(args, killAfter)

  const journal = createJournal(journalFile)
  const client = createClient({ ...demoCredentials, baseUrl: `${listening.url}/api-web` })
  for (const { item, reference, state } of journal.read().values())
    if (state !== 'done' && state !== 'declined')
      journal.write({ item, ...(await client.settle(reference, { deadlineMs: 0 })) } as Intent)

  const ended = [...journal.read().values()]
  expect(ended.map(({ item }) => item).toSorted((left, right) => left - right)).toEqual(
    Array.from({ length: intents }, (_, item) => item),
  )
  for (const intent of ended) expectAgreement(sandbox, intent)
  const of = (state: string): number => ended.filter((intent) => intent.state === state).length
  expect(of('done') + of('declined') + of('unknown')).toBe(intents)
  expect(of('done')).toBeGreaterThan(intents / 2)
  expect(of('declined')).toBeGreaterThan(0)
  // Those lost with their order number stay open for a person; each of them is listed, with its card and amount.
  for (const { item, state, reference } of ended)
    if (state === 'unknown')
      expect(reference).toMatchObject({
        userBankcardId: firstCard + item,
        amount: roundMoney(`${item + 1}e-2`, 2),
      })
  const hit = sandbox.faults().filter(({ hits }) => hits > 0)
  expect(new Set(hit.map(({ fault }) => fault.kind)).size).toBe(Object.keys(callFaults).length)
  expect(sandbox.audit()).toEqual([])
}, 240_000)
