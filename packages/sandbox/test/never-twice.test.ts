import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { compareMoney } from '@asinx-pay/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findUser } from '../src/bank.ts'
import { applyForCard, approveCard } from '../src/cards.ts'
import { topUpMerchant } from '../src/deposits.ts'
import { callFaults } from '../src/faults/kinds.ts'
import { createSandbox } from '../src/index.ts'
import type { OrderRow } from '../src/schema.ts'
import { rechargeCard } from '../src/recharges.ts'
import { registerUser } from '../src/users.ts'
import { isOpen, readJournal, type Attempt } from './journal-file.ts'
import { amountOf, wholePlan } from './payments.ts'

const payments = 1000
const cardCount = 700
const kills = 20
/** Lines of the journal between two kills, at least and at most. */
const stride = { least: 20, span: 40 }
/** How often a caller that ends early may be started again. */
const maxStarts = 200

const sandbox = createSandbox({ db: ':memory:', seed: 'never-twice' })
const program = fileURLToPath(new URL('paying-caller.ts', import.meta.url))
let folder: string
let journal: string
let callerArguments: string[]

/** Active cards of one user, each with its first recharge behind it. */
function makeCards(): { uid: string; userBankcardId: number }[] {
  const { bank } = sandbox
  return bank.store.transaction(() => {
    topUpMerchant(bank, '1000000')
    const { uid } = registerUser(bank, { email: 'payer@example.com', mobilePrefix: '1', mobileNumber: '5550199' })
    const user = findUser(bank, uid)
    if (!user) throw new Error('The user was not registered.')
    return Array.from({ length: cardCount }, (_, index) => {
      const card = approveCard(bank, applyForCard(bank, user, { bankcardId: 101, tag: `card-${index}` }))
      rechargeCard(bank, card, { amount: '5' })
      return { uid, userBankcardId: card.id }
    })
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'never-twice-'))
  journal = join(folder, 'journal.jsonl')
  await writeFile(join(folder, 'cards.json'), JSON.stringify(makeCards()))
  const { url } = await sandbox.listen({ port: 0 })
  sandbox.setFaults(wholePlan)
  callerArguments = [program, `${url}/api-web`, journal, join(folder, 'cards.json'), String(payments)]
})

const callers = new Set<ChildProcess>()

afterAll(async () => {
  for (const caller of callers) caller.kill('SIGKILL')
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

function startCaller(): ChildProcess {
  const caller = spawn(process.execPath, ['--conditions=@asinx-pay/source', ...callerArguments], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  callers.add(caller)
  caller.once('exit', () => callers.delete(caller))
  return caller
}

const ended = async (caller: ChildProcess): Promise<number | null> => {
  if (caller.exitCode === null && caller.signalCode === null) await once(caller, 'exit')
  return caller.exitCode
}

/** Kills the caller once its journal has grown by so many intents; says whether it was still alive. */
async function killAfter(caller: ChildProcess, lines: number): Promise<boolean> {
  const target = readJournal(journal).length + lines
  while (caller.exitCode === null && readJournal(journal).length < target) await pause(10)
  const isAlive = caller.exitCode === null
  caller.kill('SIGKILL')
  await ended(caller)
  return isAlive
}

/** A small generator of its own, so that every run kills at the same places of the journal. */
const random = (seed: number): (() => number) => {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

async function runKilled(): Promise<number> {
  const next = random(7)
  let killed = 0
  while (killed < kills && (await killAfter(startCaller(), stride.least + Math.floor(next() * stride.span)))) killed++
  for (let starts = 0; starts < maxStarts; starts++) if ((await ended(startCaller())) === 0) return killed
  throw new Error('The caller never came to its end.')
}

const ordersOf = (n: number): OrderRow[] =>
  sandbox.bank.store
    .all<OrderRow>(`SELECT * FROM orders WHERE kind = 'RECHARGE'`)
    .filter(({ amount }) => compareMoney(amount, amountOf(n)) === 0)

test('the plan knows every way a call can go wrong', () => {
  expect(new Set(wholePlan.map(({ kind }) => kind))).toEqual(new Set(Object.keys(callFaults)))
})

test(
  'a thousand recharges under the whole plan, the caller killed again and again: nothing paid twice, nothing lost',
  { timeout: 600_000 },
  async () => {
    const killed = await runKilled()
    const attempts = readJournal(journal)
    const byPayment = Map.groupBy(attempts, ({ n }) => n)
    const open: Attempt[] = []
    const wrong: string[] = []

    for (let n = 0; n < payments; n++) {
      const sent = (byPayment.get(n) ?? []).filter(({ state }) => state !== 'notSent')
      const orders = ordersOf(n)
      const [attempt] = sent
      if (sent.length !== 1 || !attempt) wrong.push(`payment ${n} was sent ${sent.length} times`)
      else if (orders.length > 1) wrong.push(`payment ${n} is ${orders.length} times in the ledger`)
      else if (isOpen(attempt)) open.push(attempt)
      else if (attempt.state === 'done' && orders[0]?.status !== 'SUCCESS')
        wrong.push(`payment ${n} is done but ${orders[0]?.status ?? 'not there'}`)
      else if (attempt.state === 'declined' && orders.some(({ status }) => status !== 'FAILED'))
        wrong.push(`payment ${n} is declined but ${orders[0]?.status}`)
      if (attempt && orders.some(({ cardId }) => cardId !== attempt.reference.userBankcardId))
        wrong.push(`payment ${n} reached another card`)
    }

    const states = Object.fromEntries(
      [...Map.groupBy(attempts, ({ state }) => state)].map(([state, found]) => [state, found.length]),
    )
    process.stdout.write(`killed ${killed} times: ${JSON.stringify(states)}, ${open.length} open\n`)
    expect(wrong).toEqual([])
    expect(killed).toBe(kills)
    expect(sandbox.audit()).toEqual([])
    // What stays open is what nobody can tell, each with all that a person needs to look.
    expect(open.length).toBeGreaterThan(0)
    for (const { reference } of open)
      expect(reference).toMatchObject({
        endpoint: 'bankcard.recharge',
        amount: expect.any(String) as string,
        userBankcardId: expect.any(Number) as number,
      })
  },
)
